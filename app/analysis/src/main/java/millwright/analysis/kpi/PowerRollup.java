package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Power devices: observed where no meter is, committed, and the load if the partner of an A/B pair is lost. Devices
 * without a partner have no failover load: NOT_SUPPORTED, not zero.
 */
final class PowerRollup {
    private final Plant plant;
    private final LatestValues latest;
    /** Kept across ticks of one plant revision. */
    private final Map<Integer, Boolean> paired;

    PowerRollup(Plant plant, LatestValues latest, Map<Integer, Boolean> paired) {
        this.plant = plant;
        this.latest = latest;
        this.paired = paired;
    }

    static Map<Integer, Boolean> noPairsYet() {
        return new ConcurrentHashMap<>();
    }

    void tell(Derived.Tick tick, Reading[] rackPower) {
        Loads observed = new Loads(plant, index -> observedEnd(index, rackPower));
        Loads committed = new Loads(plant, this::committedEnd);
        for (EntityKind kind : EntityKind.values()) {
            if (kind.isPower() && plant.count(kind) > 0) {
                tick.tell(POWER_OBSERVED, kind, slot -> observed.carried(plant.indexAt(kind, slot)));
                tick.tell(POWER_COMMITTED, kind, slot -> committed.carried(plant.indexAt(kind, slot)));
                tick.tell(POWER_FAILOVER, kind, slot -> {
                    int index = plant.indexAt(kind, slot);
                    boolean pair = paired.computeIfAbsent(index, i -> Partners.of(plant, i).length > 0);
                    return pair
                            ? observed.withoutPartner(index)
                            : new Reading(Double.NaN, millwright.plant.DataState.NOT_SUPPORTED);
                });
            }
        }
    }

    private Reading observedEnd(int index, Reading[] rackPower) {
        EntityKind kind = plant.entity(index).kind();
        return kind == EntityKind.RACK
                ? rackPower[plant.slotOf(index)]
                : end(kind, index, NODE_POWER, GPU_POWER, POWER_OBSERVED);
    }

    private Reading committedEnd(int index) {
        EntityKind kind = plant.entity(index).kind();
        return kind == EntityKind.RACK
                ? newest(RACK_COMMITTED, kind, index)
                : end(kind, index, NODE_COMMITTED, GPU_POWER_LIMIT, POWER_COMMITTED);
    }

    /** What is at the end of a feed; of what cannot be limited, what it draws counts both ways. */
    private Reading end(EntityKind kind, int index, MetricId node, MetricId gpu, MetricId device) {
        return switch (kind) {
            case NODE -> newest(node, kind, index);
            case GPU -> newest(gpu, kind, index);
            case SWITCH -> newest(SWITCH_POWER, kind, index);
            case CDU, PUMP, CHILLER -> newest(COOLING_POWER, kind, index);
            case MECHANICAL -> newest(POWER_OBSERVED, kind, index);
            case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF -> leaf(device, kind, index);
            case SITE,
                    HALL,
                    ROW,
                    RACK,
                    NIC,
                    LINK,
                    LOOP,
                    LEAK_DETECTOR,
                    JOB,
                    PROCESS,
                    ENDPOINT,
                    REPLICA,
                    MODEL,
                    ORG,
                    TARIFF,
                    SOURCE,
                    GPU_INSTANCE -> Reading.NONE;
        };
    }

    private Reading newest(MetricId metric, EntityKind kind, int index) {
        Latest column = latest.latest(metric, kind);
        int slot = plant.slotOf(index);
        return slot < column.size() ? new Reading(column.values()[slot], column.state(slot)) : Reading.NONE;
    }

    /** A device below which nothing is known speaks for itself. */
    private Reading leaf(MetricId metric, EntityKind kind, int index) {
        boolean last = plant.targets(RelationKind.FEEDS, index).length == 0;
        return last ? newest(metric, kind, index) : Reading.NONE;
    }
}
