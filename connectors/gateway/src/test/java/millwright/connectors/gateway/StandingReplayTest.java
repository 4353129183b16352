package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import millwright.analysis.AnalystConfig;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replay that somebody has paused: plant time stands still, while samples of that instant still come in. */
class StandingReplayTest {
    private static final long THEN = 1_000 * Times.SECOND;
    private static final EntityId RACK = EntityId.of(EntityKind.RACK, "r");
    private static final Origin ROLLUP = new Origin(EntityId.of(EntityKind.SOURCE, "rollup"), false);
    private static final EntityId NODE = EntityId.of(EntityKind.NODE, "n");

    private final AtomicLong now = new AtomicLong(THEN);
    private final CompletableFuture<FeedSink> opened = new CompletableFuture<>();
    private final BlockingQueue<PlantEvent> heard = new LinkedBlockingQueue<>();

    private final class Told implements Feed {
        @Override
        public String name() {
            return "replay";
        }

        @Override
        public void open(FeedSink sink) {
            opened.complete(sink);
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}
    }

    private static PlantChanged plant() {
        List<Entity> all = List.of(
                new Entity.Rack(RACK, "R", 42, 1),
                new Entity.Node(NODE, "N", "n", new RackSlot(1, 1, RackSlot.Width.FULL, RackSlot.Face.FRONT)));
        return new PlantChanged(
                1, THEN, PlantChange.adding(all, List.of(Relation.of(RelationKind.CONTAINS, RACK, NODE))), true);
    }

    private static Frame nodePower(long time, float watts) {
        return frame("node.power", EntityKind.NODE, time, watts, Made.ORIGIN);
    }

    private static Frame frame(String metric, EntityKind kind, long time, float watts, Origin origin) {
        return new Frame(
                new MetricId(metric),
                kind,
                1,
                null,
                time,
                time,
                Times.SECOND,
                new Column.F32(new float[] {watts}),
                States.all(DataState.OK, 1),
                origin);
    }

    private Gateway gateway() {
        return new Gateway(
                GatewayParts.live("test", Catalogue.standard(), now::get, Made.journal("life", 3), Made.audit())
                        .forReplay(AnalystConfig.silent()));
    }

    /** @return what a replay tells a gateway that somebody watches, of which it has told one value */
    private FeedSink begun(Gateway gateway) throws Exception {
        gateway.addOpened(new FeedSource("replay", "capture", false, Told::new));
        gateway.start();
        gateway.watch("recorder", new Caller("ada", Role.WATCH), true).open(heard::add);
        FeedSink sink = opened.get(30, TimeUnit.SECONDS);
        sink.accept(plant());
        sink.accept(nodePower(THEN, 4_775));
        return sink;
    }

    @Test
    @Timeout(60)
    void sumsAreMadeOfSamplesThatComeInWhileTimeStands() throws Exception {
        try (Gateway gateway = gateway()) {
            gateway.addOpened(new FeedSource("replay", "capture", false, Told::new));
            gateway.start();
            gateway.watch("recorder", new Caller("ada", Role.WATCH), true).open(heard::add);
            FeedSink sink = opened.get(30, TimeUnit.SECONDS);
            sink.accept(plant());
            while (!(heard.take() instanceof SourceState state
                    && state.protocol().equals("replay"))) {
                continue; // the tick of this instant is over, and no sample was there yet
            }
            sink.accept(nodePower(THEN, 4_775));
            assertEquals(4_775, rackPower());
        }
    }

    /** Made anew of samples that come once a minute, it would be another number, by chance newer or older than the recorded one. */
    @Test
    @Timeout(60)
    void aSumThatTheRecordingBringsAlongIsNotMadeAnew() throws Exception {
        try (Gateway gateway = gateway()) {
            FeedSink sink = begun(gateway);
            assertEquals(4_775, rackPower(), "before any was brought along");
            long recorded = THEN - 100 * Times.MILLI;
            sink.accept(frame("rack.power", EntityKind.RACK, recorded, 4_700, ROLLUP));
            while (!(heard.take() instanceof Frame frame && frame.sourceTime() == recorded)) {
                continue; // it comes after one that is newer
            }
            now.set(THEN + 3 * Times.SECOND);
            sink.accept(nodePower(now.get(), 4_800));
            PlantEvent event = heard.take();
            while (!(event instanceof SourceState state
                    && state.protocol().equals("replay")
                    && state.time() >= now.get())) {
                boolean sum = event instanceof Frame f && f.metric().name().equals("rack.power");
                assertFalse(sum, event::toString);
                event = heard.take();
            }
        }
    }

    @Test
    void standingStillKeepsNothingMore() {
        try (Gateway gateway = gateway()) {
            PlantRoom room = gateway.room();
            room.changed("replay", plant());
            room.tick(THEN);
            room.tell(nodePower(THEN, 4_775));
            Session session = new Session(
                    gateway,
                    new AttachRequest("desk", new Caller("ada", Role.WATCH), "", 0, 0, 0, Set.of(), true),
                    new Ear(heard),
                    Runnable::run);
            session.begin(room);
            for (int i = 0; i < 10; i++) {
                room.stand(THEN);
            }
            var power = room.latest().latest(new MetricId("rack.power"), EntityKind.RACK);
            assertEquals(4_775, power.values()[0], "the sums came to agree");
            int held = room.held();
            long version = power.version();
            heard.clear();
            for (int i = 0; i < 100; i++) {
                room.stand(THEN);
            }
            assertEquals(held, room.held());
            assertEquals(
                    version,
                    room.latest()
                            .latest(new MetricId("rack.power"), EntityKind.RACK)
                            .version());
            assertEquals(List.of(), List.copyOf(heard), "nothing is told again");
            assertEquals(0, room.errors());
        }
    }

    @Test
    @Timeout(60)
    void aSmallStepInTimeMakesTheSumsAnew() throws Exception {
        try (Gateway gateway = gateway()) {
            FeedSink sink = begun(gateway);
            assertEquals(4_775, rackPower());
            goTo(sink, THEN + 400 * Times.MILLI, 4_800);
            assertEquals(4_800, rackPower());
            goTo(sink, THEN - 900 * Times.MILLI, 4_600);
            assertEquals(4_600, rackPower());
        }
    }

    private void goTo(FeedSink sink, long instant, float watts) throws InterruptedException {
        now.set(instant);
        sink.accept(new TimeState(TimeState.Mode.REPLAY, instant, THEN - Times.MINUTE, THEN + Times.MINUTE, 0));
        sink.accept(nodePower(instant, watts));
    }

    private double rackPower() throws InterruptedException {
        while (true) {
            if (heard.take() instanceof Frame frame
                    && frame.metric().name().equals("rack.power")
                    && frame.sourceTime() == now.get()
                    && frame.states().state(0) == DataState.OK) {
                return frame.values().asDouble(0);
            }
        }
    }

    @Test
    void whatALookBackOverwritesIsNotMissed() {
        try (Gateway gateway = gateway()) {
            PlantRoom room = gateway.room();
            room.changed("replay", plant());
            ConcurrentLinkedQueue<Runnable> later = new ConcurrentLinkedQueue<>();
            Command.Want want = new Command.Want(new MetricId("node.power"), EntityKind.NODE, 0);
            AttachRequest request =
                    new AttachRequest("desk", new Caller("ada", Role.WATCH), "", 0, 0, 0, Set.of(want), false);
            Session session = new Session(gateway, request, new Ear(heard), later::add);
            session.begin(room);
            for (int s = 0; s < 30; s++) {
                room.tell(nodePower(THEN + s * Times.SECOND, s));
            }
            for (Runnable next = later.poll(); next != null; next = later.poll()) {
                next.run();
            }
            assertFalse(heard.isEmpty());
            assertEquals(List.of(), heard.stream().filter(Gap.class::isInstance).toList());
        }
    }
}
