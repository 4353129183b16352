package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source that tells an hour of its past as it opens, to desks that are told first what is now. The test's thread is the plant thread. */
class PresentFirstTest {
    private static final long NOW = 10_000 * Times.SECOND;
    private static final Set<Want> WANTED = Set.of(new Want(Made.POWER, EntityKind.GPU, 0));

    private final List<Gateway> gateways = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(NOW);
    private final List<PlantEvent> desk = new ArrayList<>();
    private final List<Session> desks = new ArrayList<>();

    @AfterEach
    void close() {
        gateways.forEach(Gateway::close);
    }

    private PlantRoom room(UnaryOperator<GatewayParts> settled) {
        Gateway gateway = new Gateway(settled.apply(
                GatewayParts.live("test", Catalogue.standard(), clock::get, Made.journal("life"), Made.audit())));
        gateways.add(gateway);
        return gateway.room();
    }

    private PlantRoom presentFirst() {
        PlantRoom room = room(GatewayParts::withPresentFirst);
        attach(desk, false);
        return room;
    }

    private void attach(List<PlantEvent> heard, boolean everything) {
        Gateway gateway = gateways.getLast();
        AttachRequest request =
                new AttachRequest("desk", new Caller("ada", Role.OPERATE), "", 0, 0, 0, WANTED, everything);
        Session session = new Session(gateway, request, new Ear(heard), Runnable::run);
        desks.add(session);
        session.begin(gateway.room());
    }

    private static void tell(PlantRoom room, long time, float... watts) {
        room.tell(Made.power(room.merged().plant().revision(), time, watts));
    }

    /** An hour in which one board was taken out and another put in. */
    private static void past(PlantRoom room) {
        room.changed("test", Made.whole(1, "a", "b"));
        tell(room, NOW - 3_000 * Times.SECOND, 600, 700);
        tell(room, NOW - 2_900 * Times.SECOND, 610, 710);
        room.changed("test", new PlantChanged(2, 0, Made.whole(2, "b", "c").change(), true));
        tell(room, NOW - 1_000 * Times.SECOND, 720, 820);
        tell(room, NOW - 60 * Times.SECOND, 730, 830);
    }

    private static void workOffLittleByLittle(PlantRoom room) {
        for (int turn = 0; turn < 1_000 && room.waits(); turn++) {
            room.goOn();
        }
    }

    /** Values of a GPU in the store, oldest first. */
    private static List<Double> kept(PlantRoom room, String gpu) {
        Window window = room.store()
                .query(WindowQuery.one(Made.POWER, Made.id(gpu), NOW - Times.HOUR, NOW + Times.SECOND, 1_200))
                .toCompletableFuture()
                .join()
                .getFirst();
        return DoubleStream.of(window.last())
                .filter(value -> !Double.isNaN(value))
                .distinct()
                .boxed()
                .toList();
    }

    private static List<Long> times(List<PlantEvent> heard) {
        return heard.stream()
                .filter(e -> e instanceof Frame f && f.metric().equals(Made.POWER))
                .map(e -> ((Frame) e).sourceTime())
                .toList();
    }

    @Test
    void whatIsNowIsToldBeforeThePastIsKept() {
        PlantRoom room = presentFirst();
        past(room);
        tell(room, NOW, 740, 840);
        assertEquals(List.of(NOW), times(desk));
        assertTrue(room.hasCaughtUp());
        Latest newest = room.newest().latest(Made.POWER, EntityKind.GPU);
        assertEquals(
                List.of(740.0, 840.0), DoubleStream.of(newest.values()).boxed().toList());
        assertEquals(List.of(), kept(room, "b"), "the past waits");
        assertFalse(room.isBehind(), "the desk has time to draw it");
        assertTrue(room.isCatchingUp(), "nothing is analysed yet");
    }

    @Test
    void inTheEndEverythingIsKeptAsIfNothingHadWaited() {
        PlantRoom waited = presentFirst();
        PlantRoom atOnce = room(parts -> parts);
        for (PlantRoom room : List.of(waited, atOnce)) {
            past(room);
            tell(room, NOW, 740, 840);
            room.hasCaughtUp();
            room.sumUp(NOW);
            tell(room, NOW + Times.SECOND, 741, 841);
        }
        workOffLittleByLittle(waited);
        assertTrue(waited.hasCaughtUp(), "desks are told anew how things stand");
        assertFalse(waited.isCatchingUp());
        assertEquals(List.of(600.0, 610.0), kept(waited, "a"));
        assertEquals(List.of(700.0, 710.0, 720.0, 730.0, 740.0, 741.0), kept(waited, "b"));
        for (String gpu : List.of("a", "b", "c")) {
            assertEquals(kept(atOnce, gpu), kept(waited, gpu));
        }
        Latest expected = atOnce.newest().latest(Made.POWER, EntityKind.GPU);
        Latest newest = waited.newest().latest(Made.POWER, EntityKind.GPU);
        assertArrayEquals(expected.values(), newest.values());
        assertArrayEquals(expected.times(), newest.times());
    }

    @Test
    void whoRecordsHearsThePastAtOnce() {
        PlantRoom room = room(GatewayParts::withPresentFirst);
        List<PlantEvent> recorder = new ArrayList<>();
        attach(recorder, true);
        past(room);
        assertEquals(4, times(recorder).size());
    }

    @Test
    void nothingWaitsAnyMoreWhenSomebodyBeginsToRecord() {
        PlantRoom room = presentFirst();
        past(room);
        attach(new ArrayList<>(), true);
        assertTrue(kept(room, "b").contains(700.0));
    }

    @Test
    void anActionIsJudgedByAllThatIsKnown() {
        PlantRoom room = presentFirst();
        past(room);
        tell(room, NOW, 740, 840);
        room.handle(new Command.GoLive(), new Caller("ada", Role.OPERATE), event -> {});
        assertTrue(kept(room, "b").contains(700.0));
    }

    @Test
    void whoGoesBackOrPausesSeesThePast() {
        PlantRoom room = presentFirst();
        past(room);
        tell(room, NOW, 740, 840);
        desks.getLast().handle(new Command.Seek(NOW, 0));
        assertTrue(kept(room, "b").contains(700.0));
    }

    @Test
    void whenMoreComesThanMayWaitTheOldestIsDone() {
        PlantEvent event = Made.happened("e", "a");
        PresentFirst first = new PresentFirst(true, 2 * Down.costOf(event));
        first.begin(Plant.empty());
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            first.add(event, () -> done.add(number));
        }
        assertEquals(List.of(0, 1), done);
        assertEquals(2 * Down.costOf(event), first.bytes());
        assertFalse(first.finish(), "no desk was told yet");
        assertEquals(List.of(0, 1, 2, 3), done);
        assertEquals(0, first.bytes());
        assertFalse(first.underway());
        assertFalse(first.mayBegin(), "once in the life of a gateway");
    }

    @Test
    void aDeskHasTimeToDrawWhatItWasToldBeforeTheRestIsDone() {
        PresentFirst first = new PresentFirst(true);
        first.begin(Plant.empty());
        first.add(Made.happened("e", "a"), () -> {});
        assertFalse(first.due(Long.MAX_VALUE), "no desk was told yet");
        first.told(1_000);
        assertFalse(first.due(1_000));
        assertTrue(first.due(1_000 + Times.SECOND));
        assertTrue(first.goOn());
        assertFalse(first.due(1_000 + Times.SECOND));
    }

    @Test
    void whoWasSilentForLongIsToldOfWhenThePastIsWorkedOff() {
        PlantRoom room = presentFirst();
        room.changed("test", Made.whole(1, "a", "b"));
        tell(room, NOW - 3_000 * Times.SECOND, 600, 700);
        room.tell(Made.power(room.merged().plant().revision(), NOW, new int[] {1}, 740));
        assertTrue(Double.isNaN(room.newest().latest(Made.POWER, EntityKind.GPU).values()[0]));
        room.workOff();
        assertEquals(600, room.newest().latest(Made.POWER, EntityKind.GPU).values()[0]);
    }

    @Test
    void withoutAPastNothingWaits() {
        PlantRoom room = presentFirst();
        room.changed("test", Made.whole(1, "a"));
        tell(room, NOW, 740);
        assertEquals(List.of(740.0), kept(room, "a"));
    }
}
