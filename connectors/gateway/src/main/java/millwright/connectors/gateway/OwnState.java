package millwright.connectors.gateway;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.plant.Count;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;

/**
 * Who watches the gateway: once a second its sources' lag, rate, errors and restarts, and its own heap, buffers and
 * desks, as values of SOURCE entities. Plant thread.
 */
final class OwnState {
    private static final long SILENT = 10 * Times.SECOND;
    private static final long LONGEST_SILENCE = 10 * Times.MINUTE;
    private static final double MIB = 1 << 20;

    private final GatewayParts parts;
    private final PlantRoom room;
    private final Collection<Intake> intakes;
    private final Collection<Session> sessions;
    private final Inbox inbox;
    private final PeerClocks clocks;
    /** The gateway of a replay judges nothing and must not pass for the one that recorded it. */
    private final String protocol;

    private final EntityId self;
    private final Origin origin;
    private long before;
    private boolean journalBroken;
    private long unkept;

    OwnState(
            GatewayParts parts,
            PlantRoom room,
            Collection<Intake> intakes,
            Collection<Session> sessions,
            Inbox inbox,
            PeerClocks clocks) {
        this.clocks = clocks;
        this.parts = parts;
        this.room = room;
        this.intakes = intakes;
        this.sessions = sessions;
        this.inbox = inbox;
        this.protocol = parts.seekFeeds() ? "replay" : "gateway";
        this.self = EntityId.of(EntityKind.SOURCE, parts.seekFeeds() ? "replay-gateway" : "gateway");
        this.origin = new Origin(self, false);
    }

    void tell(long now) {
        double seconds = before == 0 || now <= before ? 1 : (now - before) / (double) Times.SECOND;
        before = now;
        room.put(new Entity.Source(self, parts.name(), protocol, false));
        Plant plant = room.merged().plant();
        int size = plant.count(EntityKind.SOURCE);
        Row lag = new Row(size);
        Row rate = new Row(size);
        Row errors = new Row(size);
        Row restarts = new Row(size);
        double samples = 0;
        for (Intake intake : intakes) {
            double perSecond = intake.takeSamples() / seconds;
            samples += perSecond;
            int slot = plant.slotOf(EntityKind.SOURCE, intake.id());
            lag.set(slot, intake.lagMillis());
            rate.set(slot, perSecond);
            errors.set(slot, intake.errors());
            restarts.set(slot, intake.restarts());
            tell(intake, perSecond, now);
        }
        int own = plant.slotOf(EntityKind.SOURCE, self);
        errors.set(own, room.errors());
        double waited = inbox.takeLongestWait() / (double) Times.MILLI;
        lag.set(own, waited);
        frame("source.lag", lag, now, false);
        frame("source.rate", rate, now, false);
        frame("source.errors", errors, now, true);
        frame("source.restarts", restarts, now, true);
        tellSelf(own, size, waited, samples, now);
    }

    /** Empty while it is not silent for longer than its values speak for. */
    static String silence(Intake intake, long now) {
        long patience = Math.clamp(5 * intake.interval() / 2, SILENT, LONGEST_SILENCE);
        return now - intake.silentSince() > patience
                ? "nothing heard for more than " + patience / Times.SECOND + " s"
                : "";
    }

    private void tell(Intake intake, double perSecond, long now) {
        Peers peers = Peers.of(intake);
        if (!peers.any() && intake.tellsOwnState(now) && intake.isOpen()) {
            return;
        }
        String silence = silence(intake, now);
        String alone = alone(intake, silence);
        String condition = alone.equals("failed") ? alone : peers.condition(alone);
        boolean quiet = intake.lastEvent() == 0
                || intake.isOpen() && peers.condition("late").equals("late");
        String detail = !intake.problem().isEmpty() ? intake.problem() : quiet ? silence : peers.detail();
        room.tell(clocks.timed(
                new SourceState(
                        intake.id(),
                        intake.source().protocol(),
                        condition,
                        detail,
                        now,
                        intake.lagMillis(),
                        perSecond,
                        intake.errors() + peers.errors(),
                        peers.missing(),
                        0,
                        0,
                        peers.delivery()),
                now));
    }

    /** One that is still being opened, or has told nothing yet, is starting, unless that takes too long. */
    static String alone(Intake intake, String silence) {
        if (!intake.isOpen()) {
            return intake.problem().isEmpty() && silence.isEmpty() ? "starting" : "failed";
        }
        return !silence.isEmpty() ? "late" : intake.lastEvent() == 0 ? "starting" : "ok";
    }

    /** @param waited ms that its work waited at most */
    private void tellSelf(int slot, int size, double waited, double samples, long now) {
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        double waiting = intakes.stream().mapToLong(Intake::waitingBytes).sum();
        double buffers = waiting
                + room.waitingBytes()
                + sessions.stream().mapToLong(Session::waitingBytes).sum();
        Row heaps = new Row(size);
        heaps.set(slot, heap);
        Row buffer = new Row(size);
        buffer.set(slot, buffers);
        long recorders = sessions.stream().filter(Session::everything).count();
        long attached = sessions.size() - recorders;
        Row desks = new Row(size);
        desks.set(slot, attached);
        tellWide("gateway.heap", heaps, now);
        tellWide("gateway.buffer", buffer, now);
        frame("gateway.desks", desks, now, false);
        String detail = String.format(
                Locale.ROOT,
                "heap %.0f MiB, buffers %.1f MiB, %s%s, %d in its queue",
                heap / MIB,
                buffers / MIB,
                Count.of(attached, "desk"),
                recorders == 0 ? "" : ", " + Count.of(recorders, "recorder"),
                inbox.size());
        String journal = journal(now);
        tellSelf(condition(), journal + leftOut() + detail, now, waited, samples);
    }

    /** At once, so that no desk takes a plant for well of which nothing is analysed yet. */
    void tellCatchingUp(long now) {
        tellSelf(condition(), "takes in what sources tell of their past", now, 0, 0);
    }

    private String condition() {
        return room.errors() > 0 || journalBroken ? "failed" : room.isCatchingUp() ? "starting" : "ok";
    }

    private void tellSelf(String condition, String detail, long now, double waited, double samples) {
        room.tell(new SourceState(
                self, protocol, condition, detail, now, waited, samples, room.errors() + unkept, List.of(), 0, 0));
    }

    private String leftOut() {
        int most = 0;
        for (Publisher publisher : room.publishers()) {
            most = Math.max(most, publisher.leftOut());
        }
        return most == 0
                ? ""
                : most + " findings, incidents, actions or sources stand that are not told to desks that attach now: "
                        + "acknowledge alarms to make room; ";
    }

    /** Says once, as an event, that the journal broke or works again, and at each tick how much it lacks. */
    private String journal(long now) {
        String problem = "";
        long lost = 0;
        for (Publisher publisher : room.publishers()) {
            lost += publisher.journalFailures();
            problem = problem.isEmpty() ? publisher.journalProblem() : problem;
        }
        boolean broken = !problem.isEmpty();
        unkept = lost;
        if (broken != journalBroken) {
            journalBroken = broken;
            String text = broken ? "the journal cannot be written: " + problem : "the journal can be written again";
            room.tell(new Occurrence(
                    "journal-" + now,
                    broken ? "journal.failed" : "journal.mended",
                    Layer.LOG,
                    self,
                    now,
                    0,
                    now,
                    broken ? Priority.HIGH : Priority.INFO,
                    text,
                    1,
                    Map.of(),
                    origin));
        }
        return lost == 0
                ? ""
                : "the journal lacks " + lost + " events" + (broken ? ": " + problem : "")
                        + "; desks that come back miss them; ";
    }

    private void frame(String metric, Row row, long now, boolean counts) {
        if (counts) {
            tell(
                    metric,
                    new Column.I64(
                            Arrays.stream(row.values).mapToLong(v -> (long) v).toArray()),
                    row,
                    now);
        } else {
            float[] values = new float[row.values.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) row.values[i];
            }
            tell(metric, new Column.F32(values), row, now);
        }
    }

    private void tellWide(String metric, Row row, long now) {
        tell(metric, new Column.F64(row.values), row, now);
    }

    private void tell(String metric, Column values, Row row, long now) {
        MetricId id = new MetricId(metric);
        if (parts.catalogue().find(id).isPresent()) {
            long revision = room.merged().plant().revision();
            Frame frame =
                    Frames.frame(id, EntityKind.SOURCE, revision, now, now, values, States.of(row.states), origin);
            room.tell(frame);
        }
    }

    /** One value per source; what was not set, or is not known, is no data. */
    private static final class Row {
        private final double[] values;
        private final byte[] states;

        Row(int size) {
            values = new double[size];
            states = new byte[size];
            Arrays.fill(values, Double.NaN);
            Arrays.fill(states, (byte) DataState.NO_DATA.ordinal());
        }

        void set(int slot, double value) {
            if (slot >= 0 && !Double.isNaN(value)) {
                values[slot] = value;
                states[slot] = (byte) DataState.OK.ordinal();
            }
        }
    }
}
