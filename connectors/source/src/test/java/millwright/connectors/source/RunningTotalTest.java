package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunningTotalTest {
    /** Steps of less than a quarter of the register, so that a wrap looks like one. */
    @Property
    void aRegisterThatWrapsCountsOn(@ForAll @Size(max = 200) List<@IntRange(max = 16_000) Integer> steps) {
        RunningTotal total = new RunningTotal();
        long counted = 60_000;
        assertEquals(counted, total.next(counted % 65_536, 65_536, false));
        for (int step : steps) {
            counted += step;
            total.next(counted % 65_536, 65_536, false);
            assertEquals(counted, total.next(counted % 65_536, 65_536, false));
        }
    }

    @Test
    void aWrapAndARestartAreNotTheSame() {
        RunningTotal total = new RunningTotal();
        assertEquals(0xffff_fff0L, total.next(0xffff_fff0L, 0x1p32, false));
        assertEquals(0xffff_fff0L, total.next(12, 0x1p32, false));
        assertEquals(0x1p32 + 16, total.next(16, 0x1p32, false));
        assertEquals(0x1p32 + 16, total.next(4, 0x1p32, true));
        assertEquals(0x1p32 + 16 + 4, total.next(4, 0x1p32, false));
        assertEquals(0x1p32 + 16 + 9, total.next(9, 0x1p32, false));
    }

    @Test
    void whatNeverWrapsWasSetBack() {
        RunningTotal total = new RunningTotal();
        assertEquals(900, total.next(900, 0, false));
        assertEquals(900, total.next(3, 0, false));
        assertEquals(905, total.next(5, 0, false));
    }

    @Test
    void oneLowReadingOfADeviceThatStartsCountsNothingTwice() {
        RunningTotal total = new RunningTotal();
        assertEquals(1_000_000, total.next(1_000_000, 0, false));
        assertEquals(1_000_000, total.next(0, 0, true));
        assertEquals(1_000_002, total.next(1_000_002, 0, false));
        assertEquals(1_000_007, total.next(1_000_007, 0, false));
    }

    @Test
    void aCountThatComesBackAfterSeveralLowReadingsIsTakenAsItWas() {
        RunningTotal total = new RunningTotal();
        total.next(1_000_000, 0, false);
        total.next(0, 0, true);
        assertEquals(1_000_000, total.next(0, 0, false));
        assertEquals(1_000_000, total.next(0, 0, false));
        assertEquals(1_000_004, total.next(1_000_004, 0, false));
        assertEquals(1_000_009, total.next(1_000_009, 0, false));
    }

    @Test
    void aLittleLessIsARoundingOrAnOlderAnswerAndCountsNothing() {
        RunningTotal total = new RunningTotal();
        assertEquals(12_345, total.next(12_345, 0, false));
        assertEquals(12_345, total.next(12_300, 0, false));
        assertEquals(12_345, total.next(12_300, 0, false));
        assertEquals(12_346, total.next(12_346, 0, false));
    }

    @Property
    void aTotalNeverFalls(@ForAll @Size(max = 100) List<@IntRange(max = 1_000) Integer> shown) {
        RunningTotal total = new RunningTotal();
        double last = 0;
        for (int raw : shown) {
            double next = total.next(raw, 0, false);
            assertTrue(next >= last, () -> "after " + raw);
            last = next;
        }
    }
}
