package millwright.views.floor;

import java.util.Set;
import millwright.plant.Bound;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.views.kit.LegendHistogram;

/**
 * What is drawn of one rack; all of one plant revision and one instant. FX thread.
 *
 * @param selected dense index of what is selected anywhere, -1 for nothing @param hovered likewise, under the pointer
 * @param together dense indices of all that is selected
 * @param now plant time, ns @param scroll px by which the trays are moved up
 */
record RackScene(
        Plant plant,
        RackContents rack,
        RackColumns columns,
        Chosen chosen,
        Scale scale,
        LegendHistogram legend,
        RackAlarms alarms,
        Set<Outline> outlines,
        Set<InCell> inCell,
        int selected,
        int hovered,
        Set<Integer> together,
        long now,
        double scroll) {
    boolean picked(int index) {
        return index == selected || together.contains(index);
    }

    HeatRamp ramp(Palette palette) {
        return scale.diverging() ? palette.diverging() : palette.heat();
    }

    /** Share of what the board may draw now; NaN where either is not told. */
    double share(int gpu) {
        Told watts = columns.gpu(RackColumns.GPU_POWER, gpu);
        Told limit = columns.gpu(RackColumns.GPU_LIMIT, gpu);
        return watts.number() && limit.number() && limit.value() > 0 ? watts.value() / limit.value() : Double.NaN;
    }

    /** What the metric of an entity may not exceed, NaN without such a limit. */
    double limit(int index, MetricId metric) {
        return plant.binding(plant.entity(index).id(), metric, Bound.UPPER, now)
                .map(l -> l.at(now))
                .orElse(Double.NaN);
    }

    /** Whether any tray of the rack has ever told it. */
    boolean told(MetricId metric) {
        return rack.trays().stream()
                .anyMatch(t -> columns.node(metric, t.slot()).time() > 0);
    }

    /** Dense index of a GPU by its slot. */
    int gpu(int slot) {
        return plant.indexAt(EntityKind.GPU, slot);
    }
}
