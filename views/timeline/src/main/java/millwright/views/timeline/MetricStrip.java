package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figure;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.Strip;
import millwright.views.kit.StripChart;
import org.jspecify.annotations.Nullable;

/** One metric of one entity on the axis of the lanes. Asks again at most once a second, one question at a time. */
final class MetricStrip {
    private final ViewContext context;
    private final Metric metric;
    private final EntityId entity;
    private final StripChart chart;
    private final Label value = new Label("–");
    private final HBox row;
    private @Nullable Window window;
    private boolean asking;
    private long asked = Long.MIN_VALUE;
    private @Nullable Range askedRange;

    MetricStrip(
            ViewContext context,
            ObservableValue<Look> looks,
            Metric metric,
            EntityId entity,
            Consumer<@Nullable Range> onBrush) {
        this.context = context;
        this.metric = metric;
        this.entity = entity;
        chart = new StripChart(looks, metric.unit()).rightRoom(8).onBrush(onBrush);
        chart.withoutTimeAxis();
        CopyMenu.install(chart, metric.title(), chart::csv, () -> chart.svg(metric.title()), context);
        tall(56);
        String where =
                context.situation().plant().find(entity).map(Entity::name).orElse(entity.text());
        Label name = new Label(where + " " + metric.title());
        name.getStyleClass().addAll("small", "weight-strong");
        name.setWrapText(true);
        name.setMaxHeight(looks.getValue().scaled(32));
        value.getStyleClass().addAll("size-cell", "weight-strong", "ink-value");
        VBox label = new VBox(name, value);
        label.setMinWidth(Lanes.NAMES);
        label.setMaxWidth(Lanes.NAMES);
        HBox.setHgrow(chart, Priority.ALWAYS);
        row = new HBox(label, chart);
    }

    HBox node() {
        return row;
    }

    private void tall(double px) {
        chart.setMinHeight(chart.look().scaled(px));
        chart.setPrefHeight(chart.look().scaled(px));
    }

    /** The last strip carries the labels of time for all. */
    void last(boolean isLast) {
        chart.timeAxis(isLast);
        tall(isLast ? 74 : 56);
    }

    /** True once an answer came that holds no number at all. */
    boolean blank() {
        Window w = window;
        return w != null && w.isEmpty();
    }

    void pulse(Range range, @Nullable Range brush, long now) {
        boolean due = Math.abs(now - asked) > Times.SECOND || !range.equals(askedRange);
        if (due && !asking && chart.columns() > 1) {
            asking = true;
            asked = now;
            askedRange = range;
            int columns = Math.clamp(chart.columns(), 2, WindowQuery.MAX_COLUMNS);
            context.history()
                    .query(WindowQuery.one(metric.id(), entity, range.from(), range.to(), columns))
                    .whenComplete((windows, problem) -> context.onFx(() -> {
                        asking = false;
                        window = windows == null || windows.isEmpty() ? window : windows.getFirst();
                        draw(range, brush, now);
                    }));
        }
    }

    private void draw(Range range, @Nullable Range brush, long now) {
        Window w = window;
        if (w == null) {
            return;
        }
        List<Strip> strips = new ArrayList<>();
        strips.add(new Strip.Trace("", w, Token.VALUE, 1.5));
        limit(Bound.UPPER, now, strips);
        limit(Bound.LOWER, now, strips);
        chart.missing(Missing.of(context.situation().gaps(), metric.id(), range.from(), range.to()));
        chart.show(range, context.clockFace(), strips, brush);
        chart.describe(metric.title());
        double newest = w.newest();
        value.setText((Double.isNaN(newest) ? "–" : Figures.of(newest, metric).joined())
                + limits(now, Figures.of(newest, metric).unit()));
    }

    /** @param unit said already, and not said again where it is the same */
    private String limits(long now, String unit) {
        String text = "";
        for (Bound bound : Bound.values()) {
            text += context.situation()
                    .plant()
                    .binding(entity, metric.id(), bound, now)
                    .map(l -> (bound == Bound.UPPER ? "  ≤ " : "  ≥ ") + without(unit, Figures.of(l.at(now), metric)))
                    .orElse("");
        }
        return text;
    }

    private static String without(String unit, Figure figure) {
        return figure.unit().equals(unit) ? figure.number() : figure.joined();
    }

    private void limit(Bound bound, long now, List<Strip> strips) {
        MetricId id = metric.id();
        context.situation()
                .plant()
                .binding(entity, id, bound, now)
                .ifPresent(l -> strips.add(Strip.Line.constant("", l.at(now), bound == Bound.UPPER)));
    }
}
