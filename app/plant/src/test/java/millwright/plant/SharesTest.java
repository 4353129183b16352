package millwright.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {
    private static int sum(AtomicIntegerArray done) {
        int sum = 0;
        for (int i = 0; i < done.length(); i++) {
            assertEquals(1, done.get(i), "share " + i);
            sum += done.get(i);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 5_000, 65_535})
    void everyShareIsDoneOnceBeforeItReturns(int shares) {
        AtomicIntegerArray done = new AtomicIntegerArray(shares);
        Shares.run(shares, done::incrementAndGet);
        assertEquals(shares, sum(done));
    }

    @Test
    void sharesOfASharedWorkMayBeSharedThemselves() {
        AtomicIntegerArray done = new AtomicIntegerArray(400);
        Shares.run(20, outer -> Shares.run(20, inner -> done.incrementAndGet(20 * outer + inner)));
        assertEquals(400, sum(done));
    }

    @Test
    void whatAShareThrowsIsThrownWhenTheOthersAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(100);
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Shares.run(100, share -> {
                    done.incrementAndGet(share);
                    if (share == 50) {
                        throw new IllegalStateException("share 50");
                    }
                }));
        assertEquals("share 50", thrown.getMessage());
        assertEquals(100, sum(done));
    }
}
