package millwright.connectors.modbus;

import com.digitalpetri.modbus.MbapHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.DeviceBlock;
import millwright.connectors.source.SocketKnock;

/**
 * Devices by their identification (function 43, 14), which reads no register; a device that refuses to identify itself
 * speaks Modbus as well. Stateless.
 */
final class ModbusProbe implements SourceProbe {
    private static final int PORT = 502;
    private static final int UNIT = 1;
    private static final int TRANSACTION = 0x4d57;
    private static final int HEADER = 7;
    private static final int LONGEST = 254;
    private static final int FUNCTION = 0x2b;
    private static final int REFUSED = 0x80;
    /** Of an identification, before the objects. */
    private static final int FRONT = 7;

    private static final int LONGEST_NAME = 100;

    private static final byte[] QUESTION = {FUNCTION, 0x0e, 1, 0};

    /** How vendor and product of a device are spelled that a shipped map is for, in small letters. */
    private static final Map<String, Pattern> FITS = new TreeMap<>(Map.of(
            "schneider-pm5000", Pattern.compile("schneider.*\\bmetsepm5[135]\\d\\d|schneider.*\\bpm5[135]\\d\\d"),
            "eastron-sdm630", Pattern.compile("eastron.*\\bsdm630")));

    @Override
    public List<Integer> ports() {
        return List.of(PORT);
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        try (SocketKnock knock = SocketKnock.open(door, false, "Modbus")) {
            ByteBuffer question = ByteBuffer.allocate(HEADER + QUESTION.length);
            MbapHeader.Serializer.encode(new MbapHeader(TRANSACTION, 0, 1 + QUESTION.length, UNIT), question);
            byte[] head = knock.ask(question.put(QUESTION).array(), HEADER);
            if (head.length < HEADER) {
                return Optional.empty();
            }
            MbapHeader header = MbapHeader.Serializer.decode(ByteBuffer.wrap(head));
            if (header.transactionId() != TRANSACTION
                    || header.protocolId() != 0
                    || header.length() < 3
                    || header.length() > LONGEST) {
                return Optional.empty();
            }
            byte[] answer = knock.hear(header.length() - 1);
            return answer.length < header.length() - 1 ? Optional.empty() : found(door, answer);
        }
    }

    private static Optional<Found> found(Door door, byte[] answer) {
        return switch (answer[0] & 0xff) {
            case FUNCTION -> Optional.of(found(door, identification(answer)));
            case FUNCTION + REFUSED -> Optional.of(found(door, ""));
            default -> Optional.empty();
        };
    }

    private static Found found(Door door, String device) {
        List<String> fill = map(device).isPresent() ? List.of() : List.of("map");
        String what = "Modbus " + (device.isEmpty() ? "device that does not say what it is" : device);
        return new Found(door, DeviceBlock.address(door, PORT), what, fill);
    }

    /** Vendor, product and revision, as far as they are told and whole. */
    private static String identification(byte[] answer) {
        StringBuilder told = new StringBuilder();
        int at = FRONT;
        int count = answer.length < FRONT ? 0 : answer[FRONT - 1] & 0xff;
        for (int i = 0; i < count && at + 2 <= answer.length; i++) {
            int length = answer[at + 1] & 0xff;
            if (at + 2 + length > answer.length) {
                break;
            }
            told.append(new String(answer, at + 2, length, StandardCharsets.ISO_8859_1).strip())
                    .append(' ');
            at += 2 + length;
        }
        String line = told.toString().replaceAll("\\P{Print}", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_NAME));
    }

    private static Optional<String> map(String device) {
        String small = device.toLowerCase(Locale.ROOT);
        return FITS.entrySet().stream()
                .filter(e -> e.getValue().matcher(small).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public String blocks(List<Found> found) {
        Map<Found, Optional<String>> maps = new LinkedHashMap<>();
        found.forEach(device -> maps.put(device, map(device.what())));
        return DeviceBlock.of("modbus", List.of("every: 5s"), maps, RegisterMap.SHIPPED);
    }
}
