package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a desk knows of a plant that goes on while it pauses, goes back and comes to now again. */
@Timeout(60)
class TimeTravelTest {
    private static final long NOW = 10_000 * Times.SECOND;
    private static final MetricId SHARE = new MetricId("gpu.power.share");
    private static final Set<Want> WANTS =
            Set.of(new Want(Made.POWER, EntityKind.GPU, 0), new Want(SHARE, EntityKind.GPU, 0));

    private final AtomicLong clock = new AtomicLong(NOW);
    private final Gateway gateway = new Gateway(
            GatewayParts.live("test", Catalogue.standard(), clock::get, Made.journal("life"), Made.audit()));
    private final BlockingQueue<PlantEvent> arriving = new LinkedBlockingQueue<>();
    private final List<PlantEvent> heard = new ArrayList<>();

    @AfterEach
    void close() {
        gateway.close();
    }

    private void await(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            PlantEvent next = arriving.poll(20, TimeUnit.SECONDS);
            assertNotNull(next, "nothing more is told");
            heard.add(next);
        }
    }

    private boolean toldOfPower(long time) {
        return heard.stream()
                .anyMatch(e -> e instanceof Frame f && f.metric().equals(Made.POWER) && f.sourceTime() == time);
    }

    private Latest known(MetricId metric) {
        arriving.drainTo(heard);
        LatestColumns desk = new LatestColumns();
        heard.forEach(desk::accept);
        return desk.latest(metric, EntityKind.GPU);
    }

    private Session session(long revision) {
        return new Session(
                gateway,
                new AttachRequest("desk", new Caller("ada", Role.OPERATE), "", 0, revision, 0, WANTS, false),
                new Ear(arriving),
                Runnable::run);
    }

    @Test
    void whatNobodyMeasuresIsNotToldToHaveNoData() throws InterruptedException {
        PlantRoom room = gateway.room();
        room.changed("test", Made.whole(1, "a", "b"));
        long revision = room.merged().plant().revision();
        room.tell(Made.power(revision, NOW - 100 * Times.SECOND, 500, 600));
        room.tell(Made.power(revision, NOW, 700, 800));
        Session session = session(revision);
        session.begin(room);

        session.handle(new Command.Seek(NOW - 100 * Times.SECOND, 0));
        await(() -> toldOfPower(NOW - 100 * Times.SECOND));
        session.handle(new Command.Seek(NOW, 0));
        await(() -> known(Made.POWER).values()[1] == 800);
        session.handle(new Command.Seek(NOW - 20 * Times.SECOND, 0));
        await(() -> toldOfPower(NOW - 80 * Times.SECOND));
        List<Frame> none = heard.stream()
                .filter(e -> e instanceof Frame f && f.sourceTime() == NOW - 80 * Times.SECOND)
                .map(Frame.class::cast)
                .toList();
        assertEquals(1, none.size(), "where something was told before, that there is none is told");
        assertEquals(DataState.NO_DATA, none.getFirst().states().at(1));
        session.handle(new Command.GoLive());

        assertArrayEquals(new long[2], known(SHARE).times());
        assertTrue(known(Made.POWER).ok(1));
    }

    /** A source told its past minute by minute as it opened, and every second since. */
    @Test
    void aValueOfThePastThatWasToldOnceAMinuteIsNotStale() throws InterruptedException {
        PlantRoom room = gateway.room();
        room.changed("test", Made.whole(1, "a", "b"));
        long revision = room.merged().plant().revision();
        for (int minute = 10; minute > 0; minute--) {
            room.tell(Made.power(revision, NOW - minute * Times.MINUTE, minute, minute));
        }
        for (int s = 0; s < 5; s++) {
            room.tell(Made.power(revision, NOW + s * Times.SECOND, 700, 800));
        }
        Session session = session(revision);
        session.begin(room);
        long then = NOW - 5 * Times.MINUTE + 41 * Times.SECOND;
        session.handle(new Command.Seek(then, 0));
        await(() -> heard.stream().anyMatch(e -> e instanceof Frame f && f.receiveTime() == then));
        TimeState stands = heard.stream()
                .filter(TimeState.class::isInstance)
                .map(TimeState.class::cast)
                .findFirst()
                .orElseThrow();
        LatestColumns desk = new LatestColumns();
        for (PlantEvent event : heard) {
            desk.accept(event);
            if (event instanceof TimeState time) {
                desk.forgetAfter(time.now());
            }
        }
        desk.sweep(then);

        Latest power = desk.latest(Made.POWER, EntityKind.GPU);
        assertTrue(power.ok(0));
        assertEquals(5, power.values()[0]);
        assertEquals(NOW, stands.judged(), "nobody looked for findings before the gateway began");
    }
}
