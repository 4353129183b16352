package millwright.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.draw.SitePower;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Side;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site of one utility, whose own figures are derived a second after its meter was read. */
class MomentsTest {
    private static final long NOW = 1_000 * Times.SECOND;

    private final Plant plant = Plant.empty()
            .apply(new PlantChange(
                    List.of(),
                    List.of(
                            new Entity.Site(new EntityId("site:S"), "S", ZoneOffset.UTC),
                            new Entity.PowerDevice(new EntityId("utility:U"), "U", EntityKind.UTILITY, Side.NONE, 0),
                            new Entity.PowerDevice(new EntityId("pdu:P"), "P", EntityKind.PDU, Side.A, 0)),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of()));

    private final Map<String, Latest> told = new HashMap<>();
    private final LatestValues source = (metric, kind) ->
            told.getOrDefault(metric + "@" + kind, Latest.none(metric, kind, plant.revision(), plant.count(kind)));
    private final Moments moments = new Moments(source);

    private void tell(String metric, EntityKind kind, double value, int second) {
        tell(metric, kind, value, second, DataState.OK);
    }

    private void tell(String metric, EntityKind kind, double value, int second, DataState state) {
        told.put(
                metric + "@" + kind,
                new Latest(
                        new MetricId(metric),
                        kind,
                        plant.revision(),
                        new double[] {value},
                        new byte[] {(byte) state.ordinal()},
                        new long[] {NOW + second * Times.SECOND},
                        told.size()));
    }

    /** Meters of that second, and what was derived from those of the second before. */
    private void second(int second, double meters, double derived) {
        tell("power.observed", EntityKind.UTILITY, meters, second);
        tell("power.observed", EntityKind.PDU, meters, second);
        tell("site.power", EntityKind.SITE, derived, second);
        tell("site.power.it", EntityKind.SITE, derived * 0.9, second);
        tell("power.failover", EntityKind.PDU, derived * 2, second);
        moments.look();
    }

    private double of(String metric, EntityKind kind) {
        return moments.latest(new MetricId(metric), kind).values()[0];
    }

    @BeforeEach
    void readAll() {
        second(0, 600_000, 600_000);
        for (EntityKind kind : List.of(EntityKind.UTILITY, EntityKind.PDU)) {
            of("power.observed", kind);
        }
        of("site.power", EntityKind.SITE);
        of("site.power.it", EntityKind.SITE);
        of("power.failover", EntityKind.PDU);
        second(0, 600_000, 600_000);
    }

    @Test
    void whereLoadsStepMetersAndWhatIsDerivedFromThemAreOfOneReading() {
        double[] meters = {600_000, 660_000, 598_000, 673_000, 633_000};
        for (int s = 1; s < meters.length; s++) {
            second(s, meters[s], meters[s - 1]);
            double drawn = SitePower.of(plant, moments, 0, NOW).watts();
            assertEquals(of("site.power", EntityKind.SITE), drawn, "second " + s);
            assertEquals(of("site.power.it", EntityKind.SITE), drawn * 0.9, 1e-6, "second " + s);
            assertEquals(of("power.observed", EntityKind.PDU), drawn, "second " + s);
            assertEquals(of("power.failover", EntityKind.PDU), drawn * 2, 1e-6, "second " + s);
            assertEquals(meters[s - 1], drawn, "the newest reading that all is known of");
        }
    }

    @Test
    void betweenTwoLooksNothingChanges() {
        long version = moments.version();
        tell("power.observed", EntityKind.UTILITY, 660_000, 1);
        tell("site.power", EntityKind.SITE, 660_000, 1);
        assertEquals(600_000, SitePower.of(plant, moments, 0, NOW).watts());
        assertEquals(version, moments.version());
        tell("power.observed", EntityKind.PDU, 660_000, 1);
        moments.look();
        assertEquals(660_000, SitePower.of(plant, moments, 0, NOW).watts());
        assertEquals(version + 1, moments.version());
        moments.look();
        assertEquals(version + 1, moments.version(), "nothing else was told");
    }

    @Test
    void aFigureThatIsNoSumOfTheMetersHoldsNothingBack() {
        second(1, 660_000, 123_000);
        second(2, 690_000, 124_000);
        assertEquals(690_000, of("power.observed", EntityKind.UTILITY));
        assertEquals(124_000, of("site.power", EntityKind.SITE));
    }

    @Test
    void whatFellSilentIsNotToldAsIfItStillStood() {
        second(1, 660_000, 600_000);
        tell("site.power.it", EntityKind.SITE, 594_000, 2, DataState.STALE);
        tell("power.observed", EntityKind.UTILITY, 660_000, 1, DataState.STALE);
        moments.look();
        for (String metric : List.of("site.power.it", "power.observed")) {
            EntityKind kind = metric.startsWith("site") ? EntityKind.SITE : EntityKind.UTILITY;
            assertEquals(
                    DataState.STALE, moments.latest(new MetricId(metric), kind).state(0), metric);
        }
    }

    @Test
    void anotherPlantBeginsAnew() {
        moments.clear();
        tell("power.observed", EntityKind.UTILITY, 100, -500);
        assertEquals(100, of("power.observed", EntityKind.UTILITY));
    }
}
