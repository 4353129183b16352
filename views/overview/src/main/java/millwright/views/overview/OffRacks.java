package millwright.views.overview;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.Bound;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;

/**
 * Which racks are off: they draw a small share of what they may, or, where no limit is known, of what racks with as many
 * GPUs draw. With neither to compare with, only what draws nothing is off. Made for one look; bounded by the racks.
 */
final class OffRacks {
    /** Less than fans and pumps of a running rack take; controllers alone take less. */
    private static final double SHARE = 0.01;

    private static final MetricId POWER = new MetricId("rack.power");

    private final Plant plant;
    private final Latest power;
    private final long now;
    private final Map<Integer, Double> peers = new HashMap<>();

    /** @param power newest rack power @param now plant time, for limits */
    OffRacks(Plant plant, Latest power, long now) {
        this.plant = plant;
        this.power = power;
        this.now = now;
    }

    boolean isOff(int slot) {
        if (!power.ok(slot)) {
            return false;
        }
        double watts = power.values()[slot];
        return watts <= 0 || watts < SHARE * usual(slot);
    }

    /** W; NaN when there is nothing to compare with. */
    private double usual(int slot) {
        return plant.binding(plant.at(EntityKind.RACK, slot).id(), POWER, Bound.UPPER, now)
                .map(limit -> limit.at(now))
                .orElseGet(() -> peers.computeIfAbsent(gpus(slot), this::median));
    }

    private int gpus(int slot) {
        return plant.within(plant.indexAt(EntityKind.RACK, slot), EntityKind.GPU).length;
    }

    private double median(int gpus) {
        List<Double> drawn = new ArrayList<>();
        for (int slot = 0; slot < plant.count(EntityKind.RACK); slot++) {
            if (power.ok(slot) && gpus(slot) == gpus) {
                drawn.add(power.values()[slot]);
            }
        }
        drawn.sort(null);
        return drawn.isEmpty() ? Double.NaN : drawn.get(drawn.size() / 2);
    }
}
