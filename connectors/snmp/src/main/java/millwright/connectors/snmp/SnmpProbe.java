package millwright.connectors.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.DeviceBlock;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.fluent.SnmpBuilder;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Agents of version 2c by what they say they are. Who does not know the community hears nothing, so that it is asked only
 * with the one that was given for it. Stateless; two datagrams at most.
 */
final class SnmpProbe implements SourceProbe {
    static final String COMMUNITY = "snmp-community";
    private static final int PORT = 161;
    private static final OID DESCRIPTION = new OID("1.3.6.1.2.1.1.1.0");
    private static final OID OBJECT = new OID("1.3.6.1.2.1.1.2.0");

    /** What begins like this is read by this map: PowerNet-MIB's rPDU2, Raritan's PDU2. */
    private static final Map<String, String> FITS = Map.of(
            "1.3.6.1.4.1.318.1.3.4.6", "apc-rpdu2",
            "1.3.6.1.4.1.13742.6", "raritan-pdu2");

    private static final String SAYS = "SNMP ";
    private static final String ENVIRONMENT = "MILLWRIGHT_SNMP_COMMUNITY";

    @Override
    public List<Integer> ports() {
        return List.of(PORT);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(COMMUNITY);
    }

    @Override
    public boolean datagrams() {
        return true;
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        UdpAddress address = new UdpAddress(host(door), door.port());
        SnmpBuilder builder = new SnmpBuilder().udp().v2c();
        try (Snmp snmp = builder.build()) {
            snmp.listen();
            Target<UdpAddress> target = builder.target(address)
                    .timeout(Math.max(1, door.patience().toMillis() / 2))
                    .retries(1)
                    .v2c()
                    .community(new OctetString(door.secrets().getOrDefault(COMMUNITY, "")))
                    .build();
            PDU question = new PDU();
            question.setType(PDU.GET);
            question.add(new VariableBinding(DESCRIPTION));
            question.add(new VariableBinding(OBJECT));
            ResponseEvent<UdpAddress> event = snmp.send(question, target);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            } else if (event.getResponse() == null) {
                throw new IOException("no answer within " + door.patience().toMillis()
                        + " ms; an agent is silent too when the community is wrong");
            }
            return Optional.of(found(door, event.getResponse()));
        }
    }

    private static InetAddress host(Door door) throws IOException {
        try {
            return InetAddress.getByName(door.host());
        } catch (UnknownHostException e) {
            throw new IOException("the name of the host is not known here", e);
        }
    }

    private static Found found(Door door, PDU answer) {
        String object = text(answer.getVariable(OBJECT));
        String what = object.isEmpty()
                ? "SNMP agent that does not say what it is"
                : SAYS + object + " " + text(answer.getVariable(DESCRIPTION));
        return new Found(door, DeviceBlock.address(door, PORT), what, fill(what));
    }

    private static List<String> fill(String what) {
        String community = ENVIRONMENT + " or community-file";
        return map(what).isPresent() ? List.of(community) : List.of(community, "map");
    }

    private static String text(@Nullable Variable value) {
        if (value == null || value.isException()) {
            return "";
        }
        return value instanceof OctetString octets
                ? new String(octets.getValue(), StandardCharsets.UTF_8)
                : value.toString();
    }

    private static Optional<String> map(String what) {
        return FITS.entrySet().stream()
                .filter(e -> (what + " ").matches(Pattern.quote(SAYS + e.getKey()) + "[. ](?s).*"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public String blocks(List<Found> found) {
        Map<Found, Optional<String>> maps = new LinkedHashMap<>();
        found.forEach(device -> maps.put(device, map(device.what())));
        List<String> keys = List.of(
                "every: 10s",
                "community-env: " + ENVIRONMENT + "   # or community-file: FILE; or user: NAME with auth-file: FILE");
        return DeviceBlock.of("snmp", keys, maps, ObjectMap.SHIPPED);
    }
}
