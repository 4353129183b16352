package millwright.views.sources;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Situation;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.feed.Delivery;
import millwright.feed.SourceState;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.RowTable;
import millwright.views.kit.TableColumn;
import millwright.views.kit.TitleRule;

/** Who tells what, worst first. FX thread; rebuilt only when the situation changed. */
final class SourcesView implements View {
    private final ViewContext context;
    private final RowTable<SourceState> table;
    private final SourcePanel panel;
    private final TitleRule title;
    private final StackPane root = new StackPane();
    private final EmptyState empty = new EmptyState(
            Symbol.SOURCES,
            "No source has reported yet",
            "Sources appear here as soon as the gateway connects to one. Which there are is said in its configuration,"
                    + " under “sources:”.");
    private long version = -1;
    private String wished = "";

    SourcesView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        title = new TitleRule(looks, "Sources", "who tells what, worst first");
        panel = new SourcePanel(looks);
        table = new RowTable<>(looks, columns(), 28)
                .key(SourceState::source)
                .onSelect(s -> panel.show(s, context.clockFace()));
        StackPane list = new StackPane(table, empty);
        VBox.setVgrow(list, Priority.ALWAYS);
        table.setAccessibleText("Sources. Arrows move.");
        CopyMenu.install(table, "sources", this::csv, context);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(12, title, list, panel));
    }

    private static List<TableColumn<SourceState>> columns() {
        return List.of(
                TableColumn.<SourceState>name("Source", 150, SourcesView::name),
                TableColumn.text("Protocol", 80, SourceState::protocol, Token.MUTED),
                new TableColumn<>("State", 84, false, false, (pen, s, box) -> {
                    boolean well = s.condition().equals("ok");
                    boolean bad = SourceText.bad(s);
                    pen.symbol(
                            well ? Symbol.CHECK : bad ? Symbol.WARNING : Symbol.CLOCK,
                            well ? Token.MUTED : Token.STRONG,
                            box.x(),
                            box.baseline() - 10,
                            12);
                    pen.text(
                            s.condition(),
                            bad ? pen.look().strong(12) : pen.look().body(12),
                            bad ? Token.STRONG : Token.TEXT,
                            box.x() + 18,
                            box.baseline(),
                            box.w() - 22);
                }),
                TableColumn.<SourceState>text("What it says", 200, SourceState::detail, Token.TEXT)
                        .growing(),
                TableColumn.number("Lag", 66, SourceText::lag, Token.VALUE),
                TableColumn.number("Values/s", 74, SourceText::rate, Token.VALUE),
                TableColumn.number("Failures", 66, s -> Figures.whole(s.failures()), Token.TEXT),
                TableColumn.number("Unread", 62, s -> Figures.whole(s.delivery().unread()), Token.TEXT),
                TableColumn.number("Fields", 56, SourcesView::fields, Token.TEXT),
                TableColumn.number("Missing", 62, s -> Figures.whole(s.missing().size()), Token.TEXT),
                TableColumn.number("Clock", 110, SourceText::clock, Token.TEXT));
    }

    /** What people call it: the id without its kind. */
    static String name(SourceState s) {
        String id = s.source().text();
        String before = EntityKind.SOURCE.prefix() + ":";
        return id.startsWith(before) ? id.substring(before.length()) : id;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Situation situation = context.situation();
        if (situation.version() == version) {
            return;
        }
        version = situation.version();
        List<SourceState> rows = situation.sources().values().stream()
                .sorted(Comparator.comparingInt(SourceText::rank).thenComparing(SourcesView::name))
                .toList();
        empty.setVisible(rows.isEmpty());
        table.setVisible(!rows.isEmpty());
        table.show(rows);
        if (table.selected() == null && !wished.isEmpty()) {
            table.select(new EntityId(wished));
        }
        if (table.selected() == null && !rows.isEmpty()) {
            table.select(rows.getFirst().source());
        }
        panel.show(table.selected(), context.clockFace());
        title.right(summary(rows));
    }

    private static String summary(List<SourceState> rows) {
        long failed = rows.stream().filter(s -> s.condition().equals("failed")).count();
        long late = rows.stream().filter(s -> s.condition().equals("late")).count();
        long lacking = rows.stream().filter(s -> !s.missing().isEmpty()).count();
        return Figures.count(rows.size(), "source") + ", " + failed + " failed, " + late + " late, " + lacking
                + " with fields missing, " + Figures.whole(Math.round(rate(rows))) + " values/s";
    }

    /** What the gateway takes in; it counts everything once, where parts of a source and the source itself are told. */
    private static double rate(List<SourceState> rows) {
        return rows.stream()
                .filter(s -> s.protocol().equals("gateway"))
                .mapToDouble(SourceState::samplesPerSecond)
                .max()
                .orElseGet(() ->
                        rows.stream().mapToDouble(SourceState::samplesPerSecond).sum());
    }

    private String csv() {
        StringBuilder rows = new StringBuilder(
                "source,protocol,state,detail,lag_ms,values_per_s,failures,not_understood,fields,clock_offset_ns,clock_uncertainty_ns,missing\n");
        for (SourceState s : table.rows()) {
            rows.append(CsvLine.of(
                    name(s),
                    s.protocol(),
                    s.condition(),
                    s.detail(),
                    s.lagMillis(),
                    s.samplesPerSecond(),
                    s.failures(),
                    s.delivery().unread(),
                    s.delivery().fields().size(),
                    s.clockOffset(),
                    s.clockUncertainty(),
                    String.join("; ", s.missing())));
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        SourceState selected = table.selected();
        String source = selected == null ? wished : selected.source().text();
        return source.isEmpty() ? Map.of() : Map.of("source", source);
    }

    /** The source that was read about, as soon as it is told of again. */
    @Override
    public void restore(Map<String, String> saved) {
        wished = saved.getOrDefault("source", "");
        table.select(null);
        version = -1;
    }

    @Override
    public void close() {
        panel.show(null, context.clockFace());
    }

    /** A dash where the source does not say what it delivers: that is not none. */
    private static String fields(SourceState s) {
        return s.delivery().equals(Delivery.UNSAID)
                ? "–"
                : Figures.whole(s.delivery().fields().size());
    }
}
