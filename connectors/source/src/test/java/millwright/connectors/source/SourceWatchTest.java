package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SourceWatchTest {
    private final SourceWatch watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, "s"), "test");

    private String failed(String why) {
        watch.failed(why, 60 * Times.SECOND);
        return watch.report(61 * Times.SECOND).detail();
    }

    @Test
    void aHistogramThatMayNoLongerBeSeenIsLockedLikeItsPercentiles() {
        EntityId engine = EntityId.of(EntityKind.ENDPOINT, "llama@n1:8000");
        Buckets fell = new Buckets(new double[] {0.1, Double.POSITIVE_INFINITY}, new long[] {3, 1}, 2);
        watch.delivered(
                List.of(Reading.of(engine, Catalogue.standard().get(new MetricId("endpoint.ttft")), fell, 1)), 1);
        Plant plant = Plant.empty()
                .apply(PlantChange.adding(List.of(new Entity.Endpoint(engine, "llama", "", "")), List.of()));
        Frame frame = Frames.of(watch.forbidden(), plant, 2, 1, new Origin(engine, false))
                .getFirst();
        assertEquals(DataState.FORBIDDEN, frame.states().at(0));
        assertEquals(0, frame.values().asDouble(0), "nothing is counted");
    }

    @Test
    void sinceWhenStandsBehindWhy() {
        assertEquals("connection refused, since 1970-01-01T00:01:00Z", failed("connection refused"));
    }

    @Test
    void aQuestionIsNotFollowedByAComma() {
        assertEquals("is this its port? (since 1970-01-01T00:01:00Z)", failed("is this its port?"));
    }

    private static final class Odd extends IOException implements Unreadable {
        private static final long serialVersionUID = 1;
    }

    @Test
    void refusedConnectionsAreNotTakenForWhatCouldNotBeUnderstood() {
        watch.failed(new IOException("x"), "connection refused", 1);
        watch.failed(new IOException("x"), "connection refused", 2);
        watch.failed(new Odd(), "line 7: no value", 3);
        watch.succeeded(5, "fine", 0, 4);
        watch.problems(2, "line 9: no name");
        SourceState state = watch.report(5);
        assertEquals(2, state.failures());
        assertEquals(3, state.delivery().unread());
        assertEquals(5, state.errors());
        assertEquals("line 9: no name", state.delivery().example());
    }

    @Test
    void theExampleStaysWhenTheSourceFails() {
        watch.problems(1, "line 9: no name");
        watch.failed(new IOException("x"), "connection refused", 3);
        watch.problems(0, "");
        assertEquals("line 9: no name", watch.report(5).delivery().example());
    }

    @Test
    void tellsTheFieldsDeliveredAsLongAsTheyCome() {
        watch.delivered(List.of(reading("gpu.power", 5), reading("gpu.energy", Double.NaN)), 0);
        watch.delivered(List.of(reading("gpu.temperature", 50)), 10 * Times.MINUTE);
        assertEquals(
                List.of("gpu.power", "gpu.temperature"),
                watch.report(10 * Times.MINUTE).delivery().fields());
        assertEquals(
                List.of("gpu.temperature"),
                watch.report(16 * Times.MINUTE).delivery().fields());
    }

    @Test
    void whatWasToldLastIsWhatIsForbiddenLater() {
        watch.delivered(List.of(reading("gpu.power", 5)), 0);
        Reading locked = watch.forbidden().getFirst();
        assertEquals(DataState.FORBIDDEN, locked.state());
        assertEquals("gpu.power", locked.metric().name());
    }

    private static Reading reading(String metric, double value) {
        EntityId id = EntityId.of(EntityKind.GPU, "n/0");
        return Double.isNaN(value)
                ? new Reading(
                        id,
                        Catalogue.standard().get(new MetricId(metric)),
                        value,
                        DataState.NOT_SUPPORTED,
                        Reading.UNSAID)
                : Reading.of(id, Catalogue.standard().get(new MetricId(metric)), value, Reading.UNSAID);
    }
}
