package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;

/** What may be done to the plant. What was intended, not yet what happened: see {@link ActionProgress}. */
public sealed interface ControlAction {
    ActionHeader header();

    /** What it works on, for guards, the audit and the screens. */
    List<EntityId> targets();

    /** The same on others: as a source names its targets, or as what was joined is named now. */
    default ControlAction on(List<EntityId> others) {
        return switch (this) {
            case Acknowledge a -> new Acknowledge(a.header(), a.findings(), others);
            case SetPowerCap a -> new SetPowerCap(a.header(), others, a.wattsPerGpu());
            case SetPowerProfile a -> new SetPowerProfile(a.header(), others, a.profile());
            case Drain a -> new Drain(a.header(), others);
            case Resume a -> new Resume(a.header(), others);
            case SteerJobs a -> new SteerJobs(a.header(), others, a.order());
            case SetPoint a -> new SetPoint(a.header(), others, a.metric(), a.value());
        };
    }

    /** Takes note of findings; changes nothing in the plant. */
    record Acknowledge(ActionHeader header, List<String> findings, List<EntityId> targets) implements ControlAction {
        public Acknowledge {
            findings = List.copyOf(findings);
            targets = List.copyOf(targets);
        }
    }

    /** Caps every GPU of the targets (racks or nodes). @param wattsPerGpu enforced limit; NaN lifts the cap */
    record SetPowerCap(ActionHeader header, List<EntityId> targets, double wattsPerGpu) implements ControlAction {
        public SetPowerCap {
            targets = List.copyOf(targets);
        }
    }

    /** Selects a workload power profile on every GPU of the targets (racks or nodes). */
    record SetPowerProfile(ActionHeader header, List<EntityId> targets, InBandProfile profile)
            implements ControlAction {
        public SetPowerProfile {
            targets = List.copyOf(targets);
        }
    }

    /** No new work on these nodes; running jobs stay until they end. */
    record Drain(ActionHeader header, List<EntityId> targets) implements ControlAction {
        public Drain {
            targets = List.copyOf(targets);
        }
    }

    /** Takes drained nodes back into service. */
    record Resume(ActionHeader header, List<EntityId> targets) implements ControlAction {
        public Resume {
            targets = List.copyOf(targets);
        }
    }

    /** Gives the scheduler an order about jobs; unlike draining a node, some of these end work. */
    record SteerJobs(ActionHeader header, List<EntityId> targets, JobOrder order) implements ControlAction {
        public SteerJobs {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Asks for a value that a source lets others write: an isolation request of a rack, a supply temperature of a CDU.
     *
     * @param metric what is asked for, such as {@code cooling.supply.request} @param value in the metric's unit
     */
    record SetPoint(ActionHeader header, List<EntityId> targets, MetricId metric, double value)
            implements ControlAction {
        public SetPoint {
            targets = List.copyOf(targets);
        }
    }
}
