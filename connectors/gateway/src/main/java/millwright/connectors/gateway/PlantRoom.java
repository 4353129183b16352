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
    private final WasteCount waste;
    private final ControlRoom control;
    private final Consumer<Command> toSource;
    private final CatchingUp catchingUp = new CatchingUp();
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
    }

    MergedPlant merged() {
        return merged;
    }

    LatestColumns latest() {
        return latest;
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
        unsettled = true;
        var plant = merged.plant();
        latest.moved(latest.plant(), plant);
        store.moved(plant);
        if (change.put().stream().anyMatch(e -> e.kind() == EntityKind.GPU)) {
            catchingUp.plantTold(now);
        }
        guarded(() -> analyst.accept(new PlantChanged(plant.revision(), now, change, false), this::found));
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
        if (past && event instanceof Frame frame) {
            rollPast(frame.sourceTime());
        }
        tell(event, past);
    }

    /** @param past one of the past that a source tells as it opens */
    private void tell(PlantEvent event, boolean past) {
        if (event instanceof Frame frame) {
            unsettled = true;
            latest.put(frame);
            store.put(frame);
            Want column = new Want(frame.metric(), frame.kind(), 0);
            if (frame.interval() > 0) {
                intervals.merge(column, frame.interval(), Math::max);
            }
            if (frame.origin().simulated()) {
                simulated.add(column);
            }
        }
        guarded(() -> analyst.accept(event, this::found));
        guarded(() -> control.observe(event, this::publish, toSource));
        // of an action that was approved here, the control room tells the story
        if (past && event instanceof Frame frame && !parts.seekFeeds()) {
            publishers.values().forEach(p -> p.record(frame));
        } else if (!(event instanceof ActionProgress told && control.knows(told.key()))) {
            publish(event);
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
                guarded(() -> rollup.tick(merged.plant(), latest, done, made -> tell(made, true)));
            }
        }
    }

    /** True once when the sources have told their past: what they sum up to now need not wait for the next tick. */
    boolean hasCaughtUp() {
        return catchingUp.hasEnded();
    }

    private void found(PlantEvent event) {
        guarded(() -> control.observe(event, this::publish, toSource));
        publish(event);
    }

    void publish(PlantEvent event) {
        long now = parts.clock().getAsLong();
        publishers.values().forEach(p -> p.publish(event, now));
    }

    /** About once a second of plant time. */
    void tick(long now) {
        boolean pausing = catchingUp.goesOn(now);
        if (!pausing) {
            sumUp(now);
        }
        if (!pausing || analyst.held() > MOST_HELD) {
            guarded(() -> analyst.tick(now, this::found));
        }
        rest(now);
    }

    /** What the plant sums up to now. */
    void sumUp(long now) {
        latest.sweep(now); // not before the sources have told their past: until then it is not late
        guarded(() -> rollup.tick(merged.plant(), latest, now, this::tell));
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
            guarded(() -> rollup.tick(merged.plant(), latest, now, this::tellStanding));
        }
        guarded(() -> analyst.tick(now, this::found));
        rest(now);
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
