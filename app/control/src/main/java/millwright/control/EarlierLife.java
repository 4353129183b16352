package millwright.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.FeedSink;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * What an earlier life of the gateway did, as the audit tells it. What it had sent and did not live to see the outcome of,
 * the audit says once that nobody knows it, so that nothing ends there as if it were still being carried out; what nobody
 * had approved is over. Of what was carried out, telemetry says once more whether it still shows. One thread; bounded by
 * the actions that the audit remembers.
 */
final class EarlierLife {
    /** What is older is no news to a desk; its key is known all the same. */
    static final long SHOWN = 30 * 24 * Times.HOUR;
    /** So long sources have to come back and to tell what they know. */
    private static final long LOOKING = 10 * Times.MINUTE;

    private static final Set<String> SENT =
            Set.of(ActionStage.APPROVED.name(), ActionStage.EXECUTING.name(), ActionStage.OBSERVING.name());
    private static final Set<ActionStage> DONE = Set.of(ActionStage.CONFIRMED, ActionStage.PARTIAL);
    private static final String LOST =
            "the gateway ended before it saw the outcome; whether it was carried out is not known, look at its targets";
    private static final String UNAPPROVED = "the gateway ended before anybody approved it; nothing was sent";

    private final AuditLog audit;
    private final Caller by;
    private final long began;
    private final Map<String, Deed> deeds = new LinkedHashMap<>();
    /** Keys of what has no end in the audit, and how it shall end there. */
    private final Map<String, ActionStage> open = new LinkedHashMap<>();
    /** Of what was carried out the newest on each target, oldest first; nobody has looked at these again. */
    private final List<Deed> unseen = new ArrayList<>();

    EarlierLife(AuditLog audit, Caller by, boolean writable, long now) {
        this.audit = audit;
        this.by = by;
        began = now;
        if (!writable) {
            return;
        }
        audit.actions().stream()
                .filter(a -> a.trail().getLast().time() > now - SHOWN)
                .forEach(a -> deeds.put(a.action().header().key(), Deed.of(a)));
        audit.outcomes().forEach((key, outcome) -> {
            if (SENT.contains(outcome)) {
                open.put(key, ActionStage.UNKNOWN);
            } else if (outcome.equals(ActionStage.PROPOSED.name()) && deeds.containsKey(key)) {
                open.put(key, ActionStage.EXPIRED);
            }
        });
        Set<String> newer = new HashSet<>();
        List.copyOf(deeds.values()).reversed().forEach(deed -> {
            boolean newest = effects(deed.action).noneMatch(newer::contains);
            if (DONE.contains(deed.stage) || open.get(deed.key()) == ActionStage.UNKNOWN) {
                effects(deed.action).forEach(newer::add);
            }
            if (newest && DONE.contains(deed.stage) && !(deed.action instanceof ControlAction.Acknowledge)) {
                unseen.addFirst(deed);
            }
        });
    }

    /** What it changes, each on a target: a newer action on the same takes its place. */
    private static java.util.stream.Stream<String> effects(ControlAction action) {
        String what = switch (action) {
            case ControlAction.SetPowerCap _ -> "cap";
            case ControlAction.SetPowerProfile _ -> "profile";
            case ControlAction.Drain _, ControlAction.Resume _ -> "service";
            case ControlAction.SteerJobs _ -> "order";
            case ControlAction.SetPoint a -> a.metric().name();
            case ControlAction.Acknowledge _ -> "acknowledgement";
        };
        return action.targets().stream().map(EntityId::text).map(target -> what + " " + target);
    }

    /** Those that are over, the oldest first; what nobody had approved may be proposed again under its key. */
    Collection<Deed> over() {
        return deeds.values().stream()
                .filter(d -> d.stage != ActionStage.PROPOSED)
                .toList();
    }

    /** Tells what has an end in the audit, for desks that were never told of it. */
    void tell(FeedSink out) {
        deeds.values().stream().filter(d -> !open.containsKey(d.key())).forEach(d -> out.accept(d.progress()));
    }

    /**
     * Ends in the audit what has no end there.
     *
     * @param known what this life has on its way or over
     * @throws AuditException when the audit cannot be written: the next call tries again
     */
    void end(long now, Map<String, Deed> known, Outcomes outcomes, FeedSink out) {
        for (Map.Entry<String, ActionStage> entry : List.copyOf(open.entrySet())) {
            String key = entry.getKey();
            ActionStage stage = entry.getValue();
            Deed deed = deeds.get(key);
            boolean proposedAgain = known.containsKey(key) && known.get(key) != deed;
            if (!proposedAgain) {
                String why = stage == ActionStage.UNKNOWN ? LOST : UNAPPROVED;
                out.accept(audit.append(new AuditEntry(now, by.name(), by.role(), "outcome", key, why, stage.name())));
                if (stage == ActionStage.UNKNOWN) {
                    outcomes.put(key, stage.name());
                }
                if (deed != null) {
                    deed.mark(stage, now, by.name(), why);
                    out.accept(deed.progress());
                }
            }
            open.remove(key);
        }
    }

    /** Tells once of each whether telemetry still shows it, when it is known of all its targets. */
    void lookAgain(long now, Collection<Deed> all, Supplier<Sight> sight, FeedSink out) {
        if (now - began > LOOKING) {
            unseen.clear();
        }
        if (unseen.isEmpty()) {
            return;
        }
        Sight eyes = sight.get();
        Set<String> newer = new HashSet<>();
        all.stream()
                .filter(d -> d.executed >= began)
                .flatMap(d -> effects(d.action))
                .forEach(newer::add);
        unseen.removeIf(deed -> isReplaced(deed, newer) || looked(deed, now, eyes, out));
    }

    private static boolean isReplaced(Deed deed, Set<String> newer) {
        return !newer.isEmpty() && effects(deed.action).anyMatch(newer::contains);
    }

    private static boolean looked(Deed deed, long now, Sight sight, FeedSink out) {
        List<Target> seen = new ArrayList<>();
        double done = 0;
        for (Target t : deed.values) {
            Sight.Seen s = sight.see(deed.action, t.entity());
            if (Double.isNaN(s.value())) {
                return false;
            }
            seen.add(new Target(t.entity(), t.before(), t.desired(), t.commanded(), s.value(), s.at()));
            done += s.done() / deed.values.size();
        }
        deed.values = List.copyOf(seen);
        String share = done > 1 - 1e-9 ? "it on all targets" : Math.round(done * 100) + " % of it";
        deed.mark(deed.stage, now, "control room", "the gateway was restarted; telemetry shows " + share + " now");
        out.accept(deed.progress());
        return true;
    }
}
