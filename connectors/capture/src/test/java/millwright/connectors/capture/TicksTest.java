package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {
    private static List<Tick> ticks(Random random, boolean even) {
        List<Tick> ticks = new ArrayList<>();
        long time = random.nextLong(1L << 60);
        long interval = random.nextLong(3);
        int size = random.nextInt(1, 60);
        for (int i = 0; i < size; i++) {
            ticks.add(new Tick(7L + i, 3, time, time + random.nextLong(5), interval));
            time += even || random.nextInt(4) > 0 ? 1_000 : random.nextInt(3) == 0 ? 0 : random.nextLong(-5, 2_000);
            interval += even || random.nextInt(9) > 0 ? 0 : 1;
        }
        return ticks;
    }

    private static List<Tick> steady(Random random) {
        List<Tick> ticks = new ArrayList<>();
        int size = random.nextInt(1, 60);
        for (int i = 0; i < size; i++) {
            ticks.add(new Tick(1 + i, 3, 1_000L * i, 1_000L * i, 0));
        }
        return ticks;
    }

    private static long step(List<Tick> ticks) {
        long step =
                ticks.size() < 2 ? 0 : ticks.get(1).sourceTime() - ticks.get(0).sourceTime();
        for (int i = 1; i < ticks.size(); i++) {
            Tick before = ticks.get(i - 1);
            boolean same = ticks.get(i).sourceTime() - before.sourceTime() == step
                    && ticks.get(i).interval() == before.interval();
            if (!same) {
                return 0;
            }
        }
        return Math.max(0, step);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasPackedIsReadInAnyOrderAndTellsItsStep(boolean even) {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<Tick> written = ticks(random, even);
            Ticks read = Tick.unpack(Tick.pack(written), 100);
            assertEquals(written, read);
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(written.size());
                assertEquals(written.get(at), read.get(at));
            }
            assertEquals(step(written), read.step(), () -> written.toString());
        }
    }

    @Test
    void twoFramesOfOneTimeMakeATileUneven() {
        for (int at = 0; at < 4; at++) {
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ticks.add(new Tick(i, 1, 1_000L * (i > at ? i - 1 : i), 0, 0));
            }
            assertEquals(0, Tick.unpack(Tick.pack(ticks), 10).step(), "the same time again at " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9})
    void moreTicksThanAllowedAreRefused(int most) {
        byte[] ten = Tick.pack(ticks(new Random(5), true).subList(0, 1).stream()
                .flatMap(t -> java.util.Collections.nCopies(10, t).stream())
                .toList());
        assertThrows(CaptureException.class, () -> Tick.unpack(ten, most));
    }

    /** Also with 20 ticks, where a table begins with the byte that a zstd frame begins with. */
    @Test
    void aTableIsZippedOnlyWhereThatIsShorterAndReadAsItStands() {
        Random random = new Random(12);
        int zipped = 0;
        int plain = 0;
        for (int round = 0; round < 300; round++) {
            List<Tick> written = random.nextBoolean() ? ticks(random, false) : steady(random);
            written = written.size() > 20 ? written.subList(0, 20) : written;
            byte[] table = Tick.pack(written);
            byte[] stored = Zipped.packIfShorter(table);
            assertEquals(stored.length < table.length, Zipped.isPacked(stored));
            assertEquals(written, new TileRow(1, "gpu.power", 1, "s", 0, 1, 0, 1, 1, stored).unpackTicks());
            zipped += Zipped.isPacked(stored) ? 1 : 0;
            plain += Zipped.isPacked(stored) ? 0 : 1;
        }
        assertTrue(zipped > 20 && plain > 20, zipped + " zipped, " + plain + " plain");
    }

    @Test
    void aPlainTableThatIsCutOffIsRefused() {
        byte[] table = Tick.pack(ticks(new Random(13), true));
        for (int size = 0; size < table.length; size++) {
            TileRow cut = new TileRow(1, "gpu.power", 1, "s", 0, 1, 0, 1, 1, Arrays.copyOf(table, size));
            assertThrows(CaptureException.class, cut::unpackTicks);
        }
    }
}
