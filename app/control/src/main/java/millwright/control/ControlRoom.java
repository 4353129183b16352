package millwright.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import millwright.feed.ActionProgress;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ActionStage;
import millwright.feed.AuditHead;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.plant.Count;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * The one way to act on the plant: propose, check, approve, write to the audit, execute, observe. Nothing is sent to a
 * source before its audit record is on disk. One thread calls it. Bounded: the last {@value #KEPT} finished actions stay
 * in memory, and of the newest keys how they ended.
 */
public final class ControlRoom {
    private static final int KEPT = 500;
    /** How long after it was sent an answer or telemetry may still settle what is not known, in times of observing. */
    private static final int PATIENCE = 10;

    private static final String EARLIER = ", before the gateway was restarted";
    private static final String NO_ANSWER =
            "the source did not answer; whether it was carried out is not known, look at its targets";
    private static final String NOT_TAKEN_BACK = "it broke a limit and is not known to be taken back: ";
    private static final Caller ROOM = new Caller("control room", Role.OPERATE);

    private final Supplier<Plant> plant;
    private final LatestValues latest;
    private final Carried carried;
    private final AuditLog audit;
    private final LongSupplier clock;
    private final ControlSettings settings;
    private final Footprints footprints = new Footprints();
    private final Previews previews;
    private final Map<String, Deed> deeds = new LinkedHashMap<>();
    private final Map<String, Set<EntityId>> overBefore = new HashMap<>();
    /** Of what an earlier life of the gateway did, and of what is remembered no more. */
    private final Outcomes earlier = new Outcomes();

    private final EarlierLife before;

    /**
     * @param plant the newest revision @param latest the newest values @param clock plant time, epoch ns
     * @param acknowledgements where acknowledged findings go, usually {@code analyst::acknowledge}
     * @param alive when the gateway before this one told last, epoch ns; 0 where nobody but the audit knows
     */
    public ControlRoom(
            Supplier<Plant> plant,
            LatestValues latest,
            Acknowledgements acknowledgements,
            AuditLog audit,
            LongSupplier clock,
            ControlSettings settings,
            long alive) {
        this.plant = plant;
        this.latest = latest;
        carried = new Carried(audit, acknowledgements, settings.writable(), clock.getAsLong(), alive);
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
        previews = new Previews(plant, latest, settings, footprints);
        audit.outcomes().forEach(earlier::put);
        before = new EarlierLife(audit, ROOM, settings.writable(), clock.getAsLong());
        before.over().forEach(this::keep);
        // Nobody approved these before the restart, so they may be proposed again.
        earlier.forget(ActionStage.PROPOSED.name());
    }

    /** Tells what was done before the gateway was started, as far as the audit says it: once, before anybody listens. */
    public void begin(FeedSink out) {
        before.tell(out);
        before.end(clock.getAsLong(), deeds, earlier, out);
    }

    /**
     * Propose, Approve, Withdraw, PreviewAction and PreviewLoss; other commands are no business of this room and are
     * left alone. Answers go to {@code out}; what a source shall do goes to {@code toSource}.
     */
    public void handle(Command command, Caller caller, FeedSink out, Consumer<Command> toSource) {
        footprints.saw(plant.get());
        long now = clock.getAsLong();
        try {
            switch (command) {
                case Command.Propose propose -> propose(propose.action(), caller, now, out);
                case Command.Approve approve -> approve(approve, caller, now, out, toSource);
                case Command.Withdraw withdraw -> withdraw(withdraw.key(), caller, now, out);
                case Command.PreviewAction p -> out.accept(previews.asked(p.request(), p.action(), caller, now));
                case Command.PreviewLoss p -> loss(p, now, out);
                case Command.Subscribe _, Command.Execute _, Command.Seek _, Command.GoLive _ -> {}
            }
        } catch (AuditException e) {
            answer(keyOf(command), Receipt.Answer.REFUSED, "nothing was done: " + e.getMessage(), now, out);
        }
    }

    private static String keyOf(Command command) {
        return switch (command) {
            case Command.Propose propose -> propose.action().header().key();
            case Command.Approve approve -> approve.key();
            case Command.Withdraw withdraw -> withdraw.key();
            case Command.PreviewAction p -> p.request();
            case Command.PreviewLoss p -> p.request();
            case Command.Subscribe _, Command.Execute _, Command.Seek _, Command.GoLive _ -> "";
        };
    }

    private void loss(Command.PreviewLoss p, long now, FeedSink out) {
        if (plant.get().indexOf(p.lost()) < 0) {
            answer(p.request(), Receipt.Answer.REFUSED, "there is no " + p.lost() + " in the plant", now, out);
        } else {
            out.accept(previews.loss(p.request(), p.lost(), now));
        }
    }

    private void propose(ControlAction action, Caller caller, long now, FeedSink out) {
        String key = action.header().key();
        if (isDuplicate(key, deeds.get(key), now, out)) {
            Optional.ofNullable(deeds.get(key)).map(Deed::progress).ifPresent(out::accept);
        } else if (action instanceof ControlAction.Acknowledge acknowledge) {
            acknowledge(acknowledge, caller, now, out);
        } else {
            begin(action, caller, now, out);
        }
    }

    private void begin(ControlAction action, Caller caller, long now, FeedSink out) {
        Deed deed = new Deed(action, simulated());
        Preview preview = previews.action(deed.key(), action, caller, now);
        String faults = Guards.faults(preview);
        deed.preview = faults.isEmpty() ? previews.shown(action, caller, preview) : preview;
        deed.values = sight().before(action);
        ActionStage stage = faults.isEmpty() ? ActionStage.PROPOSED : ActionStage.REFUSED;
        write(deed, caller, "propose", stage, faults, now, out);
        keep(deed);
        deed.mark(stage, now, caller.name(), faults.isEmpty() ? "waits for approval" : faults);
        Receipt.Answer answer = faults.isEmpty() ? Receipt.Answer.ACCEPTED : Receipt.Answer.REFUSED;
        answer(deed.key(), answer, deed.lastWords, now, out);
        out.accept(deed.progress());
    }

    private void acknowledge(ControlAction.Acknowledge action, Caller caller, long now, FeedSink out) {
        Deed deed = new Deed(action, simulated());
        String fault = !settings.writable()
                ? "a replay or a plan changes nothing"
                : caller.role().includes(Role.OPERATE) ? "" : caller.name() + " may only watch";
        ActionStage stage = fault.isEmpty() ? ActionStage.CONFIRMED : ActionStage.REFUSED;
        carried.settle(now, out);
        write(deed, caller, Acknowledged.GIVEN, stage, fault, now, out);
        keep(deed);
        String text = fault;
        if (fault.isEmpty()) {
            int known = carried.acknowledge(action.findings(), caller, now, out);
            text = known + " of " + Count.of(action.findings().size(), "finding") + " acknowledged";
        }
        deed.mark(stage, now, caller.name(), text);
        answer(deed.key(), fault.isEmpty() ? Receipt.Answer.ACCEPTED : Receipt.Answer.REFUSED, text, now, out);
        out.accept(deed.progress());
    }

    private void approve(Command.Approve approve, Caller caller, long now, FeedSink out, Consumer<Command> toSource) {
        Deed deed = deeds.get(approve.key());
        if (deed == null || deed.stage != ActionStage.PROPOSED) {
            notWaiting(approve.key(), deed, now, out);
            return;
        }
        Preview fresh = previews.action(deed.key(), deed.action, caller, now);
        String fault = mayApprove(deed, approve, caller, fresh);
        if (!fault.isEmpty()) {
            answer(deed.key(), Receipt.Answer.REFUSED, fault, now, out);
            return;
        }
        deed.checked = fresh;
        deed.values = sight().before(deed.action);
        String faults = Guards.faults(fresh);
        if (!faults.isEmpty()) {
            deed.preview = fresh;
            end(deed, caller, ActionStage.REFUSED, faults, now, out);
            answer(deed.key(), Receipt.Answer.REFUSED, faults, now, out);
            return;
        }
        write(deed, caller, "approve", ActionStage.APPROVED, "", now, out);
        deed.mark(ActionStage.APPROVED, now, caller.name(), "approved");
        out.accept(deed.progress());
        write(deed, caller, "execute", ActionStage.EXECUTING, "", now, out);
        overBefore.put(deed.key(), Aftermath.overLimit(plant.get(), latest, deed.action, now));
        deed.executed = now;
        deed.mark(ActionStage.EXECUTING, now, caller.name(), "sent to the source");
        answer(deed.key(), Receipt.Answer.ACCEPTED, "sent to the source", now, out);
        out.accept(deed.progress());
        toSource.accept(new Command.Execute(deed.action));
    }

    private void notWaiting(String key, @Nullable Deed deed, long now, FeedSink out) {
        if (!isDuplicate(key, deed, now, out)) {
            answer(key, Receipt.Answer.REFUSED, "there is no proposal " + key, now, out);
        }
    }

    /** Answers of a key that is known already, in this life of the gateway or from the audit. */
    private boolean isDuplicate(String key, @Nullable Deed deed, long now, FeedSink out) {
        boolean known = deed != null || earlier.of(key) != null;
        if (known) {
            String stands = deed != null ? deed.stage + ": " + deed.lastWords : earlier.of(key) + EARLIER;
            answer(key, Receipt.Answer.DUPLICATE, stands, now, out);
        }
        return known;
    }

    private String mayApprove(Deed deed, Command.Approve approve, Caller caller, Preview preview) {
        if (!preview.secondConfirmation()) {
            return caller.role().includes(Role.OPERATE) ? "" : caller.name() + " may only watch";
        } else if (!caller.role().includes(Role.APPROVE)) {
            return preview.racks() + " racks need somebody with the role approve";
        }
        return Words.confirms(deed.action, plant.get(), approve.confirmation())
                ? ""
                : preview.racks() + " racks: type the name of the first target to approve";
    }

    private void withdraw(String key, Caller caller, long now, FeedSink out) {
        Deed deed = deeds.get(key);
        if (deed == null || deed.stage != ActionStage.PROPOSED) {
            notWaiting(key, deed, now, out);
        } else if (!caller.role().includes(Role.OPERATE)) {
            answer(key, Receipt.Answer.REFUSED, caller.name() + " may only watch", now, out);
        } else {
            end(deed, caller, ActionStage.WITHDRAWN, "withdrawn", now, out);
            answer(key, Receipt.Answer.ACCEPTED, "withdrawn", now, out);
        }
    }

    /** Two turned out to be one: what was acknowledged of, or is being done to, the one that is gone is so of the other. */
    public void joined(EntityId gone, EntityId kept) {
        carried.joined(gone, kept, clock.getAsLong());
        deeds.values().forEach(deed -> deed.joined(gone, kept));
        overBefore.replaceAll((key, over) -> Set.copyOf(Deed.joined(over, gone, kept)));
    }

    /** Takes what the plant tells: the receipts of sources. What was done shows in the newest values, at the next tick. */
    public void observe(PlantEvent event, FeedSink out, Consumer<Command> toSource) {
        carried.saw(event, clock.getAsLong());
        if (event instanceof ActionProgress told) {
            hear(told, out);
        }
        if (!(event instanceof Receipt receipt)) {
            return;
        }
        Deed deed = deeds.get(receipt.key());
        long now = clock.getAsLong();
        if (deed == null || deed.stage != ActionStage.EXECUTING && !maySettle(deed, now)) {
            return;
        }
        switch (receipt.answer()) {
            case ACCEPTED, DUPLICATE -> {
                deed.accepted = now;
                deed.shownBefore = deed.takesBack == null ? Map.of() : shown(deed);
                deed.values = deed.values.stream().map(Deed::commanded).toList();
                deed.mark(ActionStage.OBSERVING, now, "source", "accepted: " + receipt.text());
                out.accept(deed.progress());
            }
            case REFUSED -> finish(deed, ActionStage.FAILED, "the source refused: " + receipt.text(), now, out);
        }
    }

    /** True for an action of this room: what a source tells of it is evidence for its story, not the story. */
    public boolean knows(String key) {
        return deeds.containsKey(key);
    }

    /** What a source read back. Where telemetry shows the same, telemetry decides; of jobs only the source can say. */
    private void hear(ActionProgress told, FeedSink out) {
        Deed deed = deeds.get(told.key());
        long now = clock.getAsLong();
        if (deed == null || told.trail().isEmpty() || deed.stage != ActionStage.OBSERVING && !maySettle(deed, now)) {
            return;
        }
        ActionProgress.Mark last = deed.heard(told);
        if (Sight.onlyItsSourceKnows(deed.action)) {
            deed.values = told.values();
            if (told.stage().isFinal()) {
                finish(deed, told.stage(), last.by() + ": " + last.text(), now, out);
                return;
            }
        }
        deed.mark(deed.stage, now, last.by(), last.text());
        out.accept(deed.progress());
    }

    /** It is not known how this ended, and it was sent not so long ago that nothing may be learnt any more. */
    private boolean maySettle(Deed deed, long now) {
        return deed.stage == ActionStage.UNKNOWN && now - deed.executed <= PATIENCE * settings.observeWithin();
    }

    /** When each target was last measured: what was before is no sign that something was taken back. */
    private Map<EntityId, Long> shown(Deed deed) {
        Map<EntityId, Long> times = new HashMap<>();
        deed.values.forEach(
                t -> times.put(t.entity(), sight().see(deed.action, t.entity()).at()));
        return times;
    }

    /** Expiry and time-outs, and what telemetry shows. Call about once a second. */
    public void tick(long now, FeedSink out, Consumer<Command> toSource) {
        footprints.saw(plant.get());
        for (Deed deed : List.copyOf(deeds.values())) {
            switch (deed.stage) {
                case PROPOSED -> {
                    if (now > deed.action.header().expires()) {
                        finish(deed, ActionStage.EXPIRED, "nobody approved it in time", now, out);
                    }
                }
                case EXECUTING -> {
                    if (now - deed.executed > settings.acceptWithin()) {
                        deed.shownBefore = deed.takesBack == null ? Map.of() : shown(deed);
                        finish(deed, ActionStage.UNKNOWN, NO_ANSWER, now, out);
                    }
                }
                case OBSERVING -> look(deed, now, out, toSource);
                case UNKNOWN -> {
                    if (maySettle(deed, now)) {
                        look(deed, now, out, toSource);
                    } else {
                        overBefore.remove(deed.key());
                    }
                }
                case APPROVED, REFUSED, WITHDRAWN, EXPIRED, CONFIRMED, PARTIAL, ROLLED_BACK, FAILED -> {}
            }
        }
        carried.tick(now, this::simulated, out);
        before.end(now, deeds, earlier, out);
        before.lookAgain(now, deeds.values(), this::sight, out);
    }

    private void look(Deed deed, long now, FeedSink out, Consumer<Command> toSource) {
        if (Sight.onlyItsSourceKnows(deed.action)) {
            if (deed.stage == ActionStage.OBSERVING && now - deed.accepted > settings.observeWithin()) {
                finish(deed, deed.unseen(), "the source did not say what came of it", now, out);
            }
            return;
        }
        List<Target> seen = new ArrayList<>();
        double done = 0;
        for (Target t : deed.values) {
            Sight.Seen s = sight().see(deed.action, t.entity());
            seen.add(new Target(t.entity(), t.before(), t.desired(), t.commanded(), s.value(), s.at()));
            boolean newer = s.at() > deed.shownBefore.getOrDefault(t.entity(), Long.MIN_VALUE);
            done += newer ? s.done() / deed.values.size() : 0;
        }
        boolean moved = !Deed.sameObserved(deed.values, seen);
        deed.values = List.copyOf(seen);
        boolean takenBack = deed.takenBack || brokeSomething(deed, now) && takeBack(deed, now, out, toSource);
        if (takenBack) {
            if (moved) {
                out.accept(deed.progress());
            }
        } else if (done > 1 - 1e-9) {
            finish(deed, ActionStage.CONFIRMED, "telemetry shows it on all targets", now, out);
        } else if (deed.stage == ActionStage.OBSERVING && now - deed.accepted > settings.observeWithin()) {
            String share = Math.round(done * 100) + " % of it shows in telemetry after "
                    + settings.observeWithin() / 1_000_000_000L + " s";
            finish(deed, done > 0 ? ActionStage.PARTIAL : deed.unseen(), share, now, out);
        } else if (moved) {
            out.accept(deed.progress());
        }
    }

    /** Only what raised power can have broken a limit. */
    private boolean brokeSomething(Deed deed, long now) {
        Preview preview = deed.checked;
        if (preview == null || !(preview.wattsAfter() > preview.wattsBefore())) {
            return false;
        }
        Set<EntityId> over = new HashSet<>(Aftermath.overLimit(plant.get(), latest, deed.action, now));
        over.removeAll(overBefore.getOrDefault(deed.key(), Set.of()));
        return !over.isEmpty();
    }

    /**
     * What takes an action back is one of its own, sent and observed as any other; how it ends decides how the first one
     * does.
     *
     * @return false when nothing can take it back
     */
    private boolean takeBack(Deed deed, long now, FeedSink out, Consumer<Command> toSource) {
        ControlAction inverse = Aftermath.inverse(deed.action, deed.values, now);
        if (inverse == null) {
            return false;
        }
        Deed back = new Deed(inverse, simulated());
        back.takesBack = deed;
        back.values = sight().before(inverse);
        String why = deed.key() + " broke a limit";
        try {
            write(back, ROOM, "execute", ActionStage.EXECUTING, why, now, out);
        } catch (AuditException e) {
            // Without a record there is no effect; the next tick tries again.
            if (now - Math.max(deed.accepted, deed.executed) > settings.observeWithin()) {
                finish(deed, ActionStage.FAILED, NOT_TAKEN_BACK + e.getMessage(), now, out);
            }
            return true;
        }
        keep(back);
        back.executed = now;
        back.mark(ActionStage.EXECUTING, now, ROOM.name(), why + "; sent to the source");
        deed.takenBack = true;
        deed.mark(deed.stage, now, ROOM.name(), "it broke a limit; being taken back by " + back.key());
        out.accept(deed.progress());
        out.accept(back.progress());
        toSource.accept(new Command.Execute(inverse));
        return true;
    }

    /** When this was to take another action back, that one ends with it: rolled back only where telemetry shows it. */
    private void settle(Deed back, long now, FeedSink out) {
        Deed first = back.takesBack;
        if (first == null) {
            return;
        }
        if (back.stage == ActionStage.CONFIRMED) {
            String text = "it broke a limit; telemetry shows on all targets what was before";
            finish(first, ActionStage.ROLLED_BACK, text, now, out);
        } else {
            finish(first, ActionStage.FAILED, NOT_TAKEN_BACK + back.lastWords, now, out);
        }
    }

    private void finish(Deed deed, ActionStage stage, String text, long now, FeedSink out) {
        try {
            end(deed, ROOM, stage, text, now, out);
        } catch (AuditException e) {
            deed.mark(stage, now, ROOM.name(), text + " (not in the audit: " + e.getMessage() + ")");
            out.accept(deed.progress());
        }
        settle(deed, now, out);
    }

    private void end(Deed deed, Caller by, ActionStage stage, String text, long now, FeedSink out) {
        write(deed, by, "outcome", stage, text, now, out);
        deed.mark(stage, now, by.name(), text);
        if (stage != ActionStage.UNKNOWN) {
            overBefore.remove(deed.key());
        }
        out.accept(deed.progress());
    }

    private void write(Deed deed, Caller by, String event, ActionStage stage, String text, long now, FeedSink out) {
        String what = Words.of(deed.action, plant.get()) + (text.isEmpty() ? "" : ": " + text);
        out.accept(audit.append(
                new AuditEntry(now, by.name(), by.role(), event, deed.key(), what, stage.name(), deed.toWrite())));
    }

    private void keep(Deed deed) {
        deeds.put(deed.key(), deed);
        if (deeds.size() > KEPT) {
            deeds.values().stream().filter(d -> d.stage.isFinal()).findFirst().ifPresent(old -> {
                earlier.put(old.key(), old.stage.name());
                deeds.remove(old.key());
                overBefore.remove(old.key());
            });
        }
    }

    private void answer(String key, Receipt.Answer answer, String text, long now, FeedSink out) {
        out.accept(new Receipt(key, answer, text, now));
    }

    private Sight sight() {
        return new Sight(plant.get(), latest, settings.tolerance());
    }

    private boolean simulated() {
        return plant.get().entities().stream().anyMatch(e -> e instanceof Entity.Source s && s.simulated());
    }

    /** The head of the audit, for a desk that just attached. */
    public AuditHead auditHead() {
        return audit.head();
    }
}
