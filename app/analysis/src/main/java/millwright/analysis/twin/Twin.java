package millwright.analysis.twin;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        String note = action instanceof ControlAction.Drain
                ? "running jobs stay until they end, so nothing changes yet; " + SPLIT
                : SPLIT;
        return new Outcome(roster, latest, now, change, racks(gpus)).tell(asked(action), note);
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
        return new Outcome(roster, latest, now, change, racks(gpus)).tell(Double.NaN, how + "; " + SPLIT);
    }

    private static double asked(ControlAction action) {
        return action instanceof ControlAction.SetPowerCap cap ? cap.wattsPerGpu() : Double.NaN;
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

    private double value(MetricId metric, int gpu) {
        Latest column = latest.latest(metric, EntityKind.GPU);
        return column.ok(gpu) ? column.values()[gpu] : Double.NaN;
    }

    private double highest(int gpu, double limit) {
        double highest = value(new MetricId("gpu.power.limit.max"), gpu);
        return Double.isNaN(highest) ? limit : highest;
    }
}
