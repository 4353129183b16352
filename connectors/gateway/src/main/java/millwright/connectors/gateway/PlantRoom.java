package millwright.connectors.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import millwright.analysis.Analyst;
import millwright.analysis.kpi.Rollup;
import millwright.analysis.kpi.WasteCount;
import millwright.control.Caller;
import millwright.control.ControlRoom;
import millwright.feed.ActionProgress;
import millwright.feed.AuditHead;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import millwright.series.LatestColumns;
import millwright.series.LiveStore;

/**
 * Everything that the plant thread does with an event: place it in the merged plant, keep it, analyse it, watch the
 * actions by it, and publish it. One thread; bounded by the store's budget and the plant.
 */
final class PlantRoom {
    private static final Logger LOG = System.getLogger(PlantRoom.class.getName());

    private static final long WASTE_EVERY = 5 * Times.SECOND;
    private static final long ROLL_PAST_EVERY = Times.MINUTE;
    /** Of a past that is being told so much waits for the analyst, who need not hold up the first sums of now. */
    private static final int MOST_HELD = 50_000;

    private final GatewayParts parts;
    private final MergedPlant merged = new MergedPlant();
    private final LatestColumns latest = new LatestColumns();
    private final LiveStore store;
    private final Analyst analyst;
    private final Rollup rollup = new Rollup();
    private final RecordedSums recordedSums = new RecordedSums();
    private final WasteCount waste;
    private final ControlRoom control;
    private final Consumer<Command> toSource;
    private final CatchingUp catchingUp = new CatchingUp();
    private final PresentFirst presentFirst;
    private boolean workedOff;
    private long pastTime;
    private long replayed;
    private long wasteTold;
    private long rolledPast;
    private final Map<Want, Long> intervals = new ConcurrentHashMap<>();
    private final Set<Want> simulated = ConcurrentHashMap.newKeySet();
    private final Map<Scope, Publisher> publishers = new HashMap<>();
    private long errors;
    private long auditCount = -1;
    /** Something changed since the sums of this instant were made. */
    private boolean unsettled;

    PlantRoom(GatewayParts parts, Executor queries, Consumer<Command> toSource) {
        this.parts = parts;
        this.toSource = toSource;
        presentFirst = new PresentFirst(parts.presentFirst());
        store = new LiveStore(parts.catalogue(), parts.limits().store(), queries);
        analyst = new Analyst(parts.catalogue(), parts.analysis());
        waste = new WasteCount(parts.site().prices());
        control = new ControlRoom(
                merged::plant,
                latest,
                analyst::acknowledge,
                parts.audit(),
                parts.clock(),
                parts.control(),
                publisher(Scope.everything()).journal().before());
        guarded(() -> control.begin(this::publish));
    }

    MergedPlant merged() {
        return merged;
    }

    LatestColumns latest() {
        return latest;
    }

    /** What desks are told of as newest: young columns while the past waits. Plant thread. */
    LatestColumns newest() {
        return waits() ? presentFirst.latest() : latest;
    }

    LiveStore store() {
        return store;
    }

    Publisher publisher(Scope scope) {
        return publishers.computeIfAbsent(scope, s -> {
            Publisher made = new Publisher(s, parts.journal().apply(s.name()));
            made.moved(merged.plant(), merged.plant().whole(), parts.clock().getAsLong());
            return made;
        });
    }

    Iterable<Publisher> publishers() {
        return publishers.values();
    }

    /** A source's view of the plant changed. @throws IllegalArgumentException when the revision does not fit */
    void changed(String source, PlantChanged changed) {
        moved(merged.take(source, changed));
        long now = parts.clock().getAsLong();
        merged.takeConflicts().forEach(conflict -> tell(conflict.told(now, source)));
        List<Join> joined = merged.takeJoined();
        if (!joined.isEmpty()) {
            joined.forEach(j -> control.joined(j.gone(), j.kept()));
            tell(Join.told(joined, now, source));
        }
    }

    /** An entity of the gateway's own. */
    void put(Entity entity) {
        if (!merged.plant().find(entity.id()).equals(java.util.Optional.of(entity))) {
            moved(merged.put(entity));
        }
    }

    private void moved(PlantChange change) {
        long now = parts.clock().getAsLong();
        var plant = merged.plant();
        PlantChanged changed = new PlantChanged(plant.revision(), now, change, false);
        if (change.put().stream().anyMatch(e -> e.kind() == EntityKind.GPU)) {
            catchingUp.plantTold(now);
        }
        inTurn(changed, () -> {
            unsettled = true;
            latest.moved(latest.plant(), plant);
            store.moved(plant);
            guarded(() -> analyst.accept(changed, this::found));
        });
        if (waits()) {
            presentFirst.moved(plant);
        }
        publishers.values().forEach(p -> p.moved(plant, change, now));
        List<Limit> promised = parts.site().missing(plant);
        if (!promised.isEmpty()) {
            moved(merged.limit(promised));
        }
    }

    /** An event in slots of the merged plant. */
    void tell(PlantEvent event) {
        boolean past = event instanceof Frame frame
                && catchingUp.hears(frame, parts.clock().getAsLong());
        if (past && presentFirst.mayBegin()) {
            presentFirst.begin(merged.plant());
        }
        if (event instanceof Frame frame) {
            remember(frame);
            if (waits()) {
                presentFirst.hears(frame, parts.clock().getAsLong());
            }
        }
        inTurn(event, () -> {
            if (past && event instanceof Frame frame) {
                rollPast(frame.sourceTime());
            }
            keep(event);
            if (past) {
                tellPast(event);
            }
        });
        // of an action that was approved here, the control room tells the story
        if (!past && !(event instanceof ActionProgress told && control.knows(told.key()))) {
            publish(event);
        }
    }

    /** What waits for the past of a source to be worked off, waits in the order in which it came. */
    private void inTurn(PlantEvent event, Runnable work) {
        if (waits()) {
            presentFirst.add(event, () -> guarded(work));
        } else {
            work.run();
        }
    }

    private void remember(Frame frame) {
        Want column = new Want(frame.metric(), frame.kind(), 0);
        if (frame.interval() > 0) {
            intervals.merge(column, frame.interval(), Math::max);
        }
        if (frame.origin().simulated()) {
            simulated.add(column);
        }
    }

    private void keep(PlantEvent event) {
        if (event instanceof Frame frame) {
            unsettled = true;
            latest.put(frame);
            store.put(frame);
        }
        guarded(() -> analyst.accept(event, this::found));
        guarded(() -> control.observe(event, this::publish, toSource));
    }

    /** Of what was before now, only who records hears. */
    private void tellPast(PlantEvent event) {
        if (parts.seekFeeds()) {
            publish(event);
        } else if (event instanceof Frame frame) {
            publishers.values().forEach(p -> p.record(frame));
        }
    }

    /** The longest stretch that a value of this metric stands for, ns; 0 where it is not known. Any thread. */
    long interval(MetricId metric, EntityKind kind) {
        return intervals.getOrDefault(new Want(metric, kind, 0), 0L);
    }

    /** Whether any value of this metric that ever came was simulated: what is told of it again says so. Any thread. */
    boolean simulated(MetricId metric, EntityKind kind) {
        return simulated.contains(new Want(metric, kind, 0));
    }

    /**
     * Where a replay stands; when it went back, sums must not know what came later, their own sums of then least of all.
     * What was measured before is told again after this.
     */
    void stands(TimeState state) {
        if (state.now() < replayed) {
            latest.forgetAfter(state.now());
            unsettled = true;
        }
        replayed = state.now();
        publish(state);
    }

    /**
     * A source that tells its past as it opens tells it faster than the clock ticks: what is rolled up from it is made at
     * the times of that past, so that trends of racks and the site begin with it too.
     */
    private void rollPast(long sourceTime) {
        if (sourceTime > pastTime) {
            long done = pastTime;
            pastTime = sourceTime;
            if (done > 0 && done - rolledPast >= ROLL_PAST_EVERY) {
                rolledPast = done;
                guarded(() -> rollup.tick(latest.plant(), latest, done, recordedSums.others(this::rolledUp)));
            }
        }
    }

    private void rolledUp(PlantEvent made) {
        if (made instanceof Frame frame) {
            remember(frame);
        }
        keep(made);
        tellPast(made);
    }

    /**
     * True once when the sources have told their past: what they sum up to now need not wait for the next tick. And once
     * more when that past is worked off.
     */
    boolean hasCaughtUp() {
        boolean ended = catchingUp.hasEnded();
        if (ended) {
            presentFirst.told(System.nanoTime());
        }
        boolean done = workedOff;
        workedOff = false;
        return ended || done;
    }

    /** True until everything that sources told of their past as they opened is kept, and may be analysed. */
    boolean isCatchingUp() {
        return catchingUp.underway() || waits();
    }

    /** True while what is told waits for its turn. */
    boolean waits() {
        return presentFirst.underway();
    }

    /** True when there is work that waited for a desk to draw what is now. */
    boolean isBehind() {
        return presentFirst.due(System.nanoTime());
    }

    /** Does a little of what waits. */
    void goOn() {
        workedOff |= presentFirst.goOn();
    }

    /** Does all of what waits, for who must see everything in its order; from here on nothing waits any more. */
    void workOff() {
        workedOff |= presentFirst.finish();
    }

    private void found(PlantEvent event) {
        guarded(() -> control.observe(event, this::publish, toSource));
        publish(event);
    }

    void publish(PlantEvent event) {
        long now = parts.clock().getAsLong();
        publishers.values().forEach(p -> p.publish(event, now));
    }

    /** A frame that a recording brings along, before it is told. */
    void recorded(Frame frame) {
        recordedSums.heard(frame);
    }

    /** About once a second of plant time. */
    void tick(long now) {
        boolean pausing = catchingUp.goesOn(now);
        if (!pausing) {
            sumUp(now);
        }
        if (!pausing && !waits() || analyst.held() > MOST_HELD) {
            guarded(() -> analyst.tick(now, this::found));
        }
        rest(now);
    }

    /** What the plant sums up to now. */
    void sumUp(long now) {
        if (waits()) {
            guarded(() -> presentFirst.sumUp(merged.plant(), now, this::summedFirst));
            return;
        }
        latest.sweep(now); // not before the sources have told their past: until then it is not late
        guarded(() -> rollup.tick(merged.plant(), latest, now, recordedSums.others(this::tell)));
        guarded(() -> tellWaste(now));
    }

    /**
     * The sums of the instant at which a replay stands, again, until none of them changes any more. The analyst and the
     * store were told this instant by its tick: they would only heap up what is the same.
     */
    void stand(long now) {
        if (unsettled) {
            unsettled = false;
            latest.sweep(now);
            guarded(() -> rollup.tick(merged.plant(), latest, now, recordedSums.others(this::tellStanding)));
        }
        guarded(() -> analyst.tick(now, this::found));
        rest(now);
    }

    private void summedFirst(PlantEvent made) {
        if (made instanceof Frame frame) {
            remember(frame);
        }
        publish(made);
    }

    private void tellStanding(PlantEvent event) {
        if (event instanceof Frame frame && Standstill.changes(frame, latest)) {
            unsettled = true;
            latest.put(frame);
            publish(frame);
        }
    }

    private void rest(long now) {
        guarded(() -> control.tick(now, this::publish, toSource));
        tellAudit();
    }

    private void tellWaste(long now) {
        if (!parts.seekFeeds()) {
            Waste counted = waste.count(merged.plant(), latest, now);
            if (counted.gpus() > 0 && now - wasteTold >= WASTE_EVERY) {
                wasteTold = now;
                publish(counted);
            }
        }
    }

    void handle(Command command, Caller caller, FeedSink out) {
        workOff(); // an action is judged by all that is known
        guarded(() -> control.handle(command, caller, out, toSource));
    }

    /** How the audit stands, for everybody, when it grew. */
    void tellAudit() {
        guarded(() -> {
            AuditHead head = control.auditHead();
            if (head.count() != auditCount) {
                auditCount = head.count();
                publish(head);
            }
        });
    }

    /** What is told and waits for its turn. */
    long waitingBytes() {
        return presentFirst.bytes();
    }

    /** Events that the analyst keeps until their time has come. */
    int held() {
        return analyst.held();
    }

    long errors() {
        return errors;
    }

    List<String> sourcesOf(millwright.plant.EntityId id) {
        return merged.sourcesOf(id);
    }

    /** A fault in one part must not silence the plant. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (errors++ == 0) {
                LOG.log(Level.ERROR, "a part of the gateway failed; the rest goes on", e);
            }
        }
    }
}
