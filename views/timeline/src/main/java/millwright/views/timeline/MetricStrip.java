package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import millwright.desk.Asking;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figure;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Window;
import millwright.series.WindowQuery;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.Strip;
import millwright.views.kit.StripChart;
import org.jspecify.annotations.Nullable;

/** One metric of one entity on the axis of the lanes. Asks again at most once a second, one question at a time. */
final class MetricStrip {
    /** What the labels of time take below the last strip, px. */
    static final double AXIS = 18;
    /** Height from which a name may take two lines above its value, px. */
    private static final double TWO_LINES = 50;

    private final ViewContext context;
    private final Metric metric;
    private final EntityId entity;
    private final StripChart chart;
    private final Label name = new Label();
    private final Label value = new Label("–");
    private final HBox row;
    private @Nullable Window window;
    private final Asking asking = new Asking();
    private boolean inFlight;

    MetricStrip(
            ViewContext context,
            ObservableValue<Look> looks,
            Metric metric,
            EntityId entity,
            Consumer<@Nullable Range> onBrush) {
        this.context = context;
        this.metric = metric;
        this.entity = entity;
        chart = new StripChart(looks, metric.unit()).rightRoom(18).onBrush(onBrush);
        chart.withoutTimeAxis();
        CopyMenu.install(chart, metric.title(), chart::csv, () -> chart.svg(metric.title()), context);
        tall(56);
        // what is measured of the site as a whole needs no place beside it
        String where = context.situation()
                .plant()
                .find(entity)
                .map(e -> e.kind() == EntityKind.SITE ? "" : ", " + e.name())
                .orElse(", " + entity.text());
        name.setText(metric.title() + where);
        name.getStyleClass().addAll("face-condensed-strong", "size-label");
        name.setMaxHeight(looks.getValue().scaled(32));
        value.getStyleClass().addAll("size-cell", "weight-strong", "ink-value");
        VBox label = new VBox(name, value);
        double names = looks.getValue().scaled(Lanes.NAMES);
        label.setMinWidth(names);
        label.setMaxWidth(names);
        HBox.setHgrow(chart, javafx.scene.layout.Priority.ALWAYS);
        row = new HBox(label, chart);
    }

    HBox node() {
        return row;
    }

    /** @param px of the plot; the last strip gets the axis of time below it */
    void tall(double px, boolean isLast) {
        last(isLast);
        name.setWrapText(px >= TWO_LINES);
        tall(isLast ? px + AXIS : px);
    }

    private void tall(double px) {
        chart.setMinHeight(chart.look().scaled(px));
        chart.setPrefHeight(chart.look().scaled(px));
    }

    /** The last strip carries the labels of time for all. */
    private void last(boolean isLast) {
        chart.timeAxis(isLast);
    }

    /** True once an answer came that holds no number at all. */
    boolean blank() {
        Window w = window;
        return w != null && w.isEmpty();
    }

    void pulse(Range range, @Nullable Range brush, long now) {
        long pause =
                Asking.pause(range.length(), chart.columns(), context.time().live());
        if (!inFlight && chart.columns() > 1 && asking.isDue(now, range, pause)) {
            inFlight = true;
            asking.asked(now, range);
            int columns = Math.clamp(chart.columns(), 2, WindowQuery.MAX_COLUMNS);
            context.history()
                    .query(WindowQuery.one(metric.id(), entity, range.from(), range.to(), columns))
                    .whenComplete((windows, problem) -> context.onFx(() -> {
                        inFlight = false;
                        if (windows == null || windows.isEmpty()) {
                            asking.failed();
                        } else {
                            window = windows.getFirst();
                        }
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
        chart.missing(Missing.of(context.situation().gaps(), metric.id(), entity, range.from(), range.to()));
        chart.show(range, context.clockFace(), strips, brush);
        chart.describe(metric.title());
        double newest = w.newest();
        Priority worst = worst(newest, now);
        chart.beyond(worst == Priority.INFO ? Priority.MEDIUM : worst);
        value.getStyleClass().removeIf(style -> style.startsWith("ink-"));
        value.getStyleClass().add(worst == Priority.INFO ? "ink-value" : "ink-alarm-" + worst.number());
        value.setText((Double.isNaN(newest) ? "–" : Figures.of(newest, metric).joined())
                + limits(now, Figures.of(newest, metric).unit()));
    }

    /** Of the findings on it, else MEDIUM while a limit is broken. */
    private Priority worst(double newest, long now) {
        Plant plant = context.situation().plant();
        boolean broken = plant.binding(entity, metric.id(), Bound.UPPER, now)
                        .filter(l -> newest > l.at(now))
                        .isPresent()
                || plant.binding(entity, metric.id(), Bound.LOWER, now)
                        .filter(l -> newest < l.at(now))
                        .isPresent();
        return context.situation().findings().values().stream()
                .filter(f ->
                        f.active() && f.entity().equals(entity) && metric.id().equals(f.metric()))
                .map(Finding::priority)
                .min(Priority::compareTo)
                .orElse(broken ? Priority.MEDIUM : Priority.INFO);
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
