package millwright.connectors.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import millwright.feed.PlantEvent;
import millwright.fuzz.Said;

/**
 * What the rows of a capture hold behind their checksums. Only a CaptureException refuses it; an event that was read can be
 * written and read again.
 */
public final class RowsFuzz {
    private static final EventJson EVENTS = new EventJson();

    private RowsFuzz() {}

    /** The first line says what follows: ticks, packed, metric, part, or a kind of event. */
    public static boolean understands(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String kind = new String(bytes, 0, end, StandardCharsets.UTF_8);
        byte[] rest = end == bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, end + 1, bytes.length);
        try {
            return read(kind, rest);
        } catch (CaptureException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static boolean read(String kind, byte[] rest) {
        switch (kind) {
            case "ticks" -> Tick.unpack(rest, TileRow.MAX_TICKS);
            case "packed" -> Zipped.unpack(rest, 1 << 20, "a row");
            case "metric" -> MetricText.read(new String(rest, StandardCharsets.UTF_8));
            case "part" -> Part.of(rest, 1, 3, 4);
            default -> event(kind, rest);
        }
        return true;
    }

    private static void event(String kind, byte[] json) {
        PlantEvent event = EVENTS.read(kind, json);
        EVENTS.read(kind, EVENTS.write(event));
    }
}
