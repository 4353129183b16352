package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockOffsetTest {
    private static final long START = 1_790_000_000L * Times.SECOND;
    private static final int STREAMS = 200;

    private final Map<String, List<Told>> made = new HashMap<>();

    /** What one stream led to, ms. */
    private record Told(double error, double plusMinus) {}

    private static ToDoubleFunction<Random> jitter(String kind) {
        return switch (kind) {
            case "late by 0-20" -> r -> r.nextDouble() * 20;
            case "late by 0-40" -> r -> r.nextDouble() * 40;
            case "early or late by 10" -> r -> r.nextDouble() * 20 - 10;
            case "early or late by 20" -> r -> r.nextDouble() * 40 - 20;
            case "mostly short" -> r -> -5 * Math.log(1 - r.nextDouble());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** 200 streams with +-5 s offset and +-100 ppm skew, each looked at after so many seconds. */
    private List<Told> streams(String kind, int every, int after) {
        return made.computeIfAbsent(kind + "/" + every + "/" + after, k -> make(kind, every, after));
    }

    private static List<Told> make(String kind, int every, int after) {
        List<Told> all = new ArrayList<>();
        for (int seed = 0; seed < STREAMS; seed++) {
            Random random = new Random(seed);
            double offset = (random.nextDouble() * 2 - 1) * 5 * Times.SECOND;
            double skew = (random.nextDouble() * 2 - 1) * 100e-6;
            ClockOffset clock = new ClockOffset();
            int last = 0;
            for (int s = 0; s <= after; s += every) {
                long now = START + s * Times.SECOND + Times.SECOND / 2;
                long made = now + Math.round(offset + skew * s * Times.SECOND);
                clock.heard(made, now + Math.round(jitter(kind).applyAsDouble(random) * Times.MILLI));
                last = s;
            }
            ClockOffset.Estimate estimate = clock.estimate();
            assertNotNull(estimate, kind + " every " + every + " s: nothing after " + after + " s");
            double error = Math.abs(estimate.ahead() - offset - skew * last * Times.SECOND);
            all.add(new Told(error / Times.MILLI, estimate.plusMinus() / (double) Times.MILLI));
        }
        return all;
    }

    private static long share(List<Told> all, Predicate<Told> which) {
        return 100 * all.stream().filter(which).count() / all.size();
    }

    @ParameterizedTest
    @CsvSource({
        "late by 0-20, 1, 60",
        "late by 0-20, 1, 120",
        "late by 0-20, 1, 600",
        "early or late by 10, 1, 60",
        "early or late by 10, 1, 120",
        "early or late by 10, 1, 600",
        "early or late by 20, 1, 60",
        "early or late by 20, 1, 120",
        "early or late by 20, 1, 600",
        "late by 0-40, 1, 60",
        "late by 0-40, 1, 600",
        "mostly short, 1, 60",
        "mostly short, 1, 600",
        "late by 0-20, 15, 60",
        "late by 0-20, 15, 300",
        "early or late by 10, 15, 60",
        "early or late by 10, 15, 300",
        "early or late by 20, 15, 60",
        "early or late by 20, 15, 600"
    })
    void theOffsetLiesWithinItsUncertaintyInNineteenOfTwentyStreams(String kind, int every, int after) {
        List<Told> all = streams(kind, every, after);
        long within = share(all, t -> t.error() <= t.plusMinus());
        assertTrue(within >= 95, within + " % within the stated uncertainty");
    }

    @ParameterizedTest
    @CsvSource({
        "late by 0-20, 60", "late by 0-20, 120", "late by 0-20, 600",
        "early or late by 10, 60", "early or late by 10, 120", "early or late by 10, 600",
        "early or late by 20, 60", "early or late by 20, 120", "early or late by 20, 600"
    })
    void afterAMinuteAtOneASecondTheErrorIsTenMillisecondsAtMost(String kind, int after) {
        long small = share(streams(kind, 1, after), t -> t.error() <= 10);
        assertTrue(small >= 95, small + " % off by 10 ms at most");
    }

    /** What comes 20 ms early or late may as well come 0 to 40 ms late: no honest figure is smaller than 10 ms there. */
    @ParameterizedTest
    @CsvSource({"late by 0-20", "early or late by 10", "mostly short"})
    void underTwentyMillisecondsOfJitterTheUncertaintyIsTenMillisecondsAtMost(String kind) {
        long minute = share(streams(kind, 1, 60), t -> t.plusMinus() <= 10);
        assertTrue(minute >= 90, minute + " % after a minute");
        assertEquals(100, share(streams(kind, 1, 600), t -> t.plusMinus() <= 10));
        assertTrue(streams("early or late by 20", 1, 600).stream().allMatch(t -> t.plusMinus() > 10));
    }

    @Test
    void fewPointsAreAnEstimateWithAWiderUncertainty() {
        double early = streams("late by 0-20", 15, 45).stream()
                .mapToDouble(Told::plusMinus)
                .average()
                .orElse(0);
        double late = streams("late by 0-20", 15, 600).stream()
                .mapToDouble(Told::plusMinus)
                .average()
                .orElse(0);
        assertTrue(early > late, early + " ms after 45 s, " + late + " ms after 10 min");
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

    /** One message is many frames. */
    @Test
    void manyLateFramesOfOneMomentAreNoJump() {
        ClockOffset clock = new ClockOffset();
        for (int s = 0; s <= 120; s++) {
            for (int frame = 0; frame < 30; frame++) {
                long now = START + s * Times.SECOND + frame;
                clock.heard(now - Times.MILLI, now + (s == 60 ? Times.SECOND / 2 : 0));
            }
        }
        off(clock, -Times.MILLI, 2, "after one late message");
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
