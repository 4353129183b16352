package millwright.views.overview;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Situation;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.RowTable;
import millwright.views.kit.TableColumn;
import millwright.views.kit.TitleRule;

/** What the site wastes, by kind, as the gateway counted it last; says so where nothing is known or priced. FX thread. */
final class WastePanel extends VBox {
    /** One kind. @param share of all GPUs of the plant @param currency empty where no price is given */
    record Line(Waste.Item item, double share, String currency) {}

    private final TitleRule title;
    private final RowTable<Line> table;
    private final Label none = new Label();

    WastePanel(ViewContext context, ObservableValue<Look> looks) {
        title = new TitleRule(looks, "Top waste", "each GPU once");
        table = new RowTable<Line>(looks, columns(), 28).key(line -> line.item().kind());
        table.setAccessibleText("Top waste");
        table.setMinHeight(84);
        table.setPrefHeight(100);
        none.getStyleClass().add("section-note");
        none.setWrapText(true);
        CopyMenu.install(table, "waste", this::csv, context);
        StackPane body = new StackPane(table, none);
        StackPane.setAlignment(none, Pos.TOP_LEFT);
        StackPane.setMargin(none, new Insets(12, 0, 0, 0));
        setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(title, body);
    }

    private static List<TableColumn<Line>> columns() {
        return List.of(
                TableColumn.<Line>text("Kind", 122, line -> word(line.item().kind()), Token.TEXT)
                        .growing(),
                TableColumn.number("GPUs", 46, line -> Figures.whole(line.item().gpus()), Token.VALUE),
                TableColumn.number(
                        "Power",
                        66,
                        line -> Figures.of(line.item().watts(), "W").joined(),
                        Token.TEXT),
                TableColumn.number("Cost", 74, WastePanel::cost, Token.TEXT),
                TableColumn.number(
                        "of GPUs", 50, line -> Figures.percent(line.share()).joined(), Token.MUTED));
    }

    private static String cost(Line line) {
        double cost = line.item().costPerHour();
        return Double.isNaN(cost) ? "–" : Figures.digits(cost) + " " + line.currency() + "/h";
    }

    static String word(Waste.Kind kind) {
        return switch (kind) {
            case THROTTLED_HARDWARE -> "Throttled, hardware";
            case THROTTLED_THERMAL -> "Throttled, thermal";
            case ZOMBIE -> "Zombie, GPU held";
            case EXECUTION_IDLE -> "Execution-idle";
            case FREE -> "Free, no job";
        };
    }

    /** The site's kinds, those with most GPUs first. */
    static List<Line> lines(Situation situation) {
        Waste waste = situation.waste();
        Plant plant = situation.plant();
        if (waste == null || plant.count(EntityKind.SITE) == 0) {
            return List.of();
        }
        EntityId site = plant.at(EntityKind.SITE, 0).id();
        return waste.items().stream()
                .filter(item -> item.entity().equals(site) && item.gpus() > 0)
                .sorted((a, b) -> Integer.compare(b.gpus(), a.gpus()))
                .map(item -> new Line(
                        item,
                        waste.gpus() == 0 ? Double.NaN : item.gpus() / (double) waste.gpus(),
                        waste.prices().currency()))
                .toList();
    }

    void show(Situation situation) {
        List<Line> lines = lines(situation);
        Waste waste = situation.waste();
        table.show(lines);
        table.setVisible(!lines.isEmpty());
        title.right(prices(waste == null ? Prices.NONE : waste.prices()));
        none.setText(
                !lines.isEmpty()
                        ? ""
                        : waste == null || waste.known() == 0
                                ? "Not known yet: no source tells what GPUs do."
                                : "None: no GPU is throttled, idle within a job, held without one or free.");
    }

    private static String prices(Prices prices) {
        String energy = Double.isNaN(prices.perKilowattHour())
                ? ""
                : Figures.digits(prices.perKilowattHour()) + " " + prices.currency() + "/kWh";
        String tokens = Double.isNaN(prices.perMillionTokens())
                ? ""
                : Figures.digits(prices.perMillionTokens()) + " " + prices.currency() + "/Mtok";
        String both = energy + (energy.isEmpty() || tokens.isEmpty() ? "" : ", ") + tokens;
        return both.isEmpty() ? "no price of energy or tokens given" : both;
    }

    private String csv() {
        StringBuilder text = new StringBuilder("kind,gpus,watts,tokens per s,cost per h,currency,share of gpus\n");
        for (Line line : table.rows()) {
            Waste.Item item = line.item();
            text.append(CsvLine.of(
                    word(item.kind()),
                    item.gpus(),
                    item.watts(),
                    item.tokensPerSecond(),
                    item.costPerHour(),
                    line.currency(),
                    line.share()));
        }
        return text.toString();
    }
}
