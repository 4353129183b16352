package millwright.analysis.twin;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import millwright.analysis.correlate.Influence;
import millwright.analysis.kpi.Roster;
import millwright.feed.ControlAction;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * A copy of the plant and its newest values on which something is tried. Made for one question, on one thread; nothing
 * that it does reaches the plant.
 */
public final class Twin {
    private static final MetricId PROFILE = new MetricId("gpu.profile.enforced");
    private static final Set<MetricId> ISOLATES =
            Set.of(new MetricId("rack.isolation.liquid.request"), new MetricId("rack.isolation.electrical.request"));
    private static final String SPLIT = "loads split evenly between feeders; boards follow one published curve"
            + " (85 % power, 93 % throughput); no job has capacity to spare; cooling in proportion to IT power";

    private final Roster roster;
    private final Plant plant;
    private final LatestValues latest;
    private final long now;

    public Twin(Plant plant, LatestValues latest, long now) {
        this.roster = new Roster(plant);
        this.plant = plant;
        this.latest = latest;
        this.now = now;
    }

    /** What the action would do if it were carried out in full. */
    public Consequence act(ControlAction action) {
        if (action instanceof ControlAction.SetPoint set) {
            return ask(set);
        }
        Set<Integer> gpus = gpus(action.targets());
        Change change = new Change(plant, roster.gpus());
        for (int gpu : gpus) {
            double power = value(GPU_POWER, gpu);
            double limit = value(GPU_POWER_LIMIT, gpu);
            if (!Double.isNaN(power)) {
                Board board = new Board(power, limit, highest(gpu, limit), saving(gpu));
                Board.After after = board.with(limitAfter(action, gpu, limit), savingAfter(action, board.saving()));
                if (!Double.isNaN(after.watts())) {
                    change.watts(gpu, after.watts() - power, after.speed());
                }
            }
        }
        if (action instanceof ControlAction.Drain) {
            holders(action.targets(), change);
        }
        String note = action instanceof ControlAction.Drain
                ? "running jobs stay until they end, so nothing changes yet; " + freed(action.targets()) + "; " + SPLIT
                : SPLIT;
        Set<EntityId> racks = racks(gpus);
        for (EntityId target : action.targets()) {
            racks.addAll(racksOfNodes(target));
        }
        return new Outcome(roster, latest, now, change, racks).tell(asked(action, gpus), note);
    }

    /** A drain waits for whoever holds a part of its nodes, be it measured or not, with GPUs or without. */
    private void holders(List<EntityId> targets, Change change) {
        for (EntityId target : targets) {
            int index = plant.indexOf(target);
            if (index >= 0) {
                plant.within(index, change::holders);
            }
        }
    }

    /**
     * What is drawn where no new work will start: no more than that can be free when the jobs have ended. Where not all
     * nodes are measured, nobody knows the most.
     */
    private String freed(List<EntityId> targets) {
        Latest power = latest.latest(NODE_POWER, EntityKind.NODE);
        Set<Integer> nodes = new TreeSet<>();
        for (EntityId target : targets) {
            int index = plant.indexOf(target);
            for (int node : index < 0 ? new int[0] : plant.within(index, EntityKind.NODE)) {
                nodes.add(plant.slotOf(node));
            }
        }
        List<Integer> told = nodes.stream().filter(power::ok).toList();
        if (told.isEmpty()) {
            return "what is drawn there, and so what is freed then, is not known";
        }
        double watts = told.stream().mapToDouble(slot -> power.values()[slot]).sum();
        String drawn = String.format(Locale.ROOT, "%.1f", watts / 1e3) + " kW";
        return told.size() == nodes.size()
                ? "at most the " + drawn + " that are drawn there now are freed then"
                : "at least " + drawn
                        + (told.size() == 1 ? " is drawn by the 1 of " : " are drawn by the " + told.size() + " of ")
                        + nodes.size() + " nodes that " + (told.size() == 1 ? "is" : "are")
                        + " measured; what the rest draws, and so what is freed then, is not known";
    }

    /** True when what is asked for takes power or coolant from what the targets hold. */
    public static boolean stops(ControlAction action) {
        return action instanceof ControlAction.SetPoint set && ISOLATES.contains(set.metric()) && set.value() != 0;
    }

    private Consequence ask(ControlAction.SetPoint set) {
        boolean stops = stops(set);
        Change change = new Change(plant, roster.gpus());
        Set<EntityId> racks = new TreeSet<>();
        for (EntityId target : set.targets()) {
            int index = plant.indexOf(target);
            if (index >= 0) {
                Influence reach = Influence.of(plant, index);
                reach.reached(plant, EntityKind.RACK)
                        .forEach(rack -> racks.add(plant.entity(rack).id()));
                if (stops) {
                    reach.reached(plant, EntityKind.NODE).forEach(node -> dark(node, change));
                }
            }
        }
        String note = stops ? "an isolated rack stops at once; " : "what the point does to the load is not computed; ";
        return new Outcome(roster, latest, now, change, racks).tell(Cap.NONE, note + SPLIT);
    }

    private void dark(int node, Change change) {
        Latest power = latest.latest(NODE_POWER, EntityKind.NODE);
        int slot = plant.slotOf(node);
        change.dark(slot, power.ok(slot) ? power.values()[slot] : 0, roster.gpusOfNode(slot));
    }

    /** What would follow if this feeder, CDU, switch or anything else failed. */
    public Consequence lose(EntityId lost) {
        int index = plant.indexOf(lost);
        if (index < 0) {
            throw new IllegalArgumentException("no entity " + lost + " in the plant");
        }
        Change change = new Change(plant, roster.gpus());
        String how = new Loss(roster, latest, change).of(index);
        Set<Integer> gpus = new TreeSet<>(change.touched());
        return new Outcome(roster, latest, now, change, racks(gpus)).tell(Cap.NONE, how + "; " + SPLIT);
    }

    private Cap asked(ControlAction action, Set<Integer> gpus) {
        return action instanceof ControlAction.SetPowerCap cap
                ? Cap.of(cap.wattsPerGpu(), gpus, plant, latest)
                : Cap.NONE;
    }

    private double limitAfter(ControlAction action, int gpu, double limit) {
        double most = highest(gpu, limit);
        return switch (action) {
            case ControlAction.SetPowerCap cap ->
                Double.isNaN(cap.wattsPerGpu()) ? most : Math.min(cap.wattsPerGpu(), most);
            case ControlAction.SetPowerProfile set ->
                set.profile().equals(InBandProfile.MAX_Q)
                        ? Board.MAX_Q_POWER * most
                        : set.profile().equals(InBandProfile.MAX_P) ? most : limit;
            case ControlAction.Drain _,
                    ControlAction.Resume _,
                    ControlAction.SteerJobs _,
                    ControlAction.SetPoint _,
                    ControlAction.Acknowledge _ -> limit;
        };
    }

    private boolean saving(int gpu) {
        double profiles = value(PROFILE, gpu);
        return !Double.isNaN(profiles) && ((long) profiles >> InBandProfile.MAX_Q.id() & 1) != 0;
    }

    private static boolean savingAfter(ControlAction action, boolean saving) {
        return action instanceof ControlAction.SetPowerProfile set
                ? set.profile().equals(InBandProfile.MAX_Q)
                : saving;
    }

    private Set<Integer> gpus(List<EntityId> targets) {
        Set<Integer> gpus = new TreeSet<>();
        for (EntityId target : targets) {
            int index = plant.indexOf(target);
            if (index >= 0) {
                for (int gpu : plant.within(index, EntityKind.GPU)) {
                    gpus.add(plant.slotOf(gpu));
                }
            }
        }
        return gpus;
    }

    private Set<EntityId> racks(Set<Integer> gpus) {
        Set<EntityId> racks = new TreeSet<>();
        for (int gpu : gpus) {
            int rack = roster.rackOfGpu(gpu);
            if (rack >= 0) {
                racks.add(plant.at(EntityKind.RACK, rack).id());
            }
        }
        return racks;
    }

    /** Of nodes without GPUs too. */
    private Set<EntityId> racksOfNodes(EntityId target) {
        Set<EntityId> racks = new TreeSet<>();
        int index = plant.indexOf(target);
        for (int node : index < 0 ? new int[0] : plant.within(index, EntityKind.NODE)) {
            int rack = plant.ancestor(node, EntityKind.RACK);
            if (rack >= 0) {
                racks.add(plant.entity(rack).id());
            }
        }
        return racks;
    }

    private double value(MetricId metric, int gpu) {
        Latest column = latest.latest(metric, EntityKind.GPU);
        return column.ok(gpu) ? column.values()[gpu] : Double.NaN;
    }

    private double highest(int gpu, double limit) {
        double highest = value(new MetricId("gpu.power.limit.max"), gpu);
        return Double.isNaN(highest) ? limit : highest;
    }
}
