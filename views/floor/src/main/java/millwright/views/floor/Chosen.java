package millwright.views.floor;

import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/** The metric that colours cells, of the finest thing that has it, read value by value. One thread; of one instant. */
final class Chosen {
    private final Metric metric;
    private final Level level;
    private final Latest own;
    private final @Nullable Latest over;
    private final @Nullable Latest under;

    Chosen(Metric metric, LatestValues latest) {
        this.metric = metric;
        level = level(metric);
        own = latest.latest(metric.id(), level.kind());
        MetricId top = metric.numerator();
        MetricId bottom = metric.denominator();
        over = top == null ? null : latest.latest(top, level.kind());
        under = bottom == null ? null : latest.latest(bottom, level.kind());
    }

    /** Of GPUs where they have it, else of trays, else of racks. */
    static Level level(Metric metric) {
        return metric.on().contains(EntityKind.GPU)
                ? Level.GPU
                : metric.on().contains(EntityKind.NODE) ? Level.TRAY : Level.RACK;
    }

    Metric metric() {
        return metric;
    }

    Level level() {
        return level;
    }

    Told told(int slot) {
        Told plain = Told.of(own, slot);
        Latest top = over;
        Latest bottom = under;
        return plain.known() || top == null || bottom == null
                ? plain
                : Told.share(Told.of(top, slot), Told.of(bottom, slot));
    }

    /** Whether it is the power of a board or its share of what the board may draw: both are read as watts on a bar. */
    boolean watts() {
        return metric.name().equals("gpu.power.share") || metric.name().equals("gpu.power");
    }
}
