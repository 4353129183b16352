package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.function.IntFunction;
import millwright.analysis.kpi.GpuCount.Gpus;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Rows and halls from their racks, by the rules of {@link Tally}: what stands in no rack is not counted. One tick. */
final class AreaRollup {
    private final Roster roster;
    private final Plant plant;
    private final LatestValues latest;
    private final Activity activity;
    private final Tally tally = new Tally();

    AreaRollup(Roster roster, LatestValues latest, Activity activity) {
        this.roster = roster;
        this.plant = roster.plant();
        this.latest = latest;
        this.activity = activity;
    }

    void tell(Derived.Tick tick, RackRollup.Racks racks) {
        if (plant.count(EntityKind.ROW) + plant.count(EntityKind.HALL) == 0) {
            return;
        }
        Gpus[] gpus = gpus();
        tell(tick, EntityKind.ROW, roster::racksOfRow, racks, gpus);
        tell(tick, EntityKind.HALL, roster::racksOfHall, racks, gpus);
    }

    private void tell(
            Derived.Tick tick, EntityKind kind, IntFunction<int[]> racksOf, RackRollup.Racks racks, Gpus[] gpus) {
        tick.tell(
                AREA_POWER, kind, area -> of(racks.power(), racksOf.apply(area)).sum());
        tick.tell(
                AREA_COMMITTED,
                kind,
                area -> of(racks.committed(), racksOf.apply(area)).sum());
        tick.tell(
                AREA_TEMPERATURE,
                kind,
                area -> of(racks.hottest(), racksOf.apply(area)).highest());
        tick.tell(
                AREA_OUTPUT,
                kind,
                area -> of(racks.output(), racksOf.apply(area)).sum());
        tick.tell(AREA_HEADROOM, kind, area -> coolest(racksOf.apply(area)));
        tick.tell(AREA_GPUS, kind, area -> sum(gpus, racksOf.apply(area)).reporting());
        tick.tell(AREA_USEFUL, kind, area -> sum(gpus, racksOf.apply(area)).useful());
    }

    private Tally of(Reading[] each, int[] racks) {
        tally.clear();
        for (int rack : racks) {
            tally.add(each[rack]);
        }
        return tally;
    }

    private Reading coolest(int[] racks) {
        Latest margin = latest.latest(GPU_MARGIN, EntityKind.GPU);
        tally.clear();
        for (int rack : racks) {
            for (int gpu : roster.gpusOfRack(rack)) {
                tally.add(margin, gpu);
            }
        }
        return tally.lowest();
    }

    /** By slot of the rack. */
    private Gpus[] gpus() {
        GpuCount count = new GpuCount(roster, latest, activity);
        Gpus[] all = new Gpus[plant.count(EntityKind.RACK)];
        for (int rack = 0; rack < all.length; rack++) {
            all[rack] = Gpus.NONE;
            for (int gpu : roster.gpusOfRack(rack)) {
                all[rack] = all[rack].and(count.of(gpu));
            }
        }
        return all;
    }

    private static Gpus sum(Gpus[] each, int[] racks) {
        Gpus sum = Gpus.NONE;
        for (int rack : racks) {
            sum = sum.and(each[rack]);
        }
        return sum;
    }
}
