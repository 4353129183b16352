package millwright.connectors.capture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeSet;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.plant.DataState;
import millwright.series.tile.Pyramid;
import millwright.series.tile.Tile;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileEncoder;
import millwright.series.tile.TileException;
import millwright.series.tile.TileInput;
import millwright.series.tile.TileLimits;
import millwright.series.tile.TileValues;
import org.jspecify.annotations.Nullable;

/**
 * Some entities of a tile, in one row of the file; how many says its {@link Division}. Numbers are one tile of the
 * codec; histograms are two, of counts and of sums. Immutable; any thread.
 */
final class Part {
    /** Stands for all parts together in the table of pyramids. */
    static final int ALL = 0xffff;

    private static final int HISTOGRAM = 0x4d574831;
    private static final int MAX_BUCKETS = 1_000;
    private static final TileLimits LIMITS = new TileLimits(Division.WIDEST * MAX_BUCKETS, TileRow.MAX_TICKS, 1 << 22);

    private final long id;
    private final Tile values;
    private final @Nullable Tile counts;
    private final double[] upper;

    private Part(long id, Tile values, @Nullable Tile counts, double[] upper) {
        this.id = id;
        this.values = values;
        this.counts = counts;
        this.upper = upper;
    }

    /** What to call a part in a message. */
    static String name(long id) {
        return "part " + (id & 0xffff) + " of tile " + (id >> Capture.PART_BITS);
    }

    record Packed(byte[] data, byte[] pyramid) {}

    static Packed pack(List<Frame> frames, int part, double quantum, TileEncoder encoder, Pyramid.Maker pyramids) {
        int entities = frames.getFirst().size();
        int from = part * Division.WRITTEN.width();
        int width = Division.WRITTEN.width(entities, part);
        byte[] states = states(frames, from, width);
        if (frames.getFirst().values() instanceof Column.Histograms h) {
            return new Packed(histogram(frames, h.upper(), from, width, states, encoder), new byte[0]);
        }
        TileInput in = new TileInput(width, frames.size(), values(frames, from, width), states);
        return new Packed(encoder.encode(in, quantum), pyramids.part(in));
    }

    private static byte[] states(List<Frame> frames, int from, int width) {
        byte[] states = new byte[frames.size() * width];
        byte[] whole = new byte[frames.getFirst().size()];
        for (int t = 0; t < frames.size(); t++) {
            if (!frames.get(t).states().isAll(DataState.OK)) {
                frames.get(t).states().expand(whole, 0);
                System.arraycopy(whole, from, states, t * width, width);
            }
        }
        return states;
    }

    private static TileValues values(List<Frame> frames, int from, int width) {
        int size = frames.size() * width;
        TileValues made = switch (frames.getFirst().values()) {
            case Column.F32 _ -> new TileValues.F32(new float[size]);
            case Column.F64 _, Column.Histograms _ -> new TileValues.F64(new double[size]);
            case Column.I64 _ -> new TileValues.I64(new long[size]);
        };
        Object target = array(made);
        for (int t = 0; t < frames.size(); t++) {
            Object source = switch (frames.get(t).values()) {
                case Column.F32 c -> c.values();
                case Column.F64 c -> c.values();
                case Column.I64 c -> c.values();
                case Column.Histograms c -> c.sums();
            };
            System.arraycopy(source, from, target, t * width, width);
        }
        return made;
    }

    private static Object array(TileValues values) {
        return switch (values) {
            case TileValues.F32(float[] v) -> v;
            case TileValues.F64(double[] v) -> v;
            case TileValues.I64(long[] v) -> v;
        };
    }

    private static byte[] histogram(
            List<Frame> frames, double[] upper, int from, int width, byte[] states, TileEncoder encoder) {
        int columns = width * upper.length;
        long[] counts = new long[frames.size() * columns];
        for (int t = 0; t < frames.size(); t++) {
            if (frames.get(t).values() instanceof Column.Histograms h) {
                System.arraycopy(h.counts(), from * upper.length, counts, t * columns, columns);
            }
        }
        byte[] first = encoder.encode(TileInput.ok(columns, frames.size(), new TileValues.I64(counts)), 1);
        byte[] second = encoder.encode(new TileInput(width, frames.size(), values(frames, from, width), states), 0);
        ByteBuffer out = ByteBuffer.allocate(12 + 8 * upper.length + first.length + second.length);
        out.putInt(HISTOGRAM).putInt(upper.length).putInt(first.length);
        for (double bound : upper) {
            out.putDouble(bound);
        }
        return out.put(first).put(second).array();
    }

    /** @param id of its row @throws CaptureException when the bytes are no part of that shape */
    static Part of(byte[] data, long id, int width, int ticks) {
        try {
            ByteBuffer in = ByteBuffer.wrap(data);
            if (data.length < 4 || in.getInt() != HISTOGRAM) {
                return new Part(id, shaped(data, id, width, ticks), null, new double[0]);
            }
            int buckets = in.getInt();
            int size = in.getInt();
            if (buckets < 1 || buckets > MAX_BUCKETS || size < 0 || size > in.remaining() - 8 * buckets) {
                throw new CaptureException(name(id) + " has another shape than its row says");
            }
            double[] upper = new double[buckets];
            for (int i = 0; i < buckets; i++) {
                upper[i] = in.getDouble();
            }
            byte[] counts = new byte[size];
            in.get(counts);
            byte[] sums = new byte[in.remaining()];
            in.get(sums);
            Tile first = shaped(counts, id, width * buckets, ticks);
            return new Part(id, shaped(sums, id, width, ticks), first, upper);
        } catch (BufferUnderflowException e) {
            throw new CaptureException(name(id) + " is cut off", e);
        } catch (TileException e) {
            throw new CaptureException(name(id) + ": " + e.getMessage(), e);
        }
    }

    private static Tile shaped(byte[] data, long id, int entities, int ticks) throws TileException {
        Tile tile = Tile.of(data, LIMITS);
        if (tile.entities() != entities || tile.ticks() != ticks) {
            throw new CaptureException(name(id) + " holds " + tile.entities() + " x " + tile.ticks() + " values where "
                    + entities + " x " + ticks + " belong");
        }
        return tile;
    }

    /** How its values are held, in a word for {@code capture info}. */
    String form() {
        TreeSet<String> forms = new TreeSet<>();
        for (int g = 0; g < values.groups(); g++) {
            forms.add(values.form(g).name().toLowerCase(java.util.Locale.ROOT));
        }
        return counts != null ? "histogram" : forms.isEmpty() ? "empty" : String.join("+", forms);
    }

    /** The codec's tile, or null for histograms. */
    @Nullable
    Tile tile() {
        return counts == null ? values : null;
    }

    /** One entity's values as doubles, a histogram's as its count. */
    double[] column(TileDecoder decoder, int place) {
        try {
            double[] column = new double[values.ticks()];
            if (counts == null) {
                decoder.column(values, place, 0, column.length, column, 0);
                return column;
            }
            double[] bucket = new double[column.length];
            for (int b = 0; b < upper.length; b++) {
                decoder.column(counts, place * upper.length + b, 0, bucket.length, bucket, 0);
                for (int t = 0; t < bucket.length; t++) {
                    column[t] += bucket[t];
                }
            }
            return column;
        } catch (TileException e) {
            throw new CaptureException(name(id) + ": " + e.getMessage(), e);
        }
    }

    /** True when nothing in it has another state; {@link #states} need not be unpacked then. */
    boolean isOk() {
        return values.onlyState() == DataState.OK;
    }

    /** State ordinals, entity after entity. */
    byte[] states(TileDecoder decoder) {
        try {
            return decoder.stateColumns(values);
        } catch (TileException e) {
            throw new CaptureException(name(id) + ": " + e.getMessage(), e);
        }
    }

    /** Everything in it, tick after tick. */
    PartRows rows(TileDecoder decoder) {
        try {
            byte[] states = new byte[values.size()];
            decoder.states(values, states, 0);
            if (counts == null) {
                return new PartRows(values.entities(), unpack(values, decoder), states, null, upper);
            }
            return new PartRows(
                    values.entities(), unpack(values, decoder), states, (long[]) unpack(counts, decoder), upper);
        } catch (TileException e) {
            throw new CaptureException(name(id) + ": " + e.getMessage(), e);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw new CaptureException(name(id) + " holds values of another type than a histogram's", e);
        }
    }

    private static Object unpack(Tile tile, TileDecoder decoder) throws TileException {
        int ticks = tile.ticks();
        return switch (tile.type()) {
            case F32 -> {
                float[] floats = new float[tile.size()];
                decoder.floats(tile, 0, ticks, floats, 0);
                yield floats;
            }
            case F64 -> {
                double[] doubles = new double[tile.size()];
                decoder.doubles(tile, 0, ticks, doubles, 0);
                yield doubles;
            }
            case I64, ENUM, MASK, HISTOGRAM -> {
                long[] longs = new long[tile.size()];
                decoder.longs(tile, 0, ticks, longs, 0);
                yield longs;
            }
        };
    }
}
