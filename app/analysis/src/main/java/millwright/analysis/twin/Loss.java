package millwright.analysis.twin;

import static millwright.analysis.kpi.MetricNames.NODE_POWER;

import millwright.analysis.correlate.Influence;
import millwright.analysis.kpi.Roster;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Applies the loss of one thing to a {@link Change}, by what kind of thing it is. */
final class Loss {
    private final Roster roster;
    private final Plant plant;
    private final LatestValues latest;
    private final Change change;

    Loss(Roster roster, LatestValues latest, Change change) {
        this.roster = roster;
        this.plant = roster.plant();
        this.latest = latest;
        this.change = change;
    }

    /** @return what was assumed */
    String of(int index) {
        EntityKind kind = plant.entity(index).kind();
        if (kind.isPower()) {
            return feeder(index);
        }
        Influence reach = Influence.of(plant, index);
        for (int gpu : reach.reached(plant, EntityKind.GPU)) {
            change.slow(plant.slotOf(gpu), 0);
        }
        reach.reached(plant, EntityKind.NODE).forEach(change::holders);
        return switch (kind) {
            case CDU, PUMP, LOOP, CHILLER ->
                "without coolant its racks stop within minutes; a second CDU is not assumed";
            case SWITCH, LINK, NIC -> "what hangs on it alone stops; other ways through the fabric are not assumed";
            case RACK,
                    NODE,
                    GPU,
                    GPU_INSTANCE,
                    ROW,
                    HALL,
                    SITE,
                    LEAK_DETECTOR,
                    JOB,
                    PROCESS,
                    ENDPOINT,
                    REPLICA,
                    MODEL,
                    ORG,
                    TARIFF -> "what it holds stops";
            case SOURCE, UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL -> "nothing stops";
        };
    }

    private String feeder(int index) {
        lose(index);
        Latest power = latest.latest(NODE_POWER, EntityKind.NODE);
        for (int node = 0; node < plant.count(EntityKind.NODE); node++) {
            if (unfed(plant.indexAt(EntityKind.NODE, node))) {
                double watts = power.ok(node) ? power.values()[node] : 0;
                change.dark(node, watts, roster.gpusOfNode(node));
            }
        }
        return "what is fed from elsewhere as well goes over to it in full";
    }

    /** Everything that only hangs on what is lost is lost too. */
    private void lose(int index) {
        change.lose(index);
        for (int fed : plant.targets(RelationKind.FEEDS, index)) {
            if (plant.entity(fed).kind().isPower() && unfed(fed) && !change.lost(fed)) {
                lose(fed);
            }
        }
    }

    private boolean unfed(int index) {
        int[] feeders = plant.origins(RelationKind.FEEDS, index);
        if (feeders.length == 0) {
            return false;
        }
        for (int feeder : feeders) {
            if (!change.lost(feeder)) {
                return false;
            }
        }
        return true;
    }
}
