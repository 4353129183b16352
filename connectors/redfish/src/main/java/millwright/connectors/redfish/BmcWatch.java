package millwright.connectors.redfish;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.Reading;
import millwright.connectors.source.RunningTotals;
import millwright.connectors.source.SourceWatch;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * The one poller of one controller: looks at what there is, measures round by round, and carries out orders between two
 * questions. One virtual thread, one session, one connection; a second one for events where
 * the controller offers them and its budget has it. At most
 * {@value #WAITING} orders wait.
 */
final class BmcWatch implements Runnable {
    private static final int WAITING = 64;
    private static final int MOST_COUNTS = 100_000;

    private final RedfishConfig config;
    private final RedfishConfig.Bmc bmc;
    private final Client client;
    private final SourceWatch source;
    private final HealthWatch health;
    private final Events events;
    private final EventReading stream;
    private final Telling telling;
    private final InstantSource clock;
    private final BlockingQueue<CapTask> orders = new ArrayBlockingQueue<>(WAITING);
    private final RunningTotals<Round.Counter> counts = new RunningTotals<>(MOST_COUNTS);
    private final Averages averages = new Averages();
    private final List<CapTask> open = new ArrayList<>();
    private volatile @Nullable Inventory inventory;
    private @Nullable Reports reports;
    private long surveyed;
    private String surveyNote = "";
    private long leaveAlone;

    BmcWatch(RedfishConfig config, RedfishConfig.Bmc bmc, HttpReader reader, Telling telling, InstantSource clock) {
        this.config = config;
        this.bmc = bmc;
        this.telling = telling;
        this.clock = clock;
        client = new Client(reader, bmc.address(), new Session(config.access()));
        EntityId id = EntityId.of(EntityKind.SOURCE, config.name() + "/" + bmc.authority());
        source = new SourceWatch(id, "redfish").beside(reader::renewal);
        Origin origin = telling.origin();
        health = new HealthWatch(bmc.authority(), new Origin(id, origin.simulated()));
        events = new Events(bmc.authority(), id, origin);
        stream = new EventReading(client, config, this::happened, this::now);
    }

    /** By GPU; empty before the first survey. */
    Map<EntityId, Inventory.Lever> levers() {
        Inventory known = inventory;
        return known == null ? Map.of() : known.levers();
    }

    /** Takes an order. @return false when too many wait already */
    boolean order(CapTask task) {
        return orders.offer(task);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = now();
                boolean ok = round();
                carryOut();
                long pause = ok
                        ? config.every()
                        : Math.max(leaveAlone, Backoff.after(config.every(), Math.max(1, source.failures())));
                waitUntil(started + pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    /** Sleeps, but not through an order. */
    private void waitUntil(long time) throws InterruptedException {
        for (long left = time - now(); left > 0; left = time - now()) {
            long nap = open.isEmpty() ? left : Math.min(left, Times.SECOND);
            CapTask task = orders.poll(nap, TimeUnit.NANOSECONDS);
            if (task != null) {
                open.add(task);
            }
            carryOut();
        }
    }

    private void leave() {
        stream.close();
        orders.drainTo(open);
        open.forEach(task -> task.giveUp("the source was closed", now()));
        // a session that is left behind would be one of the controller's few
        boolean interrupted = Thread.interrupted();
        try {
            client.logout();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round() throws InterruptedException {
        long started = now();
        leaveAlone = 0;
        try {
            if (inventory == null || started - surveyed >= config.survey()) {
                survey(started);
            }
            measure(started);
            return true;
        } catch (Refusal e) {
            stream.questionFailed();
            leaveAlone = e.leaveAlone();
            if (e.status() == 401 || e.status() == 403) {
                telling.measured(source.forbidden(), List.of(), source.report(started), now());
            }
            failed(String.valueOf(e.getMessage()), started);
        } catch (IOException e) {
            stream.questionFailed();
            source.failed(e, String.valueOf(e.getMessage()), started);
            telling.tell(List.of(source.report(started)));
        } catch (RuntimeException e) {
            // one answer that cannot be taken must not end the watch of its controller
            source.failed(e, "what it said could not be taken: " + e.getMessage(), started);
            telling.tell(List.of(source.report(started)));
        }
        return false;
    }

    private void failed(String why, long time) {
        source.failed(why, time);
        telling.tell(List.of(source.report(time)));
    }

    private void survey(long started) throws IOException, InterruptedException {
        Tour tour = new Tour(client, this::between);
        Inventory found = new Survey(tour, bmc, telling.catalogue()).look();
        long since = surveyed == 0 ? 0 : started - surveyed;
        surveyed = now();
        surveyNote = tour.problems().isEmpty() ? "" : "; survey: " + String.join("; ", tour.problems());
        source.problems(
                tour.problemCount(),
                tour.problems().isEmpty() ? "" : tour.problems().getFirst());
        inventory = found;
        reports = new Reports(found, Reports.freshness(config.every()));
        List<Occurrence> changes = health.surveyed(found, surveyed, since);
        telling.found(found, changes);
        stream.surveyed(found.events());
    }

    private void happened(Document event) {
        Inventory known = inventory;
        if (known != null) {
            telling.tell(events.read(event, known, client.clockOffset(), client.clockUncertainty(), now()));
        }
    }

    private void measure(long started) throws IOException, InterruptedException {
        Inventory known = inventory;
        Reports told = reports;
        if (known == null || told == null) {
            return;
        }
        Round round = new Round(client, known, told, this::between, this::now, counts);
        List<Reading> readings = round.measure();
        long received = now();
        long since = source.lastSuccess() == 0 ? 0 : received - source.lastSuccess();
        List<Occurrence> changes = health.measured(readings, received, since);
        List<String> missing = new ArrayList<>(Round.missing(readings));
        missing.addAll(known.notes());
        stream.lacking().ifPresent(missing::add);
        source.problems(round.problems(), round.example());
        source.succeeded(readings.size(), text(round, readings.size()), received - started, received);
        source.missing(missing, Round.watched(readings));
        source.delivered(readings, received);
        source.clock(client.clock());
        Map<Reports.Averaged, Long> before = averages.said();
        told.leave(averages.round(told.averages(readings)));
        telling.averaged(before, averages.said());
        telling.measured(readings, changes, source.report(received), received);
    }

    private String text(Round round, int readings) {
        String condition = stream.condition();
        return round.summary(readings) + surveyNote + (condition.isEmpty() ? "" : "; " + condition);
    }

    /** Between two questions. */
    private void between() throws InterruptedException {
        CapTask task = orders.poll();
        if (task != null) {
            open.add(task);
            carryOut();
        }
    }

    private void carryOut() throws InterruptedException {
        orders.drainTo(open);
        for (Iterator<CapTask> i = open.iterator(); i.hasNext(); ) {
            CapTask task = i.next();
            task.turn(client, this::now);
            if (!task.isOpen()) {
                i.remove();
            }
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
