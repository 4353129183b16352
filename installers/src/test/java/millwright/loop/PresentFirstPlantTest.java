package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.simulator.Simulator;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The plant of the demo in a gateway that tells a desk first what is now, on threads of its own. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class PresentFirstPlantTest {
    private static final MetricId POWER = new MetricId("site.power");

    private final Gateway gateway = new Gateway(GatewayParts.live(
                    "test",
                    Catalogue.standard(),
                    LinkAndGatewayTest::now,
                    new MemoryJournal("life", 10_000),
                    new MemoryAudit())
            .withPresentFirst());

    @AfterEach
    void close() {
        gateway.close();
    }

    private long hourKept() {
        var plant = gateway.plant();
        long now = LinkAndGatewayTest.now();
        var site = plant.at(EntityKind.SITE, 0).id();
        return Arrays.stream(gateway.history()
                        .query(WindowQuery.one(POWER, site, now - Times.HOUR, now, 60))
                        .toCompletableFuture()
                        .join()
                        .getFirst()
                        .count())
                .filter(count -> count > 0)
                .count();
    }

    private static boolean tells(SourceState state, String condition) {
        return state.protocol().equals("gateway") && state.condition().equals(condition);
    }

    @Test
    void sumsOfNowComeFirstAndThePastIsKeptAndAnalysedAfterwards() {
        Feed watch = gateway.watch("desk", new Caller("ada", Role.OPERATE), false);
        Desk desk = Desk.of(watch);
        watch.send(new Command.Subscribe(Set.of(new Command.Want(POWER, EntityKind.SITE, 0))));
        gateway.add(new FeedSource("demo", "simulator", true, Simulator::demo));
        gateway.start();

        desk.await(
                Frame.class,
                frame -> frame.metric().equals(POWER) && frame.states().at(0) == DataState.OK);
        long before = hourKept();
        assertTrue(before <= 1, before + " minutes of the past are kept already");
        assertTrue(desk.all(SourceState.class).stream().anyMatch(s -> tells(s, "starting")), "nothing is judged yet");

        int from = desk.count();
        desk.await(from, SourceState.class, s -> tells(s, "ok"));
        assertTrue(hourKept() > 50, "the past is kept");
        desk.await(from, Finding.class, finding -> finding.what().contains("slowdown"));
        assertEquals(
                Set.of(true),
                Set.copyOf(desk.all(Frame.class).stream()
                        .filter(frame -> frame.metric().equals(POWER))
                        .map(frame -> frame.origin().simulated())
                        .distinct()
                        .toList()),
                "what is made of a simulated plant says so");
    }
}
