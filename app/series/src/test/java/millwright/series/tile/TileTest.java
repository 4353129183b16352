package millwright.series.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import millwright.reference.ReferenceFleet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tiles come back bit for bit, or not at all. */
class TileTest {
    private static final int[] HOSTILE = {
        0x7fc00000, 0x7fc00001, 0xffc12345, 0x7f800001, 0x7f800000, 0xff800000, 0x80000000, 0, 1, 0x80000001, 0x7f7fffff
    };

    private static float[] floats(Random random, int size, int kind) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (kind) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                case 1 -> Float.intBitsToFloat(HOSTILE[random.nextInt(HOSTILE.length)]);
                case 2 -> (float) (random.nextInt(700_000) / 1000.0);
                default -> random.nextInt(9) == 0 ? Float.NaN : (float) (random.nextInt(700_000) / 1000.0);
            };
        }
        return values;
    }

    private static byte[] states(Random random, int size, boolean mixed) {
        byte[] states = new byte[size];
        for (int i = 0; mixed && i < size; i++) {
            states[i] = (byte) random.nextInt(6);
        }
        return states;
    }

    private static byte[] encode(TileInput in, double quantum) {
        try (TileEncoder encoder = new TileEncoder()) {
            return encoder.encode(in, quantum);
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    @Property(tries = 300)
    void floatsAndStatesComeBackBitForBit(
            @ForAll long seed, @ForAll @IntRange(max = 150) int entities, @ForAll @IntRange(max = 40) int ticks)
            throws TileException {
        Random random = new Random(seed);
        float[] values = floats(random, entities * ticks, random.nextInt(4));
        byte[] states = states(random, values.length, random.nextBoolean());
        double quantum = random.nextBoolean() ? 0.001 : Double.NaN;
        Tile tile = Tile.of(encode(new TileInput(entities, ticks, new TileValues.F32(values), states), quantum));
        float[] back = new float[values.length];
        byte[] backStates = new byte[values.length];
        try (TileDecoder decoder = new TileDecoder()) {
            decoder.floats(tile, 0, ticks, back, 0);
            decoder.states(tile, backStates, 0);
            assertArrayEquals(bits(values), bits(back));
            assertArrayEquals(states, backStates);
            for (int e = 0; e < entities; e += 7) {
                double[] column = new double[ticks - ticks / 2];
                decoder.column(tile, e, ticks / 2, ticks, column, 0);
                for (int t = 0; t < column.length; t++) {
                    assertEquals(
                            Double.doubleToLongBits(values[(t + ticks / 2) * entities + e]),
                            Double.doubleToLongBits(column[t]));
                }
            }
        }
    }

    @Property(tries = 200)
    void doublesAndLongsComeBackBitForBit(
            @ForAll long seed, @ForAll @IntRange(max = 70) int entities, @ForAll @IntRange(max = 30) int ticks)
            throws TileException {
        Random random = new Random(seed);
        int kind = random.nextInt(3);
        long[] longs = new long[entities * ticks];
        double[] doubles = new double[longs.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = kind == 0 ? random.nextLong() : kind == 1 ? Long.MIN_VALUE + random.nextInt(3) : i;
            doubles[i] = kind == 2 ? (i * 7_777_777_777L) / 1000.0 : Double.longBitsToDouble(longs[i]);
        }
        byte[] states = new byte[longs.length];
        long[] backLongs = new long[longs.length];
        double[] backDoubles = new double[longs.length];
        try (TileDecoder decoder = new TileDecoder()) {
            Tile whole = Tile.of(encode(new TileInput(entities, ticks, new TileValues.I64(longs), states), 1));
            decoder.longs(whole, 0, ticks, backLongs, 0);
            Tile tile = Tile.of(encode(new TileInput(entities, ticks, new TileValues.F64(doubles), states), 0.001));
            decoder.doubles(tile, 0, ticks, backDoubles, 0);
        }
        assertArrayEquals(longs, backLongs);
        for (int i = 0; i < doubles.length; i++) {
            assertEquals(Double.doubleToRawLongBits(doubles[i]), Double.doubleToRawLongBits(backDoubles[i]));
        }
    }

    @Property(tries = 1000)
    void damageIsAlwaysFound(@ForAll long seed) {
        Random random = new Random(seed);
        TileInput in = new TileInput(
                70, 20, new TileValues.F32(floats(random, 1400, random.nextInt(4))), states(random, 1400, true));
        byte[] bytes = encode(in, 0.001);
        byte[] damaged = random.nextBoolean() ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        if (damaged == bytes) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        }
        assertThrows(TileException.class, () -> readAll(damaged));
    }

    /** Lies that carry a right header checksum, so that the checks behind it are reached. */
    @Property(tries = 1000)
    void liesInTheHeaderNeverEscapeAsAnythingElse(@ForAll long seed) {
        Random random = new Random(seed);
        TileInput in = new TileInput(
                70, 20, new TileValues.F32(floats(random, 1400, random.nextInt(4))), states(random, 1400, true));
        byte[] bytes = encode(in, 0.001);
        int head = TileHeader.FIXED + 2 * TileHeader.GROUP_ENTRY;
        int at = 4 + random.nextInt(head - 8);
        TileHeader.wrap(bytes).putInt(at, random.nextBoolean() ? random.nextInt() : random.nextInt(2000));
        TileHeader.wrap(bytes).putInt(TileHeader.FIXED - 4, 0);
        TileHeader.wrap(bytes).putInt(TileHeader.FIXED - 4, TileHeader.checksum(bytes, 0, head));
        try {
            readAll(bytes);
        } catch (TileException e) {
            assertTrue(!e.getMessage().isEmpty() && e.getMessage().indexOf('\n') < 0);
        }
    }

    private static void readAll(byte[] bytes) throws TileException {
        Tile tile = Tile.of(bytes, new TileLimits(1000, 1000, 100_000));
        try (TileDecoder decoder = new TileDecoder()) {
            decoder.states(tile, new byte[tile.size()], 0);
            switch (tile.type()) {
                case F32 -> decoder.floats(tile, 0, tile.ticks(), new float[tile.size()], 0);
                case F64 -> decoder.doubles(tile, 0, tile.ticks(), new double[tile.size()], 0);
                default -> decoder.longs(tile, 0, tile.ticks(), new long[tile.size()], 0);
            }
        }
    }

    @Test
    void referenceDataTakesTheQuantumFormInLessThanFourFifthsOfAByte() throws TileException {
        int gpus = 128;
        int ticks = 360;
        float[][] metrics = new float[4][gpus * ticks];
        ReferenceFleet fleet = new ReferenceFleet(gpus, true);
        for (int t = 0; t < ticks; t++) {
            fleet.next(metrics[0], metrics[1], metrics[2], metrics[3], t * gpus);
        }
        double[] quanta = {0.001, 1, 1, 15};
        long bytes = 0;
        for (int m = 0; m < 4; m++) {
            byte[] tile = encode(TileInput.ok(gpus, ticks, new TileValues.F32(metrics[m])), quanta[m]);
            assertEquals(TileForm.QUANTUM, Tile.of(tile).form(0));
            bytes += tile.length;
        }
        assertTrue(bytes < 0.8 * 4 * gpus * ticks, bytes + " bytes");
    }
}
