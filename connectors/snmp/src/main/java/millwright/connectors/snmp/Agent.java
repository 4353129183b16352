package millwright.connectors.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Secret;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.fluent.SnmpBuilder;
import org.snmp4j.fluent.TargetBuilder;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * One agent, asked one question at a time. What it answers must be what was asked; anything else is an error. One thread;
 * an answer is at most one datagram, a walk at most as long as its caller says. Secrets are read anew whenever the agent
 * is met anew, and are in no message.
 */
class Agent {
    private static final int WALKED_AT_ONCE = 20;
    private static final OID REPORTS = new OID("1.3.6.1.6.3.15.1.1");
    private static final int PASSWORD = 8;

    private final SnmpBuilder builder;
    private final Snmp snmp;
    private final SnmpConfig config;
    private final SnmpConfig.Device device;
    private @Nullable Target<UdpAddress> target;
    private long next;

    Agent(SnmpBuilder builder, Snmp snmp, SnmpConfig config, SnmpConfig.Device device) {
        this.builder = builder;
        this.snmp = snmp;
        this.config = config;
        this.device = device;
    }

    /** Meets it anew at the next question: it may have moved, been replaced, or got new keys. */
    void forget() {
        target = null;
    }

    /** In the order of the question, each with what the agent has there. */
    List<VariableBinding> get(List<OID> objects) throws IOException, InterruptedException {
        PDU pdu = pdu(PDU.GET);
        objects.forEach(oid -> pdu.add(new VariableBinding(oid)));
        List<VariableBinding> answer = ask(pdu);
        if (answer.size() != objects.size()) {
            throw new Garbled("answered " + answer.size() + " objects when " + objects.size() + " were asked for");
        }
        for (int i = 0; i < answer.size(); i++) {
            if (!answer.get(i).getOid().equals(objects.get(i))) {
                throw new Garbled("answered " + answer.get(i).getOid() + " when " + objects.get(i) + " was asked for");
            }
        }
        return answer;
    }

    /** Everything below an object. @param most entries, after which it ends */
    List<VariableBinding> walk(OID root, int most) throws IOException, InterruptedException {
        List<VariableBinding> found = new ArrayList<>();
        OID last = root;
        while (found.size() < most) {
            PDU pdu = pdu(PDU.GETBULK);
            pdu.setMaxRepetitions(WALKED_AT_ONCE);
            pdu.add(new VariableBinding(last));
            List<VariableBinding> answer = ask(pdu);
            if (answer.isEmpty()) {
                return found;
            }
            for (VariableBinding binding : answer) {
                if (!binding.getOid().startsWith(root) || binding.isException() || found.size() == most) {
                    return found;
                } else if (binding.getOid().compareTo(last) <= 0) {
                    throw new Garbled("its table at " + root + " goes round in a circle");
                }
                found.add(binding);
                last = binding.getOid();
            }
        }
        return found;
    }

    private PDU pdu(int type) {
        PDU pdu = device.access() instanceof Access.User ? new ScopedPDU() : new PDU();
        if (pdu instanceof ScopedPDU scoped && device.access() instanceof Access.User user) {
            scoped.setContextName(new OctetString(user.context()));
        }
        pdu.setType(type);
        return pdu;
    }

    private List<VariableBinding> ask(PDU question) throws IOException, InterruptedException {
        PDU answer = answer(question);
        if (answer.getType() == PDU.REPORT) {
            throw reported(answer);
        } else if (answer.getErrorStatus() != PDU.noError) {
            throw new Refusal(answer.getErrorStatus(), answer.getErrorStatusText());
        }
        return new ArrayList<>(answer.getVariableBindings());
    }

    /** What came over the network, be it an error. @throws IOException when nothing came */
    PDU answer(PDU question) throws IOException, InterruptedException {
        pace();
        Target<UdpAddress> known = target == null ? meet() : target;
        target = known;
        ResponseEvent<UdpAddress> event;
        try {
            event = snmp.send(question, known);
        } catch (RuntimeException e) {
            throw new IOException("cannot be asked: " + e.getMessage(), e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        PDU answer = event.getResponse();
        if (event.getError() != null) {
            throw new IOException("cannot be asked: " + event.getError().getMessage(), event.getError());
        } else if (answer == null) {
            throw silent();
        }
        return answer;
    }

    private IOException silent() {
        long tries = config.retries() + 1L;
        String hint = device.access() instanceof Access.Community
                ? "; an agent is silent too when the community is wrong"
                : "; an agent may be silent too when a secret of the user is wrong";
        return new IOException("did not answer " + tries + (tries == 1 ? " try" : " tries") + " of "
                + config.timeout() / Times.MILLI + " ms" + hint);
    }

    private static IOException reported(PDU report) {
        OID counter = report.size() == 0 ? new OID() : report.get(0).getOid();
        int which = counter.startsWith(REPORTS) && counter.size() > REPORTS.size() ? counter.get(REPORTS.size()) : 0;
        return switch (which) {
            case 1 -> new Denied("wants another level of security: give or leave out 'auth-file' and 'privacy-file'");
            case 2 -> new IOException("says that the question comes from another time; is its clock running?");
            case 3 -> new Denied("does not know this user");
            case 4 -> new IOException("has another engine than before");
            case 5 -> new Denied("says that the signature is wrong: see 'auth-file' and 'auth-protocol'");
            case 6 -> new Denied("cannot decrypt the question: see 'privacy-file' and 'privacy-protocol'");
            default -> new IOException("reports " + counter + " in place of an answer");
        };
    }

    /** Waits until a question may be asked again. */
    private void pace() throws InterruptedException {
        long wait = next - System.nanoTime();
        if (next != 0 && wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        next = System.nanoTime() + Times.SECOND / config.perSecond();
    }

    private Target<UdpAddress> meet() throws IOException, InterruptedException {
        UdpAddress address = new UdpAddress(host(), device.address().port());
        TargetBuilder<UdpAddress> making =
                builder.target(address).timeout(config.timeout() / Times.MILLI).retries(config.retries());
        return switch (device.access()) {
            case Access.Community(Secret community) ->
                making.v2c().community(new OctetString(community.read())).build();
            case Access.User user -> user(making, address, user);
        };
    }

    private InetAddress host() throws IOException {
        try {
            return InetAddress.getByName(device.address().host());
        } catch (UnknownHostException e) {
            throw new IOException("the name of the host is not known here", e);
        }
    }

    private Target<UdpAddress> user(TargetBuilder<UdpAddress> making, UdpAddress address, Access.User user)
            throws IOException, InterruptedException {
        byte[] engine = snmp.discoverAuthoritativeEngineID(address, config.timeout() / Times.MILLI);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        } else if (engine == null) {
            throw silent();
        }
        TargetBuilder<UdpAddress>.DirectUserBuilder keys = making.v3().user(user.name(), engine);
        if (user.auth().isPresent()) {
            keys = keys.auth(user.authProtocol())
                    .authPassphrase(password(user.auth().get(), "auth"));
        }
        if (user.privacy().isPresent()) {
            keys = keys.priv(user.privacyProtocol())
                    .privPassphrase(password(user.privacy().get(), "privacy"));
        }
        Target<UdpAddress> made = keys.done().build();
        int wanted = user.privacy().isPresent()
                ? SecurityLevel.AUTH_PRIV
                : user.auth().isPresent() ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.NOAUTH_NOPRIV;
        if (made.getSecurityLevel() != wanted) {
            throw new IOException("the protocols of this user are not to be had; nothing is sent with less");
        }
        return made;
    }

    private static String password(Secret secret, String key) throws IOException {
        String word = secret.read();
        if (word.length() < PASSWORD) {
            throw new IOException("the secret of '" + key + "-file' is shorter than the " + PASSWORD
                    + " characters that version 3 wants");
        }
        return word;
    }
}
