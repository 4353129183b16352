package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private static final long START = 1_790_000_000L * Times.SECOND;

    @Test
    void offsetAndSkewAreRecoveredToTenMillisecondsAfterAMinute() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double offset = (random.nextDouble() * 2 - 1) * 5 * Times.SECOND;
            double skew = (random.nextDouble() * 2 - 1) * 100e-6;
            ClockOffset clock = new ClockOffset();
            for (int s = 0; s <= 600; s++) {
                long now = START + s * Times.SECOND;
                long made = now + Math.round(offset + skew * s * Times.SECOND);
                clock.heard(made, now + (long) (random.nextDouble() * 20 * Times.MILLI));
                if (s >= 60) {
                    off(clock, offset + skew * s * Times.SECOND, 10, "seed " + seed + " after " + s + " s");
                }
            }
        }
    }

    @Test
    void aJumpInEitherDirectionIsFollowed() {
        for (long jump : new long[] {-2 * Times.SECOND, 2 * Times.SECOND, 500 * Times.MILLI, -500 * Times.MILLI}) {
            Random random = new Random(7);
            ClockOffset clock = new ClockOffset();
            for (int s = 0; s <= 400; s++) {
                long now = START + s * Times.SECOND;
                long made = now + (s >= 200 ? jump : 0);
                clock.heard(made, now + (long) (random.nextDouble() * 20 * Times.MILLI));
                if (s >= 100 && s < 200 || s >= 260) {
                    off(clock, s >= 200 ? jump : 0, 10, jump + " after " + s + " s");
                }
            }
        }
    }

    @Test
    void aBurstOfLateMessagesIsNoJump() {
        Random random = new Random(3);
        ClockOffset clock = new ClockOffset();
        for (int s = 0; s <= 300; s++) {
            long now = START + s * Times.SECOND;
            long late = s >= 200 && s < 210 ? 3 * Times.SECOND : 0;
            clock.heard(now, now + late + (long) (random.nextDouble() * 20 * Times.MILLI));
            if (s >= 60) {
                off(clock, 0, 10, "after " + s + " s");
            }
        }
    }

    @Test
    void whoHasNoClockOfItsOwnHasNoOffset() {
        ClockOffset clock = new ClockOffset();
        for (int s = 0; s < 100; s++) {
            clock.heard(START + s * Times.SECOND, START + s * Times.SECOND);
        }
        assertNull(clock.estimate());
    }

    private static void off(ClockOffset clock, double expected, long millis, String when) {
        ClockOffset.Estimate estimate = clock.estimate();
        assertNotNull(estimate, when);
        double error = Math.abs(estimate.ahead() - expected) / Times.MILLI;
        assertTrue(error <= millis, when + ": off by " + error + " ms");
    }
}
