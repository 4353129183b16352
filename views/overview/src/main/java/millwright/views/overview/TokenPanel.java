package millwright.views.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.feed.Incident;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Strip;
import millwright.views.kit.StripChart;
import millwright.views.kit.TitleRule;

/** Output tokens of the last hour against what is expected, with the incidents on it, and the endpoints. FX thread. */
final class TokenPanel extends VBox {
    private static final double BAND = 0.02;
    private static final int MOST_MARKS = 6;
    /** More names than this would cover each other. */
    private static final int MOST_NAMED = 2;

    private static final String AGAINST = "against expected ± 2 %; the axis does not start at 0";
    private static final String RATE = "site.output.rate";
    private static final String EXPECTED = "site.output.expected";

    private final ViewContext context;
    private final Trends trends;
    private final TitleRule title;
    private final StripChart chart;
    private final EndpointStrips strips;
    private final EmptyState none = new EmptyState(
            Symbol.INFERENCE,
            "No output is measured in this hour",
            "Serving endpoints or jobs that tell their token rate fill this.");

    TokenPanel(ViewContext context, ObservableValue<Look> looks, Trends trends) {
        this.context = context;
        this.trends = trends;
        title = new TitleRule(looks, "Output tokens", AGAINST);
        chart = new StripChart(looks, "{token}/s")
                .rightRoom(104)
                .valuesInLabels()
                .onBrush(range -> context.time().brush(range));
        chart.setMinHeight(80);
        chart.setPrefHeight(looks.getValue().scaled(150));
        strips = new EndpointStrips(looks, id -> {
            context.selection().select(id);
            context.navigation().open("inference", id);
        });
        VBox.setVgrow(chart, Priority.ALWAYS);
        CopyMenu.install(chart, "output tokens", chart::csv, () -> chart.svg("Output tokens"), context);
        StackPane plot = new StackPane(chart, none);
        VBox.setVgrow(plot, Priority.ALWAYS);
        plot.setMinHeight(0);
        none.setVisible(false);
        getChildren().addAll(title, plot, strips);
    }

    void pulse(SiteValues values, Situation situation) {
        EntityId site = values.site();
        long now = values.now();
        Window seen = site == null ? Trends.none(RATE, now) : trends.of(RATE, site, now);
        Window expected = site == null ? Trends.none(EXPECTED, now) : trends.of(EXPECTED, site, now);
        boolean nothing =
                seen.isEmpty() && expected.isEmpty() && !values.of(RATE).known();
        chart.setVisible(!nothing);
        none.setVisible(nothing);
        title.beside(nothing ? "" : AGAINST);
        List<Strip> shown = new ArrayList<>();
        if (!expected.isEmpty()) {
            shown.add(new Strip.Band(Trends.scaled(expected, 1 - BAND), Trends.scaled(expected, 1 + BAND), Token.BAND));
            shown.add(new Strip.Trace("expected", expected, Token.SET, 1));
        }
        shown.add(new Strip.Trace("observed", seen, Token.STRONG, 1.75));
        marks(situation, now).forEach(shown::add);
        chart.missing(Missing.of(situation.gaps(), new MetricId(RATE), now - Times.HOUR, now));
        chart.show(
                new Range(now - Times.HOUR, now),
                context.clockFace(),
                shown,
                context.time().brush().get());
        chart.describe("Output tokens, last hour");
        double missing = values.of(RATE).number() - values.of(EXPECTED).number();
        title.right(
                Double.isNaN(missing)
                        ? ""
                        : Figures.signed(missing, "{token}/s").joined() + " to expected");
        endpoints(values);
    }

    private static List<Strip.Mark> marks(Situation situation, long now) {
        List<Incident> worst = situation.incidents().values().stream()
                .filter(i -> i.open() && i.opened() > now - Times.HOUR && i.opened() <= now)
                .sorted(java.util.Comparator.comparing(Incident::priority).thenComparing(i -> -i.opened()))
                .toList();
        List<Strip.Mark> marks = new ArrayList<>();
        for (Incident i : worst.subList(0, Math.min(MOST_MARKS, worst.size()))) {
            boolean named = worst.size() <= MOST_NAMED || marks.isEmpty();
            int more = worst.size() <= MOST_NAMED ? 0 : worst.size() - 1;
            String name = more == 0 ? i.id() : i.id() + " and " + Figures.whole(more) + " more";
            marks.add(new Strip.Mark(i.opened(), named ? name : "", i.priority(), ink(i.priority())));
        }
        return marks;
    }

    private static Token ink(millwright.feed.Priority priority) {
        return switch (priority) {
            case CRITICAL -> Token.ALARM_1_INK;
            case HIGH -> Token.ALARM_2_INK;
            case MEDIUM -> Token.ALARM_3_INK;
            case LOW -> Token.ALARM_4_INK;
            case INFO -> Token.TEXT;
        };
    }

    private void endpoints(SiteValues values) {
        Plant plant = values.plant();
        int all = plant.count(EntityKind.ENDPOINT);
        List<EndpointStrips.Line> lines = new ArrayList<>();
        for (int slot = 0; slot < Math.min(all, EndpointStrips.MOST - 1); slot++) {
            EntityId id = plant.at(EntityKind.ENDPOINT, slot).id();
            SiteValues.Value rate = values.of("endpoint.output.rate", EntityKind.ENDPOINT, slot);
            double expected = values.of("endpoint.output.expected", EntityKind.ENDPOINT, slot)
                    .number();
            lines.add(new EndpointStrips.Line(
                    id,
                    plant.at(EntityKind.ENDPOINT, slot).name(),
                    trends.of("endpoint.output.rate", id, values.now()),
                    rate,
                    expected,
                    rate.number() < expected * (1 - BAND)));
        }
        strips.show(lines, all - lines.size());
    }
}
