package millwright.connectors.capture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.States;
import millwright.plant.DataState;

/**
 * The values and states of a tile as bytes. Values are kept bit by bit: entity-major, each sample as the exclusive or
 * with the one before of the same entity, byte planes apart, then zstd. Unpacking checks every length first.
 */
record TileBlob(byte[] data, byte[] pyramid) {
    private static final int MAX_UNPACKED = 48 << 20;
    private static final byte F32 = 0;
    private static final byte F64 = 1;
    private static final byte I64 = 2;
    private static final byte HISTOGRAM = 3;

    /** Values and states of some entities: value(t, i) is that of the i-th entity asked for at tick t. */
    interface Columns {
        double value(int tick, int i);

        byte state(int tick, int i);
    }

    /** Whole ticks, as they stood in their frames. */
    interface Rows {
        Column values(int tick);

        States states(int tick);
    }

    static TileBlob pack(OpenTile tile) {
        List<Frame> frames = tile.frames();
        int entities = frames.getFirst().size();
        Layout layout = Layout.of(frames.getFirst().values(), entities);
        byte[] states = new byte[frames.size() * entities];
        long[] words = new long[frames.size() * layout.words()];
        for (int t = 0; t < frames.size(); t++) {
            frames.get(t).states().expand(states, t * entities);
            layout.read(frames.get(t).values(), words, t);
        }
        ByteBuffer out =
                ByteBuffer.allocate(64 + layout.upper().length * 8 + states.length + words.length * layout.width());
        out.put(layout.sort()).putInt(frames.size()).putInt(entities).putInt(layout.upper().length);
        for (double bound : layout.upper()) {
            out.putDouble(bound);
        }
        out.put(states);
        Planes.write(words, frames.size(), layout.words(), layout.width(), out);
        byte[] plain = new byte[out.position()];
        out.flip().get(plain);
        return new TileBlob(Zipped.pack(plain), new byte[0]);
    }

    /** How the values of a tile are held, in a word for {@code capture info}. */
    static String form(TileRow row) {
        return row.data().length == 0 ? "empty" : "bits";
    }

    /** What one tick of a sort of column consists of. @param words 64-bit words per tick @param width bytes kept of each */
    private record Layout(byte sort, int entities, double[] upper, int words, int width) {
        static Layout of(Column column, int entities) {
            return switch (column) {
                case Column.F32 _ -> new Layout(F32, entities, new double[0], entities, 4);
                case Column.F64 _ -> new Layout(F64, entities, new double[0], entities, 8);
                case Column.I64 _ -> new Layout(I64, entities, new double[0], entities, 8);
                case Column.Histograms h -> histogram(entities, h.upper());
            };
        }

        static Layout histogram(int entities, double[] upper) {
            return new Layout(HISTOGRAM, entities, upper, entities * (upper.length + 1), 8);
        }

        void read(Column column, long[] words, int tick) {
            int at = tick * this.words;
            switch (column) {
                case Column.F32 c -> {
                    for (float v : c.values()) {
                        words[at++] = Float.floatToRawIntBits(v) & 0xffffffffL;
                    }
                }
                case Column.F64 c -> {
                    for (double v : c.values()) {
                        words[at++] = Double.doubleToRawLongBits(v);
                    }
                }
                case Column.I64 c -> System.arraycopy(c.values(), 0, words, at, entities);
                case Column.Histograms c -> {
                    System.arraycopy(c.counts(), 0, words, at, c.counts().length);
                    at += c.counts().length;
                    for (double v : c.sums()) {
                        words[at++] = Double.doubleToRawLongBits(v);
                    }
                }
            }
        }

        Column column(long[] words, int tick) {
            int at = tick * this.words;
            return switch (sort) {
                case F32 -> {
                    float[] values = new float[entities];
                    for (int i = 0; i < entities; i++) {
                        values[i] = Float.intBitsToFloat((int) words[at + i]);
                    }
                    yield new Column.F32(values);
                }
                case F64 -> new Column.F64(doubles(words, at, entities));
                case I64 -> {
                    long[] values = new long[entities];
                    System.arraycopy(words, at, values, 0, entities);
                    yield new Column.I64(values);
                }
                default -> {
                    long[] counts = new long[entities * upper.length];
                    System.arraycopy(words, at, counts, 0, counts.length);
                    yield new Column.Histograms(upper, counts, doubles(words, at + counts.length, entities));
                }
            };
        }

        private static double[] doubles(long[] words, int at, int size) {
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = Double.longBitsToDouble(words[at + i]);
            }
            return values;
        }

        double value(long[] words, int tick, int entity) {
            int at = tick * this.words + entity;
            return switch (sort) {
                case F32 -> Float.intBitsToFloat((int) words[at]);
                case F64 -> Double.longBitsToDouble(words[at]);
                case I64 -> words[at];
                default -> {
                    long count = 0;
                    for (int b = 0; b < upper.length; b++) {
                        count += words[tick * this.words + entity * upper.length + b];
                    }
                    yield count;
                }
            };
        }
    }

    private record Unpacked(Layout layout, int ticks, byte[] states, long[] words) {}

    /** @throws CaptureException when the bytes are no tile of that shape */
    static Columns columns(TileRow row, int entities, int ticks, int[] places) {
        Unpacked tile = unpack(row, entities, ticks);
        for (int place : places) {
            if (place >= entities) {
                throw new CaptureException("tile " + row.id() + " has no place " + place);
            }
        }
        return new Columns() {
            @Override
            public double value(int tick, int i) {
                return tile.layout().value(tile.words(), tick, places[i]);
            }

            @Override
            public byte state(int tick, int i) {
                return tile.states()[tick * entities + places[i]];
            }
        };
    }

    /** @throws CaptureException when the bytes are no tile of that shape */
    static Rows rows(TileRow row, int entities, int ticks) {
        Unpacked tile = unpack(row, entities, ticks);
        return new Rows() {
            @Override
            public Column values(int tick) {
                return tile.layout().column(tile.words(), tick);
            }

            @Override
            public States states(int tick) {
                byte[] states = new byte[entities];
                System.arraycopy(tile.states(), tick * entities, states, 0, entities);
                return States.of(states);
            }
        };
    }

    private static Unpacked unpack(TileRow row, int entities, int ticks) {
        String name = "tile " + row.id();
        ByteBuffer in = ByteBuffer.wrap(Zipped.unpack(row.data(), MAX_UNPACKED, name));
        try {
            byte sort = in.get();
            int said = in.getInt();
            int width = in.getInt();
            int bounds = in.getInt();
            boolean shape = said == ticks && width == entities && bounds >= 0 && bounds <= 1_000;
            if (!shape || sort < F32 || sort > HISTOGRAM || sort == HISTOGRAM != bounds > 0) {
                throw new CaptureException(name + " has another shape than its row says");
            }
            double[] upper = new double[bounds];
            for (int i = 0; i < bounds; i++) {
                upper[i] = in.getDouble();
            }
            Layout layout = sort == HISTOGRAM
                    ? Layout.histogram(entities, upper)
                    : new Layout(sort, entities, upper, entities, sort == F32 ? 4 : 8);
            long size = (long) ticks * layout.words() * layout.width() + (long) ticks * entities;
            if (size != in.remaining()) {
                throw new CaptureException(name + " holds " + in.remaining() + " bytes instead of " + size);
            }
            byte[] states = new byte[ticks * entities];
            in.get(states);
            check(states, name);
            return new Unpacked(layout, ticks, states, Planes.read(ticks, layout.words(), layout.width(), in));
        } catch (BufferUnderflowException e) {
            throw new CaptureException(name + " is cut off", e);
        }
    }

    private static void check(byte[] states, String name) {
        for (byte state : states) {
            if (state < 0 || state >= DataState.values().length) {
                throw new CaptureException(name + " holds the unknown state " + state);
            }
        }
    }

    /** Turns words tick-major into byte planes entity-major and back, each word against the one before. */
    private static final class Planes {
        private Planes() {}

        static void write(long[] words, int ticks, int perTick, int width, ByteBuffer out) {
            int base = out.position();
            int plane = ticks * perTick;
            int at = 0;
            for (int e = 0; e < perTick; e++) {
                long before = 0;
                for (int t = 0; t < ticks; t++) {
                    long word = words[t * perTick + e];
                    long delta = word ^ before;
                    before = word;
                    for (int b = 0; b < width; b++) {
                        out.put(base + b * plane + at, (byte) (delta >>> (8 * b)));
                    }
                    at++;
                }
            }
            out.position(base + plane * width);
        }

        static long[] read(int ticks, int perTick, int width, ByteBuffer in) {
            int base = in.position();
            int plane = ticks * perTick;
            long[] words = new long[plane];
            int at = 0;
            for (int e = 0; e < perTick; e++) {
                long before = 0;
                for (int t = 0; t < ticks; t++) {
                    long delta = 0;
                    for (int b = 0; b < width; b++) {
                        delta |= (in.get(base + b * plane + at) & 0xffL) << (8 * b);
                    }
                    before ^= delta;
                    words[t * perTick + e] = before;
                    at++;
                }
            }
            return words;
        }
    }
}
