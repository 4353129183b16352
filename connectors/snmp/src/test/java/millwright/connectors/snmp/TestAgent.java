package millwright.connectors.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.fluent.SnmpBuilder;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** An agent on loopback that speaks version 2c and 3 and can misbehave. */
final class TestAgent implements AutoCloseable, CommandResponder {
    enum Manner {
        GOOD,
        SILENT,
        OTHER_OBJECTS,
        FEWER_OBJECTS,
        OTHER_QUESTION,
        FAILS,
        CIRCLE
    }

    static final String COMMUNITY = "a-test-community";
    static final String USER = "reader";
    static final String AUTH = "a-test-signature";
    static final String PRIVACY = "a-test-privacy";
    private static final OID UP_TIME = new OID("1.3.6.1.2.1.1.3.0");

    final ConcurrentNavigableMap<OID, Variable> objects = new ConcurrentSkipListMap<>();
    /** Error status of a question that holds the object. */
    final Map<OID, Integer> refused = new ConcurrentHashMap<>();
    /** Objects of each question. */
    final List<Integer> questions = new CopyOnWriteArrayList<>();

    volatile Manner manner = Manner.GOOD;
    volatile int tooBig = Integer.MAX_VALUE;
    private final DefaultUdpTransportMapping transport =
            new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0));
    private final Snmp snmp;

    TestAgent() throws IOException {
        snmp = new SnmpBuilder()
                .securityProtocols(SecurityProtocolSet.any)
                .tm(transport)
                .v2c()
                .v3()
                .usm()
                .build();
        snmp.getUSM()
                .addUser(new UsmUser(
                        new OctetString(USER),
                        AuthHMAC192SHA256.ID,
                        new OctetString(AUTH),
                        PrivAES128.ID,
                        new OctetString(PRIVACY)));
        snmp.addCommandResponder(this);
        up(1_000_000);
    }

    int port() {
        return transport.getListenAddress().getPort();
    }

    void up(long ticks) {
        objects.put(UP_TIME, new TimeTicks(ticks));
    }

    void integer(String oid, int value) {
        objects.put(new OID(oid), new Integer32(value));
    }

    void gauge(String oid, long value) {
        objects.put(new OID(oid), new Gauge32(value));
    }

    void counter(String oid, long value) {
        objects.put(new OID(oid), new Counter32(value));
    }

    void large(String oid, long bits) {
        objects.put(new OID(oid), new Counter64(bits));
    }

    void text(String oid, String value) {
        objects.put(new OID(oid), new OctetString(value));
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        PDU asked = event.getPDU();
        boolean mayAsk = event.getMessageProcessingModel() == MPv3.ID
                || new OctetString(COMMUNITY).equals(new OctetString(event.getSecurityName()));
        event.setProcessed(true);
        if (asked == null || !mayAsk || manner == Manner.SILENT) {
            return;
        }
        questions.add(asked.size());
        PDU answer = answer(asked);
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            answer,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private PDU answer(PDU asked) {
        PDU answer = (PDU) asked.clone();
        answer.clear();
        answer.setType(PDU.RESPONSE);
        answer.setErrorStatus(PDU.noError);
        answer.setErrorIndex(0);
        answer.setRequestID(asked.getRequestID());
        switch (manner) {
            case OTHER_OBJECTS ->
                asked.getVariableBindings()
                        .forEach(
                                b -> answer.add(new VariableBinding(new OID(b.getOid()).nextPeer(), new Integer32(1))));
            case FEWER_OBJECTS -> answer.add(bound(asked.get(0).getOid()));
            case FAILS -> answer.setErrorStatus(PDU.genErr);
            default -> {
                if (asked.getType() == PDU.GETBULK) {
                    walk(asked, answer);
                } else {
                    get(asked, answer);
                }
            }
        }
        if (manner == Manner.OTHER_QUESTION) {
            answer.setRequestID(new Integer32(asked.getRequestID().getValue() + 1));
        }
        return answer;
    }

    private void get(PDU asked, PDU answer) {
        if (asked.size() > tooBig) {
            answer.setErrorStatus(PDU.tooBig);
            return;
        }
        for (VariableBinding binding : asked.getVariableBindings()) {
            if (refused.containsKey(binding.getOid())) {
                answer.setVariableBindings(List.of());
                answer.setErrorStatus(refused.get(binding.getOid()));
                return;
            }
            answer.add(bound(binding.getOid()));
        }
    }

    private VariableBinding bound(OID oid) {
        Variable known = objects.get(oid);
        return new VariableBinding(oid, known == null ? Null.noSuchInstance : known);
    }

    private void walk(PDU asked, PDU answer) {
        OID at = asked.get(0).getOid();
        if (refused.containsKey(at)) {
            answer.setErrorStatus(refused.get(at));
            return;
        }
        for (int i = 0; i < asked.getMaxRepetitions(); i++) {
            Map.Entry<OID, Variable> next = objects.higherEntry(at);
            if (next == null) {
                answer.add(new VariableBinding(at, Null.endOfMibView));
                return;
            }
            answer.add(new VariableBinding(next.getKey(), next.getValue()));
            if (manner != Manner.CIRCLE) {
                at = next.getKey();
            }
        }
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
