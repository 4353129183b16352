package millwright.views.power;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.StackPane;
import millwright.desk.Asking;
import millwright.desk.Moments;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.draw.SitePower;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.Window;
import millwright.series.WindowQuery;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Strip;
import millwright.views.kit.StripChart;
import org.jspecify.annotations.Nullable;

/**
 * The site's power over the chosen time, stacked by use, against its limit and what is committed. FX thread; asks its
 * history once a second, one question of each metric at a time.
 */
final class Envelope {
    private static final List<String> PARTS = List.of("inference", "training", "other", "cooling", "loss");
    /** Series that are labelled by their parts of {@code site.power}. */
    private static final List<String> LABELLED =
            List.of("inference", "training", "other", "cooling", "loss", "committed");
    /** The range follows the present in steps of about this, ns. */
    private static final long SOON = 2 * Times.SECOND;

    private static final List<Token> FILLS = List.of(Token.FILL, Token.FILL_3, Token.FILL_4, Token.EQUIP, Token.LINE);

    private static final String NODES = "node.power";
    /** So many servers stand in for a site that nobody meters; of more, a part would be taken for the whole. */
    private static final int MOST_NODES = 64;

    private final ViewContext context;
    private final StripChart chart;
    private final EmptyState none = new EmptyState(
            Symbol.POWER,
            "No power of the site is measured in this time",
            "A utility meter, or racks and cooling that all tell their power, fill this. Single racks are in the"
                    + " one-line above and on the floor.");
    private final StackPane pane;
    private final Map<String, Window> windows = new HashMap<>();
    private @Nullable Range shown;
    private @Nullable Range brushed;
    private @Nullable EntityId site;
    private final Asking asking = new Asking();
    private int waiting;
    private boolean fresh;

    Envelope(ViewContext context, ObservableValue<Look> looks) {
        this.context = context;
        chart = new StripChart(looks, "W")
                .fromZero()
                .valuesInLabels()
                .rightRoom(118)
                .onBrush(context.time()::brush);
        pane = new StackPane(chart, none);
        pane.setMinHeight(0);
        none.setVisible(false);
        chart.setAccessibleText("Site envelope: power by use against the limit");
        CopyMenu.install(chart, "site envelope", chart::csv, () -> chart.svg("Site envelope"), context);
    }

    /** Whether what is drawn is the sum of the servers, for want of a meter of the site. */
    boolean ofServers() {
        Window nodes = windows.get(NODES);
        return nodes != null && !nodes.isEmpty();
    }

    StackPane pane() {
        return pane;
    }

    void pulse(long now) {
        Plant plant = context.situation().plant();
        Range range = context.time().range().get();
        if (plant.count(EntityKind.SITE) == 0) {
            return;
        }
        EntityId here = plant.at(EntityKind.SITE, 0).id();
        long pause =
                Asking.pause(range.length(), chart.columns(), context.time().live());
        if (waiting == 0 && (!here.equals(site) || asking.isDue(now, range, pause))) {
            asking.asked(now, range);
            shown = range;
            site = here;
            PARTS.forEach(part -> ask("site.power." + part, here, range));
            List.of("site.power", "site.power.it", "site.power.limit", "site.power.committed")
                    .forEach(m -> ask(m, here, range));
            nodes(plant, range);
        }
        chart.told(told(now));
        Range brush = context.time().brush().get();
        if (fresh || brush != brushed) {
            fresh = false;
            brushed = brush;
            draw(shown == null ? range : shown);
        }
    }

    /** What servers draw, where the site as a whole told nothing. */
    private void nodes(Plant plant, Range range) {
        int count = plant.count(EntityKind.NODE);
        boolean site = windows.entrySet().stream()
                .anyMatch(e -> !e.getKey().equals(NODES) && !e.getValue().isEmpty());
        if (site || count == 0 || count > MOST_NODES) {
            windows.remove(NODES);
            return;
        }
        List<EntityId> all = IntStream.range(0, count)
                .mapToObj(slot -> plant.at(EntityKind.NODE, slot).id())
                .toList();
        ask(NODES, new WindowQuery(new MetricId(NODES), all, range.from(), range.to(), chart.columns(), true));
    }

    private void ask(String metric, EntityId here, Range range) {
        ask(metric, WindowQuery.one(new MetricId(metric), here, range.from(), range.to(), chart.columns()));
    }

    private void ask(String metric, WindowQuery query) {
        waiting++;
        context.history()
                .query(query)
                .whenComplete((answer, _) -> context.onFx(() -> {
                    waiting--;
                    fresh = true;
                    if (answer == null || answer.isEmpty()) {
                        windows.remove(metric);
                        asking.failed();
                    } else {
                        windows.put(metric, answer.getFirst());
                    }
                }));
    }

    /** At the present labels say what all screens tell now; of another range, what stood at its end. */
    Map<String, Double> told(long now) {
        Range range = shown;
        Plant plant = context.situation().plant();
        double column = range == null ? 0 : (double) range.length() / chart.columns();
        if (range == null || plant.count(EntityKind.SITE) == 0 || Math.abs(now - range.to()) > SOON + 2 * column) {
            return Map.of();
        }
        Moments moments = context.moments();
        Map<String, Double> told = new HashMap<>();
        for (String part : LABELLED) {
            Latest latest = moments.latest(new MetricId("site.power." + part), EntityKind.SITE);
            if (latest.ok(0)) {
                told.put(part, latest.values()[0]);
            }
        }
        SitePower drawn = SitePower.of(plant, moments, 0, now);
        if (drawn.state() == DataState.OK) {
            told.put("observed", drawn.watts());
        }
        return told;
    }

    private void draw(Range range) {
        boolean nothing = windows.values().stream().allMatch(Window::isEmpty);
        chart.setVisible(!nothing);
        none.setVisible(nothing);
        List<Strip> strips = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            Window part = windows.get("site.power." + PARTS.get(i));
            if (part != null && !part.isEmpty()) {
                strips.add(new Strip.Area(PARTS.get(i), part, FILLS.get(i)));
            }
        }
        Window it = windows.get("site.power.it");
        if (strips.isEmpty() && it != null && !it.isEmpty()) {
            strips.add(new Strip.Area("IT, use not told", it, FILLS.getFirst()));
        }
        Window nodes = windows.get(NODES);
        if (strips.isEmpty() && nodes != null && !nodes.isEmpty()) {
            strips.add(new Strip.Area("servers", nodes, FILLS.getFirst()));
        }
        Window observed = windows.get("site.power");
        if (observed != null && !observed.isEmpty()) {
            strips.add(new Strip.Trace("observed", observed, Token.STRONG, 1.5, true));
        }
        line(strips, "site.power.committed", "committed", Token.TEXT, false);
        Window told = windows.get("site.power.limit");
        if (told == null || told.isEmpty()) {
            planned(strips, range);
        } else {
            line(strips, "site.power.limit", "limit", Token.SET, true);
        }
        EntityId here = site;
        if (here != null) {
            strips.addAll(LoadTargets.marks(context.situation().plant(), here, range));
        }
        chart.missing(
                here == null
                        ? List.of()
                        : Missing.of(
                                context.situation().gaps(),
                                new MetricId("site.power"),
                                here,
                                range.from(),
                                range.to()));
        chart.show(range, context.clockFace(), strips, brushed);
    }

    /** The limit that the plant's description sets, step by step, where no source measures one. */
    private void planned(List<Strip> strips, Range range) {
        EntityId here = site;
        if (here == null) {
            return;
        }
        Plant plant = context.situation().plant();
        int columns = 120;
        List<Long> from = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int c = 0; c <= columns; c++) {
            long at = range.from() + range.length() / columns * c;
            double value = plant.binding(here, new MetricId("site.power"), Bound.UPPER, at)
                    .map(l -> l.at(at))
                    .orElse(Double.NaN);
            if (values.isEmpty() || Double.compare(values.getLast(), value) != 0) {
                from.add(at);
                values.add(value);
            }
        }
        strips.add(new Strip.Line(
                "limit",
                from.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                Token.SET,
                true,
                true));
    }

    private void line(List<Strip> strips, String metric, String name, Token ink, boolean solid) {
        Window window = windows.get(metric);
        if (window == null || window.isEmpty()) {
            return;
        }
        Steps steps = Steps.of(window);
        strips.add(new Strip.Line(name, steps.from(), steps.values(), ink, solid, true));
    }
}
