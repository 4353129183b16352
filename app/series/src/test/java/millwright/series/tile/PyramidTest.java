package millwright.series.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.Random;
import millwright.reference.ReferenceFleet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What stands beside a tile says what the tile says. */
class PyramidTest {
    private static final double QUANTUM = 0.001;

    private static TileInput input(Random random, int entities, int ticks) {
        int size = entities * ticks;
        int kind = random.nextInt(5);
        float[] floats = new float[size];
        double[] doubles = new double[size];
        long[] longs = new long[size];
        byte[] states = new byte[size];
        boolean mixed = random.nextBoolean();
        boolean hostile = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            floats[i] = hostile ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(700_000) / 1000f;
            doubles[i] = floats[i];
            longs[i] = random.nextInt();
            states[i] = (byte) (mixed && random.nextInt(3) == 0 ? random.nextInt(6) : 0);
        }
        return new TileInput(
                entities,
                ticks,
                kind < 3
                        ? new TileValues.F32(floats)
                        : kind == 3 ? new TileValues.F64(doubles) : new TileValues.I64(longs),
                states);
    }

    private static double value(TileInput in, int at) {
        return switch (in.values()) {
            case TileValues.F32(float[] v) -> v[at];
            case TileValues.F64(double[] v) -> v[at];
            case TileValues.I64(long[] v) -> v[at];
        };
    }

    /** One cell the long way round. */
    private static Steps expected(TileInput in, int entityFrom, int entityTo, int from, int to) {
        Steps one = Steps.of(1, 1, 1);
        for (int t = from; t < to; t++) {
            for (int e = entityFrom; e < entityTo; e++) {
                int at = t * in.entities() + e;
                one.add(0, value(in, at), in.states()[at]);
            }
        }
        return one.blanked();
    }

    private static void same(Steps expected, Steps actual, int cell, double tolerance) {
        assertEquals(expected.count()[0], actual.count()[cell]);
        assertEquals(expected.low()[0], actual.low()[cell], 0.0);
        assertEquals(expected.high()[0], actual.high()[cell], 0.0);
        assertEquals(expected.state()[0], actual.state()[cell]);
        double sum = expected.sum()[0];
        if (Double.isFinite(sum) && Math.abs(sum) < 1e30) {
            double bound = tolerance
                    * Math.max(1, expected.count()[0])
                    * Math.max(Math.abs(expected.low()[0]), Math.abs(expected.high()[0]));
            assertEquals(sum, actual.sum()[cell], bound + 1e-300);
        }
    }

    @Property(tries = 150)
    void everyStepAndTickIsThatOfTheValues(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int entities,
            @ForAll @IntRange(min = 1, max = 200) int ticks)
            throws TileException {
        TileInput in = input(new Random(seed), entities, ticks);
        try (TileEncoder encoder = new TileEncoder();
                TileDecoder decoder = new TileDecoder()) {
            Pyramid.Maker maker = new Pyramid.Maker(encoder, QUANTUM);
            byte[] steps = maker.part(in);
            byte[] whole = maker.whole();
            assertEquals(ticks >= Pyramid.STEP, steps.length > 0);
            assertEquals(entities >= 32, whole.length > 0);
            if (steps.length > 0) {
                Pyramid pyramid = Pyramid.of(steps, entities, ticks);
                assertTrue(pyramid.hasSteps() && !pyramid.hasTicks());
                everyStep(in, pyramid, decoder);
            }
            Tile tile = Tile.of(encoder.encode(in, QUANTUM));
            Steps scanned = new TileScan(decoder).perTick(tile);
            Steps kept = whole.length == 0
                    ? null
                    : Pyramid.of(whole, entities, ticks).ticks(decoder);
            for (int t = 0; t < ticks; t++) {
                Steps tick = expected(in, 0, entities, t, t + 1);
                same(tick, scanned, t, 1e-7);
                if (kept != null) {
                    same(tick, kept, t, 1e-14);
                }
            }
        }
    }

    private static void everyStep(TileInput in, Pyramid pyramid, TileDecoder decoder) throws TileException {
        for (int e = 0; e < in.entities(); e++) {
            Steps steps = pyramid.steps(decoder, e);
            for (int s = 0; s < steps.steps(); s++) {
                int end = Math.min(in.ticks(), (s + 1) * Pyramid.STEP);
                same(expected(in, e, e + 1, s * Pyramid.STEP, end), steps, s, 1e-14);
            }
        }
    }

    @Test
    void ticksOfPartsTogetherAreThoseOfTheWhole() throws TileException {
        TileInput whole = input(new Random(4), 60, 20);
        try (TileEncoder encoder = new TileEncoder();
                TileDecoder decoder = new TileDecoder()) {
            Pyramid.Maker maker = new Pyramid.Maker(encoder, QUANTUM);
            for (int part = 0; part < 3; part++) {
                maker.part(band(whole, part * 20, 20));
            }
            Steps ticks = Pyramid.of(maker.whole(), 60, 20).ticks(decoder);
            for (int t = 0; t < 20; t++) {
                same(expected(whole, 0, 60, t, t + 1), ticks, t, 1e-14);
            }
        }
    }

    private static TileInput band(TileInput in, int from, int width) {
        double[] values = new double[width * in.ticks()];
        byte[] states = new byte[values.length];
        for (int t = 0; t < in.ticks(); t++) {
            for (int e = 0; e < width; e++) {
                values[t * width + e] = value(in, t * in.entities() + from + e);
                states[t * width + e] = in.states()[t * in.entities() + from + e];
            }
        }
        return new TileInput(width, in.ticks(), new TileValues.F64(values), states);
    }

    @Property(tries = 500)
    void damageIsAlwaysFound(@ForAll long seed) {
        Random random = new Random(seed);
        TileInput in = input(random, 40, 130);
        byte[] bytes;
        try (TileEncoder encoder = new TileEncoder()) {
            Pyramid.Maker maker = new Pyramid.Maker(encoder, QUANTUM);
            byte[] steps = maker.part(in);
            bytes = random.nextBoolean() ? steps : maker.whole();
        }
        boolean cut = random.nextBoolean();
        byte[] damaged = cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        if (!cut) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        }
        assertThrows(TileException.class, () -> {
            try (TileDecoder decoder = new TileDecoder()) {
                Pyramid pyramid = Pyramid.of(damaged, 40, 130);
                for (int e = 0; e < 40 && pyramid.hasSteps(); e++) {
                    pyramid.steps(decoder, e);
                }
                if (pyramid.hasTicks()) {
                    pyramid.ticks(decoder);
                }
            }
        });
    }

    @Test
    void aFrameThatExpandsAThousandfoldIsRefusedWithinTheTilesOwnSize() {
        long[] values = new Random(1).longs(64 * 100).toArray();
        byte[] good;
        try (TileEncoder encoder = new TileEncoder()) {
            good = encoder.encode(TileInput.ok(64, 100, new TileValues.I64(values)), 1);
        }
        byte[] bomb = Zstd.compress(new byte[4 << 20]);
        int head = TileHeader.FIXED + TileHeader.GROUP_ENTRY;
        assertTrue(bomb.length < 6400, bomb.length + " bytes");
        byte[] packed = Arrays.copyOf(good, head + bomb.length + 7 * 6400);
        System.arraycopy(bomb, 0, packed, head, bomb.length);
        TileHeader.wrap(packed).putInt(TileHeader.FIXED + 12, bomb.length);
        TileHeader.wrap(packed).putInt(TileHeader.FIXED + 16, 6400);
        TileHeader.wrap(packed).putInt(TileHeader.FIXED - 8, packed.length - head);
        int sum = TileHeader.checksum(packed, head, packed.length - head);
        TileHeader.wrap(packed).putInt(head - 4, sum);
        TileHeader.wrap(packed).putInt(TileHeader.FIXED - 4, 0);
        TileHeader.wrap(packed).putInt(TileHeader.FIXED - 4, TileHeader.checksum(packed, 0, head));
        TileException refused = assertThrows(TileException.class, () -> {
            try (TileDecoder decoder = new TileDecoder()) {
                decoder.longs(Tile.of(packed), 0, 100, new long[6400], 0);
            }
        });
        assertTrue(refused.getMessage().contains("unsound"), refused.getMessage());
    }

    @Test
    void referenceDataWithItsPyramidStaysBelowFourFifthsOfAByte() {
        int gpus = 128;
        int ticks = 360;
        float[][] metrics = new float[4][gpus * ticks];
        ReferenceFleet fleet = new ReferenceFleet(gpus, true);
        for (int t = 0; t < ticks; t++) {
            fleet.next(metrics[0], metrics[1], metrics[2], metrics[3], t * gpus);
        }
        double[] quanta = {0.001, 1, 1, 15};
        long bytes = 0;
        try (TileEncoder encoder = new TileEncoder()) {
            for (int m = 0; m < 4; m++) {
                TileInput in = TileInput.ok(gpus, ticks, new TileValues.F32(metrics[m]));
                Pyramid.Maker maker = new Pyramid.Maker(encoder, quanta[m]);
                int pyramid = maker.part(in).length + maker.whole().length;
                assertFalse(pyramid == 0);
                bytes += encoder.encode(in, quanta[m]).length + pyramid;
            }
        }
        assertTrue(bytes < 0.8 * 4 * gpus * ticks, bytes + " bytes");
    }
}
