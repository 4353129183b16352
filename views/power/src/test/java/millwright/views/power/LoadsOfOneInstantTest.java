package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import millwright.desk.Moments;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import millwright.styles.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadsOfOneInstantTest {
    private static final long NOW = FixtureContext.NOW;

    private final FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private final Plant plant = context.situation().plant();
    private final Columns columns = new Columns();
    private final Moments moments = new Moments(columns);

    /** Every device of a kind carries the same, and loses nothing unless said otherwise. */
    private final class Columns implements LatestValues {
        private final Map<String, Latest> told = new HashMap<>();

        void tell(MetricId metric, EntityKind kind, double sum, long time, DataState state) {
            int size = plant.count(kind);
            double[] values = new double[size];
            byte[] states = new byte[size];
            long[] times = new long[size];
            Arrays.fill(values, sum / size);
            Arrays.fill(states, (byte) state.ordinal());
            Arrays.fill(times, time);
            told.put(
                    metric + "@" + kind,
                    new Latest(metric, kind, plant.revision(), values, states, times, told.size()));
        }

        void observed(EntityKind kind, double sum, long time) {
            tell(Loads.OBSERVED, kind, sum, time, DataState.OK);
        }

        @Override
        public Latest latest(MetricId metric, EntityKind kind) {
            return told.getOrDefault(
                    metric + "@" + kind, Latest.none(metric, kind, plant.revision(), plant.count(kind)));
        }
    }

    @BeforeEach
    void watchAll() {
        for (EntityKind kind : EntityKind.values()) {
            if (kind.isPower()) {
                moments.latest(Loads.OBSERVED, kind);
                columns.tell(Loads.LOSS, kind, 0, NOW, DataState.OK);
            }
        }
        everyDevice(600_000, NOW);
        moments.look();
    }

    private void everyDevice(double sum, long time) {
        columns.observed(EntityKind.PDU, sum, time);
        columns.observed(EntityKind.MECHANICAL, 0, time);
        columns.observed(EntityKind.UTILITY, sum, time);
        columns.observed(EntityKind.SWITCHBOARD, sum, time);
    }

    private String proof() {
        moments.look();
        return Proof.of(new Loads(context, moments, NOW + 10 * Times.SECOND), Watts.of(600_000));
    }

    @Test
    void aStepThatOnlySomeHaveToldIsNotComparedWithTheSecondBefore() {
        columns.observed(EntityKind.UTILITY, 660_000, NOW + Times.SECOND);
        assertTrue(proof().endsWith("0.0 kW (0.0 %) apart, they add up"), proof());
        assertTrue(proof().contains("600.0"), proof());
        assertEquals(NOW, moments.instant());
        everyDevice(660_000, NOW + Times.SECOND);
        assertTrue(proof().contains("660.0"), proof());
        assertEquals(NOW + Times.SECOND, moments.instant());
    }

    @Test
    void whatDoesNotAddUpSaysByHowMuch() {
        columns.observed(EntityKind.UTILITY, 636_000, NOW);
        assertTrue(proof().endsWith("36.0 kW (5.7 %) apart, they do NOT add up"), proof());
    }

    @Test
    void aMeterThatFellSilentIsNotJudgedAgainstTheOthers() {
        for (int s = 1; s <= 9; s++) {
            columns.observed(EntityKind.PDU, 660_000, NOW + s * Times.SECOND);
            columns.observed(EntityKind.MECHANICAL, 0, NOW + s * Times.SECOND);
            columns.observed(EntityKind.SWITCHBOARD, 660_000, NOW + s * Times.SECOND);
            moments.look();
        }
        assertTrue(proof().contains("not judged: read up to"), proof());
        columns.tell(Loads.OBSERVED, EntityKind.UTILITY, 600_000, NOW, DataState.STALE);
        assertTrue(proof().contains("not judged: ") && proof().endsWith(" stale"), proof());
        columns.tell(Loads.OBSERVED, EntityKind.UTILITY, Double.NaN, NOW, DataState.NO_DATA);
        assertTrue(proof().contains("not judged, no value of meter"), proof());
    }

    private DataState pdusAt(long time) {
        return new Loads(context, moments, time)
                .sum(Loads.OBSERVED, EntityKind.PDU)
                .state();
    }

    @Test
    void whatWasReadLongAgoIsStaleWhateverItWasCalled() {
        everyDevice(600_000, NOW + Times.SECOND);
        moments.look();
        Loads later = new Loads(context, moments, NOW + 5 * Times.MINUTE);
        assertEquals(DataState.STALE, later.sum(Loads.OBSERVED, EntityKind.PDU).state());
        assertTrue(Proof.of(later, Watts.of(600_000)).contains("not judged: "));
    }

    @Test
    void aMeterThatIsReadEveryFiveMinutesIsNotStaleInBetween() {
        assertEquals(DataState.OK, pdusAt(NOW + 4 * Times.MINUTE), "read once: its source knows");
        long second = NOW + 5 * Times.MINUTE;
        everyDevice(600_000, second);
        moments.look();
        assertEquals(DataState.OK, pdusAt(second + 5 * Times.MINUTE));
        assertEquals(DataState.STALE, pdusAt(second + 16 * Times.MINUTE));
    }

    @Test
    void aColumnIsChosenOnceALook() {
        everyDevice(660_000, NOW + Times.SECOND);
        moments.look();
        Latest one = moments.latest(Loads.OBSERVED, EntityKind.PDU);
        everyDevice(700_000, NOW + 2 * Times.SECOND);
        assertSame(one, moments.latest(Loads.OBSERVED, EntityKind.PDU), "until the next look");
        moments.look();
        assertNotSame(one, moments.latest(Loads.OBSERVED, EntityKind.PDU));
    }

    @Test
    void whenTimeIsSetBackNothingLaterIsShown() {
        everyDevice(660_000, NOW + 60 * Times.SECOND);
        moments.look();
        everyDevice(610_000, NOW + 5 * Times.SECOND);
        moments.look();
        assertEquals(NOW + 5 * Times.SECOND, moments.instant());
        assertEquals(610_000, Load.number(new Loads(context, moments, NOW).sum(Loads.OBSERVED, EntityKind.PDU)), 1e-6);
    }

    @Test
    void aPlantWithoutPdusIsNotJudged() {
        FixtureContext bare = new FixtureContext(Plant.empty(), Mood.EMPTY, Theme.DARK);
        String line = Proof.of(new Loads(bare, moments, NOW), Watts.of(600_000));
        assertTrue(line.contains("not judged: no PDU is known"), line);
    }
}
