package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Frame;
import millwright.feed.LinkState;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A gateway that was just started, beside a store that knows the week before, asked by a desk over its link. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class PastOfAStoreTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, FakeStore.UUID);
    private static final int COLUMNS = 60;

    private final AtomicLong ahead = new AtomicLong();
    private FakeStore store;
    private Gateway gateway;
    private GatewayServer server;
    private Link link;
    private Desk desk;

    private long now() {
        return LinkAndGatewayTest.now() + ahead.get();
    }

    @BeforeEach
    void attach() throws IOException {
        store = new FakeStore();
        gateway = new Gateway(GatewayParts.live(
                "test", Catalogue.standard(), this::now, new MemoryJournal("life", 10_000), new MemoryAudit()));
        gateway.start();
        gateway.add(Scraped.prometheus(
                "prom", "store: http://127.0.0.1:" + store.port() + "\nevery: 15s\ntimeout: 1s\ntenant: plant-7\n"));
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        link = LinkAndGatewayTest.link(server.port());
        link.send(LinkAndGatewayTest.power());
        desk = Desk.of(link);
        desk.await(LinkState.class, s -> s.condition() == LinkState.Condition.ATTACHED);
        desk.await(Frame.class, f -> f.metric().equals(POWER));
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
        gateway.close();
        store.close();
    }

    private Window ask(long from, long to) {
        return link.query(WindowQuery.one(POWER, GPU, from, to, COLUMNS))
                .toCompletableFuture()
                .join()
                .getFirst();
    }

    private Window lastHour() {
        long to = now() + Times.SECOND;
        return ask(to - Times.HOUR, to);
    }

    private static DataState first(Window window) {
        return window.stateAt(0);
    }

    @Test
    void aQuestionOfBeforeTheGatewayBeganIsAnsweredByTheStoreAndJoinedWithoutASeam() {
        Window window = lastHour();
        for (int c = 0; c < COLUMNS; c++) {
            double end = (window.from() + (c + 1) * window.width()) / Times.SECOND;
            assertEquals(DataState.OK, window.stateAt(c), "column " + c);
            assertEquals(FakeStore.watts(end), window.last()[c], 1.01, "column " + c);
            assertTrue(window.count()[c] <= 4, "column " + c + " counts " + window.count()[c]);
        }
        assertTrue(store.asked.stream().allMatch(q -> q.endsWith("tenant plant-7")), store.asked.toString());
    }

    @Test
    void whatWasAskedJustNowIsNotAskedOfTheStoreAgain() {
        long to = now() + Times.SECOND;
        Window once = ask(to - Times.HOUR, to);
        int questions = store.asked.size();
        Window again = ask(to - Times.HOUR, to);
        assertEquals(questions, store.asked.size());
        assertEquals(once.last()[3], again.last()[3]);
    }

    @Test
    void whereTheStoreHasNothingThereIsNoData() {
        long to = now() - 25 * Times.HOUR;
        Window window = ask(to - Times.HOUR, to);
        assertTrue(window.isEmpty());
        assertEquals(DataState.NO_DATA, first(window));
    }

    @Test
    void aStoreThatFailsCostsItsOwnPartAloneAndSaysSo() {
        store.mood = FakeStore.Mood.BUSY;
        Window window = lastHour();
        assertEquals(DataState.BAD, first(window));
        assertEquals(0, window.count()[0]);
        assertEquals(DataState.OK, window.stateAt(COLUMNS - 1));
        assertTrue(window.newest() >= 300);
        SourceState state = desk.await(
                SourceState.class,
                s -> s.source().text().endsWith("/past") && s.condition().equals("failed"));
        assertTrue(state.detail().contains("503") && state.detail().contains("too many queries"), state.detail());
        // it is left alone for a while, and asked again
        int questions = store.asked.size();
        store.mood = FakeStore.Mood.WELL;
        assertEquals(DataState.BAD, first(lastHour()));
        assertEquals(questions, store.asked.size());
        ahead.set(6 * Times.SECOND);
        assertEquals(DataState.OK, first(lastHour()));
        desk.await(
                SourceState.class,
                s -> s.source().equals(state.source()) && s.condition().equals("ok"));
    }

    @Test
    void aStoreThatAnswersHalfIsNotWaitedForLong() {
        store.mood = FakeStore.Mood.HALF_OPEN;
        Window window = lastHour();
        assertEquals(DataState.BAD, first(window));
        assertEquals(DataState.OK, window.stateAt(COLUMNS - 1));
        desk.await(
                SourceState.class,
                s -> s.source().text().endsWith("/past")
                        && s.condition().equals("failed")
                        && s.detail().contains("answer"));
    }

    @Test
    void whatMayNotBeReadSaysSo() {
        store.mood = FakeStore.Mood.FORBIDDEN;
        Window window = lastHour();
        assertEquals(DataState.FORBIDDEN, first(window));
        assertEquals(DataState.OK, window.stateAt(COLUMNS - 1));
    }

    @Test
    void aPartOfTheStoreThatDidNotAnswerIsNoProofThatThereWasNothing() {
        store.mood = FakeStore.Mood.PARTIAL;
        long to = now() - 25 * Times.HOUR;
        assertEquals(DataState.BAD, first(ask(to - Times.HOUR, to)));
        desk.await(SourceState.class, s -> s.detail().contains("store-7 did not answer"));
    }

    @Test
    void aDeskThatGoesBackToBeforeTheGatewayBeganSeesWhatTheStoreKept() {
        int heard = desk.count();
        long then = now() - 30 * Times.MINUTE;
        link.send(new Command.Seek(then, 0));
        Frame frame = desk.await(
                heard,
                Frame.class,
                f -> f.metric().equals(POWER)
                        && f.sourceTime() <= then
                        && f.states().at(0) == DataState.OK);
        assertEquals(FakeStore.watts((double) then / Times.SECOND), ((Column.F32) frame.values()).values()[0], 1.01);
        TimeState time = desk.await(heard, TimeState.class, t -> t.mode() == TimeState.Mode.REPLAY);
        assertTrue(time.from() <= now() - 15 * 24 * Times.HOUR + Times.MINUTE, "begins " + time.from());
    }

    @Test
    void aDeskThatGoesBackWhileTheStoreFailsIsNotToldThatThereWasNothing() {
        store.mood = FakeStore.Mood.BUSY;
        int heard = desk.count();
        long then = now() - 30 * Times.MINUTE;
        link.send(new Command.Seek(then, 0));
        desk.await(
                heard,
                Frame.class,
                f -> f.metric().equals(POWER)
                        && f.sourceTime() <= then
                        && f.states().at(0) == DataState.BAD);
    }
}
