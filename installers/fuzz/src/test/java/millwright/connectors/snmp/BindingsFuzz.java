package millwright.connectors.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Reading;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;
import millwright.plant.DataState;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.fluent.SnmpBuilder;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * What an agent answers, a line each: {@code TYPE VALUE}, in a table {@code TYPE VALUE ROW}, {@code ! STATUS} for an error,
 * {@code ? NUMBER} for a report, {@code e} for the end of a table, {@code = OID} for another object than was asked for. Surveyed once, read twice. Only an
 * IOException refuses, and a value that is told is a number.
 */
public final class BindingsFuzz {
    private static final String MAP = """
        device: made up
        source: nobody
        kind: pdu
        identity: {serial: 1.3.6.1.4.1.99999.1.1, model: 1.3.6.1.4.1.99999.1.2}
        points:
          - {metric: power.observed, object: 1.3.6.1.4.1.99999.2.1, scale: 0.01, unit: kW, missing: {-1: not-supported}}
          - {metric: health, object: 1.3.6.1.4.1.99999.2.2, values: {1: 0, 2: 1}}
        tables:
          - part: outlet
            kind: busway
            rows: 1.3.6.1.4.1.99999.3.1
            points:
              - metric: power.energy
                object: "1.3.6.1.4.1.99999.3.2.{row}"
                digits: "1.3.6.1.4.1.99999.3.3.{row}"
                available: "1.3.6.1.4.1.99999.3.4.{row}"
                unit: kWh
        """;
    private static final int MOST_ANSWERS = 2_000;
    private static final SnmpConfig CONFIG = config();

    private BindingsFuzz() {}

    private static SnmpConfig config() {
        Path map = Scratch.file("bindings-map.yaml", MAP.getBytes(StandardCharsets.UTF_8));
        Path community = Scratch.file("bindings-community", "public".getBytes(StandardCharsets.UTF_8));
        return SnmpConfig.of(ConfigNode.parse("fuzz.yaml", """
            protocol: snmp
            community-file: %s
            devices: [{name: P, address: 127.0.0.1, map: %s}]
            """.formatted(community, map)));
    }

    public static boolean understands(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        SnmpConfig.Device device = CONFIG.devices().getFirst();
        try (Snmp none = new Snmp()) {
            Agent agent = new Told(none, device, text);
            Survey survey = Survey.of(agent, device);
            Round round = new Round(agent, device.map().most());
            return numbers(round.read(survey, 1_000_000_000L)) + numbers(round.read(survey, 11_000_000_000L)) > 0;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int numbers(List<Reading> readings) {
        int numbers = 0;
        for (Reading reading : readings) {
            if (reading.state() == DataState.OK) {
                numbers++;
                if (!Double.isFinite(reading.value())) {
                    throw new AssertionError(reading + " is told as a number");
                }
            }
        }
        return numbers;
    }

    /** Answers out of the lines; where there are no more, that it has no such object. */
    private static final class Told extends Agent {
        private final Deque<String> lines = new ArrayDeque<>();
        private int answers;

        Told(Snmp none, SnmpConfig.Device device, String text) {
            super(new SnmpBuilder(), none, CONFIG, device);
            text.lines().forEach(lines::add);
        }

        @Override
        PDU answer(PDU question) throws IOException {
            PDU answer = new PDU();
            answer.setType(PDU.RESPONSE);
            boolean table = question.getType() == PDU.GETBULK;
            OID at = question.get(0).getOid();
            int most = table ? question.getMaxRepetitions() : question.size();
            for (int i = 0; i < most && (!table || !lines.isEmpty()); i++) {
                if (++answers > MOST_ANSWERS) {
                    throw new IOException("did not answer any more");
                }
                String line = lines.isEmpty() ? "" : lines.removeFirst();
                String[] words = line.split(" ", 3);
                String value = words.length > 1 ? words[1] : "";
                OID object = table
                        ? row(at, words.length > 2 ? words[2] : "1")
                        : question.get(i).getOid();
                switch (words[0]) {
                    case "!" -> answer.setErrorStatus((int) number(value) & 31);
                    case "?" -> {
                        answer.setType(PDU.REPORT);
                        object = new OID("1.3.6.1.6.3.15.1.1." + (number(value) & 15) + ".0");
                    }
                    case "=" -> object = new OID("1.3.6.1.4.1.99999." + (number(value) & 0xFFFF));
                    default -> {}
                }
                answer.add(new VariableBinding(object, variable(words[0], value)));
                if ("!?".contains(words[0]) && !words[0].isEmpty() || table && words[0].equals("e")) {
                    return answer;
                }
            }
            return answer;
        }

        private static OID row(OID at, String said) {
            OID row = new OID(at);
            said.codePoints().limit(40).filter(Character::isDigit).forEach(c -> row.append(c));
            return row;
        }

        private static Variable variable(String type, String value) {
            long number = number(value);
            return switch (type) {
                case "i" -> new Integer32((int) number);
                case "g" -> new Gauge32(number & 0xFFFF_FFFFL);
                case "c" -> new Counter32(number & 0xFFFF_FFFFL);
                case "C" -> new Counter64(number);
                case "t" -> new TimeTicks(number & 0xFFFF_FFFFL);
                case "s" -> new OctetString(value);
                case "x" -> new OctetString(value.getBytes(StandardCharsets.UTF_16));
                case "o" -> new OID(new int[] {1, 3, (int) number & 0xFFFF});
                case "p" -> new Opaque(value.getBytes(StandardCharsets.UTF_8));
                case "n" -> new Null();
                case "e" -> Null.endOfMibView;
                default -> Null.noSuchObject;
            };
        }

        private static long number(String text) {
            long number = 0;
            for (char c : text.toCharArray()) {
                number = number * 10 + c - '0';
            }
            return number;
        }
    }
}
