package millwright.connectors.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads attributes, and knows those it has read before by their bytes: exporters send the same ones at every export. One
 * thread. Remembers at most {@link #SETS} sets and 32 MiB of them, then begins anew.
 */
final class AttributeReader {
    private static final int SETS = 1 << 17;
    private static final int MOST_BYTES = 32 << 20;
    private static final int DEEPEST = 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private record Known(byte[] bytes, long hash, Attributes attributes) {}

    private @Nullable Known[] table = new Known[1 << 10];
    private int count;
    private long kept;

    /** The repeated field {@code tag}, whose first tag was just read; goes on while the same field follows. */
    Attributes read(WireBytes in, int tag, Attributes before) {
        int from = in.at();
        in.skip(tag);
        while (in.more()) {
            int here = in.at();
            if (in.tag() != tag) {
                in.move(here, in.end());
                break;
            }
            in.skip(tag);
        }
        Attributes found = find(in, tag, from, in.at());
        // a sender may scatter them between other fields
        return before.size() == 0 ? found : joined(before, found);
    }

    /**
     * The attributes inside a field of the present message, wherever it stands; the cursor stays.
     *
     * @param field tag of the field @param inner tag of its attributes
     */
    Attributes within(WireBytes in, int field, int inner) {
        int at = in.at();
        int end = in.end();
        Attributes[] found = {Attributes.NONE};
        in.each(field, () -> {
            while (in.more()) {
                int part = in.tag();
                if (part == inner) {
                    found[0] = read(in, inner, found[0]);
                } else {
                    in.skip(part);
                }
            }
        });
        in.move(at, end);
        return found[0];
    }

    private Attributes find(WireBytes in, int tag, int from, int to) {
        byte[] bytes = in.bytes();
        long hash = hash(bytes, from, to);
        int slot = (int) (hash >>> 32) & table.length - 1;
        for (Known known = table[slot]; known != null; known = table[slot]) {
            if (known.hash == hash && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
                return known.attributes;
            }
            slot = slot + 1 & table.length - 1;
        }
        Attributes fresh = parse(in, tag, from, to);
        remember(new Known(Arrays.copyOfRange(bytes, from, to), hash, fresh));
        return fresh;
    }

    private void remember(Known fresh) {
        if (count >= SETS || kept + fresh.bytes.length > MOST_BYTES) {
            table = new Known[1 << 10];
            count = 0;
            kept = 0;
        }
        if (fresh.bytes.length > MOST_BYTES / 64) {
            return;
        }
        if (++count > table.length / 2) {
            @Nullable Known[] old = table;
            table = new Known[old.length * 2];
            for (Known known : old) {
                if (known != null) {
                    place(known);
                }
            }
        }
        kept += fresh.bytes.length;
        place(fresh);
    }

    private void place(Known known) {
        int slot = (int) (known.hash >>> 32) & table.length - 1;
        while (table[slot] != null) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = known;
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * 0x9E3779B97F4A7C15L;
        }
        return (hash ^ hash >>> 31) * 0xBF58476D1CE4E5B9L;
    }

    private static Attributes parse(WireBytes in, int tag, int from, int to) {
        int at = in.at();
        int end = in.end();
        List<String> keys = new ArrayList<>(4);
        List<Object> values = new ArrayList<>(4);
        in.move(from, to);
        pair(in, keys, values, 0);
        while (in.more()) {
            if (in.tag() != tag) {
                throw new BadBody("not OTLP: attributes are broken at byte " + in.at());
            }
            pair(in, keys, values, 0);
        }
        in.move(at, end);
        return new Attributes(keys, values);
    }

    private static Attributes joined(Attributes a, Attributes b) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Attributes each : List.of(a, b)) {
            for (int i = 0; i < each.size(); i++) {
                keys.add(each.key(i));
                values.add(each.value(i));
            }
        }
        return new Attributes(keys, values);
    }

    private static void pair(WireBytes in, List<String> keys, List<Object> values, int depth) {
        int outer = in.enter();
        String key = "";
        Object value = "";
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 10 -> key = in.text();
                case 18 -> value = value(in, depth);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        if (keys.size() >= Attributes.MOST) {
            throw new BadBody("more than " + Attributes.MOST + " attributes in one place");
        }
        keys.add(key);
        values.add(value);
    }

    /** An AnyValue whose tag was just read. */
    static Object value(WireBytes in, int depth) {
        if (depth > DEEPEST) {
            throw new BadBody("values are nested deeper than " + DEEPEST);
        }
        int outer = in.enter();
        Object value = "";
        while (in.more()) {
            int tag = in.tag();
            value = switch (tag) {
                case 10 -> in.text();
                case 16 -> in.varint() != 0;
                case 24 -> in.varint();
                case 33 -> in.float64();
                case 42 -> list(in, depth + 1).toString();
                case 50 -> map(in, depth + 1).toString();
                case 58 -> hex(in);
                default -> {
                    in.skip(tag);
                    yield value;
                }
            };
        }
        in.leave(outer);
        return value;
    }

    private static List<Object> list(WireBytes in, int depth) {
        int outer = in.enter();
        List<Object> values = new ArrayList<>();
        while (in.more()) {
            int tag = in.tag();
            if (tag == 10) {
                values.add(value(in, depth));
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return values;
    }

    private static Attributes map(WireBytes in, int depth) {
        int outer = in.enter();
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        while (in.more()) {
            int tag = in.tag();
            if (tag == 10) {
                pair(in, keys, values, depth);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return new Attributes(keys, values);
    }

    private static String hex(WireBytes in) {
        int outer = in.enter();
        String text = HexFormat.of().formatHex(in.bytes(), in.at(), in.end());
        in.leave(outer);
        return text;
    }
}
