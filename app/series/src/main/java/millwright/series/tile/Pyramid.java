package millwright.series.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import millwright.plant.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside a tile so that wide windows need not unpack it: every entity in steps of {@link #STEP} ticks, and
 * all entities together tick by tick. Each part is there only where it saves something. Immutable; any thread.
 */
public final class Pyramid {
    /** Ticks of a step: below this the steps of one tile cost more than they save. */
    public static final int STEP = 128;

    private static final int MAGIC = 0x3150574d;
    private static final int PARTS = 5;
    private static final int HEAD = 4 + 2 * PARTS * 4 + 4;
    private static final int FEWEST_TICKS = STEP;
    private static final int FEWEST_ENTITIES = 32;
    private final List<Tile> perEntity;
    private final List<Tile> perTick;

    private Pyramid(List<Tile> perEntity, List<Tile> perTick) {
        this.perEntity = perEntity;
        this.perTick = perTick;
    }

    /** Makes the pyramids of one tile that is kept in parts. One thread; bounded by one part. */
    public static final class Maker {
        private final TileEncoder encoder;
        private final double quantum;
        private @Nullable Steps perTick;
        private boolean f32 = true;
        private int entities;

        public Maker(TileEncoder encoder, double quantum) {
            this.encoder = encoder;
            this.quantum = quantum;
        }

        /** The steps of each entity of the next part. @return empty when there are too few ticks */
        public byte[] part(TileInput in) {
            Reduction reduced = Reduction.of(in, STEP);
            f32 &= in.values() instanceof TileValues.F32;
            entities += in.entities();
            perTick = perTick == null ? reduced.perTick() : perTick.with(reduced.perTick());
            return in.ticks() < FEWEST_TICKS || in.entities() == 0
                    ? new byte[0]
                    : join(pack(reduced.perEntity(), f32, quantum, encoder), none());
        }

        /** All entities of all parts together, tick by tick. @return empty when there are too few entities */
        public byte[] whole() {
            Steps steps = perTick;
            return steps == null || entities < FEWEST_ENTITIES || steps.steps() == 0
                    ? new byte[0]
                    : join(none(), pack(steps, f32, quantum, encoder));
        }
    }

    private static byte[] join(List<byte[]> steps, List<byte[]> ticks) {
        List<byte[]> parts = new ArrayList<>(steps);
        parts.addAll(ticks);
        int size = parts.stream().mapToInt(p -> p.length).sum();
        ByteBuffer out = TileHeader.buffer(HEAD + size).putInt(MAGIC);
        parts.forEach(p -> out.putInt(p.length));
        out.putInt(TileHeader.checksum(out.array(), 0, HEAD - 4));
        parts.forEach(out::put);
        return out.array();
    }

    private static List<byte[]> none() {
        return java.util.Collections.nCopies(PARTS, new byte[0]);
    }

    private static List<byte[]> pack(Steps steps, boolean f32, double quantum, TileEncoder encoder) {
        long[] counts = new long[steps.count().length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = steps.count()[i];
        }
        boolean rows = steps.ticksPerStep() == 1;
        byte[] ok = new byte[counts.length];
        return List.of(
                encoder.encode(input(steps, values(steps.low(), f32), steps.state()), quantum),
                encoder.encode(input(steps, values(steps.high(), f32), ok), quantum),
                rows ? new byte[0] : encoder.encode(input(steps, values(steps.last(), f32), ok), quantum),
                encoder.encode(input(steps, new TileValues.F64(steps.sum()), ok), quantum),
                encoder.encode(input(steps, new TileValues.I64(counts), ok), 1));
    }

    private static TileInput input(Steps steps, TileValues values, byte[] states) {
        return new TileInput(steps.columns(), steps.steps(), values, states);
    }

    private static TileValues values(double[] values, boolean f32) {
        if (!f32) {
            return new TileValues.F64(values);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return new TileValues.F32(narrow);
    }

    /** @throws TileException when the bytes are no pyramid of a tile of that shape */
    public static Pyramid of(byte[] bytes, int entities, int ticks) throws TileException {
        if (bytes.length < HEAD) {
            throw new TileException("pyramid is cut off: " + bytes.length + " bytes");
        }
        ByteBuffer in = TileHeader.wrap(bytes);
        int magic = in.getInt();
        int[] sizes = new int[2 * PARTS];
        long total = HEAD;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.getInt();
            total += sizes[i];
            if (sizes[i] < 0) {
                throw new TileException("pyramid has a part of " + sizes[i] + " bytes");
            }
        }
        if (magic != MAGIC || in.getInt() != TileHeader.checksum(bytes, 0, HEAD - 4) || total != bytes.length) {
            throw new TileException("bytes are no pyramid, or its header is damaged");
        }
        List<Tile> steps = parts(in, sizes, 0, entities, (ticks + STEP - 1) / STEP);
        return new Pyramid(steps, parts(in, sizes, PARTS, 1, ticks));
    }

    private static List<Tile> parts(ByteBuffer in, int[] sizes, int from, int columns, int steps) throws TileException {
        List<Tile> parts = new ArrayList<>();
        for (int i = from; i < from + PARTS; i++) {
            if (sizes[i] == 0) {
                continue;
            }
            byte[] bytes = new byte[sizes[i]];
            in.get(bytes);
            Tile tile = Tile.of(bytes);
            if (tile.entities() != columns || tile.ticks() != steps) {
                throw new TileException("pyramid of " + tile.entities() + " x " + tile.ticks() + " where " + columns
                        + " x " + steps + " belongs");
            }
            parts.add(tile);
        }
        boolean whole = parts.isEmpty() || parts.size() == (from == 0 ? PARTS : PARTS - 1);
        if (!whole || !parts.isEmpty() && parts.getLast().type() != ValueType.I64) {
            throw new TileException("pyramid is incomplete");
        }
        return parts;
    }

    public boolean hasSteps() {
        return !perEntity.isEmpty();
    }

    public boolean hasTicks() {
        return !perTick.isEmpty();
    }

    /** One entity's steps of {@link #STEP} ticks, the last one shorter. Asks for {@link #hasSteps}. */
    public Steps steps(TileDecoder decoder, int entity) throws TileException {
        return unpack(decoder, perEntity, entity, STEP);
    }

    /** All entities together, tick by tick. Asks for {@link #hasTicks}. */
    public Steps ticks(TileDecoder decoder) throws TileException {
        return Reduction.means(unpack(decoder, perTick, 0, 1));
    }

    private static Steps unpack(TileDecoder decoder, List<Tile> parts, int column, int ticksPerStep)
            throws TileException {
        Tile lowest = parts.getFirst();
        int n = lowest.ticks();
        Steps steps = Steps.of(1, n * ticksPerStep, ticksPerStep);
        double[] counts = new double[n];
        decoder.column(lowest, column, 0, n, steps.low(), 0);
        decoder.column(parts.get(1), column, 0, n, steps.high(), 0);
        if (parts.size() == PARTS) {
            decoder.column(parts.get(2), column, 0, n, steps.last(), 0);
        }
        decoder.column(parts.get(parts.size() - 2), column, 0, n, steps.sum(), 0);
        decoder.column(parts.getLast(), column, 0, n, counts, 0);
        byte[] states = decoder.stateColumns(lowest);
        System.arraycopy(states, column * n, steps.state(), 0, n);
        for (int i = 0; i < n; i++) {
            steps.count()[i] = (int) counts[i];
        }
        return steps;
    }
}
