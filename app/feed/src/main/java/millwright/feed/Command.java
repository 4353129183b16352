package millwright.feed;

import java.util.Set;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/** Everything that goes up from a desk, or from a gateway to a source. */
public sealed interface Command {
    /** Replaces this attachment's wishes. @param wants empty for events only */
    record Subscribe(Set<Want> wants) implements Command {
        public Subscribe {
            wants = Set.copyOf(wants);
        }
    }

    /**
     * One metric of one kind. Of an entity that several wants cover, the shortest period holds.
     *
     * @param every at most one sample of an entity in this many ns; 0 for all
     * @param within of which entities: those named and those that they contain, as the plant stands at each sample; empty
     *     for all of the kind
     */
    record Want(MetricId metric, EntityKind kind, long every, Set<EntityId> within) {
        public Want {
            within = Set.copyOf(within);
        }

        /** Of all entities of the kind. */
        public Want(MetricId metric, EntityKind kind, long every) {
            this(metric, kind, every, Set.of());
        }
    }

    /** Asks for the action and its preview; nothing happens before approval. */
    record Propose(ControlAction action) implements Command {}

    /** @param confirmation what the approver typed; guards of a wide blast radius ask for the target's name */
    record Approve(String key, String by, String confirmation) implements Command {}

    record Withdraw(String key, String by) implements Command {}

    /** A dry run of an action that was not proposed. */
    record PreviewAction(String request, ControlAction action) implements Command {}

    /** A dry run of losing a feeder, CDU or switch. */
    record PreviewLoss(String request, EntityId lost) implements Command {}

    /** From a gateway to the source that owns the targets: do it now. */
    record Execute(ControlAction action) implements Command {}

    /** Moves this attachment in time; others are not moved. @param speed plant seconds per second, 0 pauses */
    record Seek(long to, double speed) implements Command {}

    /** Back to now. */
    record GoLive() implements Command {}
}
