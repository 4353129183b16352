package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Property(tries = 20_000)
    void numbersAreWrittenAsTheLibraryWritesThem(
            @ForAll @DoubleRange(max = 1e13) double value, @ForAll @IntRange(max = 8) int decimals) {
        same(value, decimals);
    }

    /** Halves and their neighbours: 0.125, 2.675, 1.005 and all others that binary fractions only come near to. */
    @Property(tries = 20_000)
    void middlesAreRoundedAsTheLibraryRoundsThem(
            @ForAll @LongRange(min = 0, max = 3_000_000) long thousandths, @ForAll @IntRange(max = 3) int decimals) {
        double value = thousandths / 1000.0;
        same(value, decimals);
        same(Math.nextUp(value), decimals);
        same(value == 0 ? 0 : Math.nextDown(value), decimals);
    }

    @Test
    void endsOfWhatIsReckonedHereAreWrittenTheSame() {
        for (double value :
                new double[] {0, 0.4999999, 0.5, 0.9995, 999.5, 999_999.5, 1e9, 999_999_999.5, 1e15, 1e300}) {
            for (int decimals = 0; decimals < 9; decimals++) {
                same(value, decimals);
            }
        }
    }

    @Property
    void countsAreWrittenAsTheLibraryWritesThem(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long count) {
        assertEquals(String.format(Locale.ROOT, "%,d", count), Decimals.of(count));
    }

    private static void same(double value, int decimals) {
        assertEquals(String.format(Locale.ROOT, "%,." + decimals + "f", value), Decimals.of(value, decimals));
    }
}
