package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.function.Supplier;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * The site's own figures. Power is what the utility meters say, IT power the racks and the switches outside them, so PUE
 * is of category 2 only where the racks are metered at their inlet. A plant with several sites gets each figure once,
 * on the first.
 */
final class SiteRollup {
    private final Roster roster;
    private final Plant plant;
    private final LatestValues latest;
    private final long now;

    SiteRollup(Roster roster, LatestValues latest, long now) {
        this.roster = roster;
        this.plant = roster.plant();
        this.latest = latest;
        this.now = now;
    }

    void tell(Derived.Tick tick, Reading[] rackPower, IdleClock idle, Activity activity) {
        Reading power = tell(
                tick,
                SITE_POWER,
                () -> column(POWER_OBSERVED, EntityKind.UTILITY).sum());
        tell(tick, SITE_LIMIT, this::limit);
        tell(
                tick,
                SITE_COMMITTED,
                () -> column(POWER_COMMITTED, EntityKind.UTILITY).sum());
        Reading it = tell(tick, SITE_IT, () -> itPower(rackPower));
        Reading inference = tell(tick, SITE_INFERENCE, () -> powerOf(JobClass.INFERENCE));
        Reading training = tell(tick, SITE_TRAINING, () -> powerOf(JobClass.TRAINING));
        tell(tick, SITE_OTHER, () -> it.minus(inference).minus(training));
        Reading cooling = tell(tick, SITE_COOLING, this::coolingPower);
        tell(tick, SITE_LOSS, () -> power.minus(it).minus(cooling));
        tell(tick, SITE_PUE, () -> power.over(it));
        Reading output = tell(tick, SITE_OUTPUT, () -> tokens(JOB_OUTPUT, ENDPOINT_OUTPUT));
        tell(tick, SITE_EXPECTED, () -> tokens(JOB_EXPECTED, ENDPOINT_EXPECTED));
        tell(tick, SITE_EFFICIENCY, () -> output.over(power));
        tell(tick, SITE_HEADROOM, this::headroom);
        tellGpus(tick, idle, activity);
    }

    private void tellGpus(Derived.Tick tick, IdleClock idle, Activity activity) {
        GpuCount count = new GpuCount(roster, latest, activity);
        GpuCount.Gpus counted = GpuCount.Gpus.NONE;
        for (int gpu = 0; gpu < roster.gpus(); gpu++) {
            counted = counted.and(count.of(gpu));
        }
        GpuCount.Gpus all = counted;
        tell(tick, SITE_GPUS, all::reporting);
        tell(tick, SITE_USEFUL, all::useful);
        tell(
                tick,
                SITE_IDLE,
                () -> all.enough() && idle.knows(now) ? Reading.ok(idle.executionIdle(now)) : Reading.NONE);
    }

    private static Reading tell(Derived.Tick tick, MetricId metric, Supplier<Reading> derive) {
        Reading[] sites = tick.tell(metric, EntityKind.SITE, slot -> slot == 0 ? derive.get() : Reading.NONE);
        return sites.length == 0 ? Reading.NONE : sites[0];
    }

    private Tally column(MetricId metric, EntityKind kind) {
        Latest values = latest.latest(metric, kind);
        Tally tally = new Tally();
        for (int slot = 0; slot < values.size(); slot++) {
            tally.add(values, slot);
        }
        return tally;
    }

    private Reading limit() {
        Tally tally = new Tally();
        for (int slot = 0; slot < plant.count(EntityKind.UTILITY); slot++) {
            tally.add(plant.binding(plant.at(EntityKind.UTILITY, slot).id(), POWER_OBSERVED, Bound.UPPER, now)
                    .map(l -> Reading.ok(l.at(now)))
                    .orElse(Reading.NONE));
        }
        return tally.sum();
    }

    private Reading itPower(Reading[] rackPower) {
        Tally tally = new Tally();
        for (Reading rack : rackPower) {
            tally.add(rack);
        }
        Latest switches = latest.latest(SWITCH_POWER, EntityKind.SWITCH);
        for (int slot = 0; slot < switches.size(); slot++) {
            // a switch that has no meter at all counts among the losses, so PUE comes out a little high, never too low
            if (switches.times()[slot] != 0
                    && switches.state(slot) != DataState.NOT_SUPPORTED
                    && plant.ancestor(plant.indexAt(EntityKind.SWITCH, slot), EntityKind.RACK) < 0) {
                tally.add(switches, slot);
            }
        }
        return tally.sum();
    }

    private Reading powerOf(JobClass wanted) {
        Latest nodes = latest.latest(NODE_POWER, EntityKind.NODE);
        Tally tally = new Tally();
        for (int gpu = 0; gpu < roster.gpus(); gpu++) {
            int node = roster.nodeOfGpu(gpu);
            if (roster.classOfGpu(gpu) == wanted && node >= 0 && node < nodes.size()) {
                tally.add(nodes.values()[node] / roster.gpusOfNode(node).length, nodes.state(node));
            }
        }
        // where nobody tells of jobs, what the site works on is not known
        boolean told = plant.count(EntityKind.JOB) > 0;
        return tally.parts() > 0 ? tally.sum() : told ? Reading.ok(0) : Reading.NONE;
    }

    private Reading coolingPower() {
        Tally mechanical = column(POWER_OBSERVED, EntityKind.MECHANICAL);
        if (mechanical.known() > 0) {
            return mechanical.sum();
        }
        Tally tally = new Tally();
        for (EntityKind kind : new EntityKind[] {EntityKind.CDU, EntityKind.PUMP, EntityKind.CHILLER}) {
            Latest values = latest.latest(COOLING_POWER, kind);
            for (int slot = 0; slot < values.size(); slot++) {
                if (values.times()[slot] != 0) {
                    tally.add(values, slot);
                }
            }
        }
        return tally.sum();
    }

    /** Jobs speak for themselves; an endpoint is added only when no job that serves it does. */
    private Reading tokens(MetricId ofJob, MetricId ofEndpoint) {
        Latest jobs = latest.latest(ofJob, EntityKind.JOB);
        Latest endpoints = latest.latest(ofEndpoint, EntityKind.ENDPOINT);
        Tally tally = new Tally();
        for (int job = 0; job < jobs.size(); job++) {
            // a training job makes no output tokens: it is not a missing part of their sum
            if (jobs.times()[job] != 0 && jobs.state(job) != DataState.NOT_SUPPORTED) {
                tally.add(jobs, job);
            }
        }
        for (int slot = 0; slot < endpoints.size(); slot++) {
            if (endpoints.times()[slot] != 0 && !spokenFor(jobs, plant.indexAt(EntityKind.ENDPOINT, slot))) {
                tally.add(endpoints, slot);
            }
        }
        return tally.sum();
    }

    private boolean spokenFor(Latest jobs, int endpoint) {
        for (int server : plant.origins(RelationKind.SERVES, endpoint)) {
            if (plant.entity(server).kind() == EntityKind.JOB && jobs.times()[plant.slotOf(server)] != 0) {
                return true;
            }
        }
        return false;
    }

    private Reading headroom() {
        Tally margins = column(GPU_MARGIN, EntityKind.GPU);
        if (margins.known() > 0) {
            return margins.lowest();
        }
        Latest hot = latest.latest(GPU_TEMPERATURE, EntityKind.GPU);
        Latest slowdown = latest.latest(GPU_SLOWDOWN, EntityKind.GPU);
        Tally tally = new Tally();
        for (int gpu = 0; gpu < roster.gpus(); gpu++) {
            boolean both = hot.ok(gpu) && slowdown.ok(gpu);
            DataState state = both ? DataState.OK : DataState.NO_DATA;
            tally.add(both ? slowdown.values()[gpu] - hot.values()[gpu] : Double.NaN, state);
        }
        return tally.lowest();
    }
}
