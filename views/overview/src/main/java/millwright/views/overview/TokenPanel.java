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
import millwright.desk.draw.PointerTip;
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

/**
 * Output tokens of the last hour, or as far back as the range shown is long, against what is expected, with the incidents
 * on them, and the endpoints. FX thread.
 */
final class TokenPanel extends VBox {
    private static final double BAND = 0.02;
    private static final int MOST_MARKS = 6;
    /** More names than this would cover each other. */
    private static final int MOST_NAMED = 2;

    private static final String AGAINST = " against expected ± 2 %; the axis does not start at 0";
    private static final String RATE = "site.output.rate";
    private static final String EXPECTED = "site.output.expected";

    private final ViewContext context;
    private final Trends trends;
    private final TitleRule title;
    private final StripChart chart;
    private final EndpointStrips strips;
    private final EmptyState none = new EmptyState(
            Symbol.INFERENCE,
            "No output is measured in this time",
            "Serving endpoints or jobs that tell their token rate fill this.");

    TokenPanel(ViewContext context, ObservableValue<Look> looks, Trends trends) {
        this.context = context;
        this.trends = trends;
        title = new TitleRule(looks, "Output tokens", last(Times.HOUR) + AGAINST);
        chart = new StripChart(looks, "{token}/s")
                .rightRoom(104)
                .valuesInLabels()
                .onBrush(range -> context.time().brush(range));
        chart.setMinHeight(72);
        chart.setPrefHeight(looks.getValue().scaled(150));
        strips = new EndpointStrips(looks, id -> {
            context.selection().select(id);
            context.navigation().open("inference", id);
        });
        VBox.setVgrow(chart, Priority.ALWAYS);
        CopyMenu.install(chart, "output tokens", chart::csv, () -> chart.svg("Output tokens"), context);
        CopyMenu.install(strips, "endpoints", strips::csv, context);
        PointerTip.install(strips, (x, y) -> strips.tip(x, y, context.clockFace()));
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
        double rate = values.of(RATE).number();
        double wanted = values.of(EXPECTED).number();
        seen = Trends.ending(seen, rate);
        expected = Trends.ending(expected, wanted);
        boolean nothing =
                seen.isEmpty() && expected.isEmpty() && !values.of(RATE).known();
        chart.setVisible(!nothing);
        none.setVisible(nothing);
        long span = trends.span();
        title.beside(nothing ? "" : last(span) + AGAINST);
        List<Strip> shown = new ArrayList<>();
        if (!expected.isEmpty()) {
            shown.add(new Strip.Band(Trends.scaled(expected, 1 - BAND), Trends.scaled(expected, 1 + BAND), Token.BAND));
            shown.add(new Strip.Trace("expected", expected, Token.SET, 1));
        }
        shown.add(new Strip.Trace("observed", seen, Token.STRONG, 1.75));
        marks(situation, now - span, now).forEach(shown::add);
        chart.missing(
                site == null ? List.of() : Missing.of(situation.gaps(), new MetricId(RATE), site, now - span, now));
        chart.show(
                new Range(now - span, now),
                context.clockFace(),
                shown,
                context.time().brush().get());
        chart.describe("Output tokens, " + last(span));
        title.right(
                Double.isNaN(rate - wanted)
                        ? ""
                        : Figures.signed(rate - wanted, "{token}/s").joined() + " to expected");
        endpoints(values);
    }

    private static String last(long span) {
        return span == Times.HOUR ? "last hour" : "last " + Figures.span(span);
    }

    private static List<Strip.Mark> marks(Situation situation, long from, long now) {
        List<Incident> worst = situation.incidents().values().stream()
                .filter(i -> i.open() && i.opened() > from && i.opened() <= now)
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
