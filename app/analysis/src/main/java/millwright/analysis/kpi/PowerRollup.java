package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Power devices: observed where no meter is, committed, and the load if the partner of an A/B pair is lost. Devices
 * without a partner have no failover load: NOT_SUPPORTED, not zero. Of a pair that supplies just the same it is the sum
 * of what both carry; else what stands below is added up.
 */
final class PowerRollup {
    private final Plant plant;
    private final LatestValues latest;
    private final Pairs pairs;

    PowerRollup(Plant plant, LatestValues latest, Pairs pairs) {
        this.plant = plant;
        this.latest = latest;
        this.pairs = pairs;
    }

    /** Who supplies something together with whom, found when it is asked first. One plant revision, one thread. */
    static final class Pairs {
        private final Plant plant;
        private final Map<Integer, Boolean> paired = new HashMap<>();
        private final Map<Integer, Integer> twins = new HashMap<>();

        Pairs(Plant plant) {
            this.plant = plant;
        }

        boolean paired(int index) {
            return paired.computeIfAbsent(index, i -> Partners.of(plant, i).length > 0);
        }

        int twin(int index) {
            return twins.computeIfAbsent(index, i -> Partners.twin(plant, i));
        }
    }

    void tell(Derived.Tick tick, Reading[] rackPower) {
        Loads carried = new Loads(plant, index -> observedEnd(index, rackPower));
        Loads committed = new Loads(plant, this::committedEnd);
        Map<EntityKind, Reading[]> observed = new EnumMap<>(EntityKind.class);
        for (EntityKind kind : EntityKind.values()) {
            if (kind.isPower() && plant.count(kind) > 0) {
                observed.put(kind, tick.tell(POWER_OBSERVED, kind, slot -> carried.carried(plant.indexAt(kind, slot))));
                tick.tell(POWER_COMMITTED, kind, slot -> committed.carried(plant.indexAt(kind, slot)));
            }
        }
        Loads lost = new Loads(plant, index -> observedEnd(index, rackPower), metered(observed));
        observed.keySet()
                .forEach(kind -> tick.tell(POWER_FAILOVER, kind, slot -> {
                    int index = plant.indexAt(kind, slot);
                    return pairs.paired(index)
                            ? lost.withoutPartner(index)
                            : new Reading(Double.NaN, DataState.NOT_SUPPORTED);
                }));
    }

    private Loads.Meters metered(Map<EntityKind, Reading[]> observed) {
        return new Loads.Meters() {
            @Override
            public Reading at(int index) {
                Reading[] known = observed.get(plant.entity(index).kind());
                return known == null ? Reading.NONE : known[plant.slotOf(index)];
            }

            @Override
            public int twin(int index) {
                return pairs.twin(index);
            }
        };
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
