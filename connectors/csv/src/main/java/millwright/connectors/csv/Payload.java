package millwright.connectors.csv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import millwright.plant.DataState;

/** What a row says at one instant, small enough to be sorted outside memory. */
sealed interface Payload {
    /** @param column which metric column, table by table @param entity number in {@link Entities} */
    record Sample(int file, int line, int column, int entity, double value, DataState state) implements Payload {}

    /** @param column which event column, table by table */
    record Happening(int file, int line, int column, int entity, String text, Map<String, String> details)
            implements Payload {}

    byte SAMPLE = 0;
    byte HAPPENING = 1;
    int SAMPLE_BYTES = 1 + 4 * Integer.BYTES + Double.BYTES + 1;

    static byte[] write(Payload payload) {
        return switch (payload) {
            case Sample s ->
                ByteBuffer.allocate(SAMPLE_BYTES)
                        .put(SAMPLE)
                        .putInt(s.file)
                        .putInt(s.line)
                        .putInt(s.column)
                        .putInt(s.entity)
                        .putDouble(s.value)
                        .put((byte) s.state.ordinal())
                        .array();
            case Happening h -> happening(h);
        };
    }

    private static byte[] happening(Happening h) {
        byte[][] texts = new byte[1 + 2 * h.details.size()][];
        int at = 0;
        texts[at++] = h.text.getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<String, String> detail : h.details.entrySet()) {
            texts[at++] = detail.getKey().getBytes(StandardCharsets.UTF_8);
            texts[at++] = detail.getValue().getBytes(StandardCharsets.UTF_8);
        }
        int length = 1 + 5 * Integer.BYTES;
        for (byte[] text : texts) {
            length += Integer.BYTES + text.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(HAPPENING);
        out.putInt(h.file).putInt(h.line).putInt(h.column).putInt(h.entity).putInt(h.details.size());
        for (byte[] text : texts) {
            out.putInt(text.length).put(text);
        }
        return out.array();
    }

    static Payload read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte kind = in.get();
        int file = in.getInt();
        int line = in.getInt();
        int column = in.getInt();
        int entity = in.getInt();
        if (kind == SAMPLE) {
            return new Sample(file, line, column, entity, in.getDouble(), DataState.values()[in.get()]);
        }
        int details = in.getInt();
        String text = text(in);
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < details; i++) {
            String key = text(in);
            map.put(key, text(in));
        }
        return new Happening(file, line, column, entity, text, map);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
