package millwright.views.overview;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Unjudged;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.plant.CsvLine;
import millwright.styles.Symbol;
import millwright.views.kit.BrushChip;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.FrozenOrder;
import millwright.views.kit.Reading;
import millwright.views.kit.RowTable;
import millwright.views.kit.Silent;
import millwright.views.kit.TitleRule;

/** The ranked list of what is abnormal. Its order stands still; what is new is counted until the reader asks. FX thread. */
final class AbnormalNow extends VBox {
    private final ViewContext context;
    private final TitleRule title;
    private final FrozenOrder<String> order = new FrozenOrder<>();
    private final Map<String, Abnormal> known = new HashMap<>();
    private final RowTable<Abnormal> table;
    private final Reading reading;
    private final Button showNew = new Button();
    private final BrushChip brushed;
    private final EmptyState calm = new EmptyState(
            Symbol.CHECK,
            "Nothing is abnormal",
            "Open incidents and findings that belong to none appear here, worst first.");
    private final EmptyState unknown = new EmptyState(
            Symbol.CLOCK,
            "Not known yet",
            "No source has told of its plant. What is abnormal appears here as soon as one does.");
    private final EmptyState unjudged = new EmptyState(Symbol.CLOCK, "", "");
    private static final String NEVER_JUDGED =
            "Imported files were never judged; --reanalyse judges a capture when it is opened.";

    private String unmeasured = "";
    private boolean takingIn;
    private String judging = "";
    private long version = Long.MIN_VALUE;
    private int total;

    AbnormalNow(ViewContext context, ObservableValue<Look> looks) {
        this.context = context;
        title = new TitleRule(looks, "Abnormal now", "");
        AbnormalColumns columns = new AbnormalColumns(() -> context.time().now(), row -> order.isGone(row.key()));
        table = new RowTable<Abnormal>(looks, columns.all(), 28)
                .key(Abnormal::key)
                .onSelect(this::select)
                .onOpen(this::open);
        reading = new Reading(this);
        brushed = new BrushChip(context);
        table.setMinHeight(84);
        table.setAccessibleText("Abnormal now. Arrows move, Enter opens the timeline.");
        showNew.setOnAction(_ -> showNow());
        showNew.setVisible(false);
        CopyMenu.install(table, "abnormal", this::csv, context);
        HBox over = new HBox(8, brushed, showNew); // over the title, so that no row moves
        over.setAlignment(Pos.TOP_RIGHT);
        over.setPickOnBounds(false);
        StackPane head = new StackPane(title, over);
        StackPane body = new StackPane(table, calm, unjudged, unknown);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
    }

    /** As many rows as the page has room for. @param height of the whole page, px */
    void fit(double height) {
        double wished = Math.clamp(height * 0.61 - 204, 112, 308);
        table.setPrefHeight(table.look().scaled(Math.floor(wished / 28) * 28));
    }

    /** The order stands still while somebody moves over the list or in it with the keys. */
    private boolean read() {
        return reading.now();
    }

    /**
     * Takes over what changed; rows in sight always tell their values of this moment.
     *
     * @param blank figures of the site that have no value, in words
     */
    void pulse(Situation situation, String blank) {
        boolean early = situation.takingIn();
        String now = Unjudged.aside(situation, context.clockFace());
        if (situation.alarmVersion() != version
                || !blank.equals(unmeasured)
                || early != takingIn
                || !judging.equals(now)) {
            takingIn = early;
            judging = now;
            unmeasured = blank;
            version = situation.alarmVersion();
            List<Abnormal> all = Abnormal.of(situation, context.catalogue());
            total = all.size();
            Map<String, Abnormal> fresh = new LinkedHashMap<>();
            all.stream().limit(Abnormal.MOST).forEach(a -> fresh.put(a.key(), a));
            order.offer(List.copyOf(fresh.keySet()));
            known.keySet().retainAll(order.shown());
            known.putAll(fresh);
            rows(situation);
        }
        if (!read() && (order.fresh() > 0 || order.shown().stream().anyMatch(order::isGone))) {
            order.showNow();
            rows(situation);
        }
        tell(situation);
        table.repaint();
    }

    private void rows(Situation situation) {
        table.show(order.shown().stream()
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .toList());
        boolean plant = situation.plant().size() > 0;
        boolean none = order.shown().isEmpty() && plant;
        calm.setVisible(none && !takingIn && situation.judged());
        unjudged.setVisible(none && !situation.judged());
        String silent = Silent.words(situation);
        String rest = (unmeasured.isEmpty() ? "" : " Not measured: " + unmeasured + ".") + silent;
        unknown.how(
                plant
                        ? "What sources tell of their past is still taken in. What is abnormal appears here after that."
                        : "No source has told of its plant. What is abnormal appears here as soon as one does."
                                + silent);
        calm.how(
                rest.isEmpty()
                        ? "Open incidents and findings that belong to none appear here, worst first."
                        : "In what is measured." + rest);
        unjudged.says(Unjudged.words(situation, context.clockFace()), Unjudged.meaning(situation, NEVER_JUDGED) + rest);
        unknown.setVisible(!plant || none && takingIn);
        table.setVisible(!order.shown().isEmpty());
        showNew.setVisible(order.fresh() > 0);
        showNew.setText(Figures.whole(order.fresh()) + " new, show now");
    }

    private void tell(Situation situation) {
        long incidents =
                situation.incidents().values().stream().filter(i -> i.open()).count();
        long active = alarming(situation).count();
        long unseen = situation.alarms().values().stream()
                .filter(a -> a.state() == AlarmState.RETURNED)
                .map(a -> situation.findings().get(a.finding()))
                .filter(f -> f != null && !f.active())
                .count();
        String more = total > Abnormal.MOST ? "; worst " + Abnormal.MOST + " of " + Figures.whole(total) : "";
        title.beside("ranked by priority and tokens at risk, frozen while read" + more);
        Range range = brushed.brushed();
        brushed.marked(
                range == null
                        ? 0
                        : (int) alarming(situation)
                                .filter(f -> f.since() <= range.to())
                                .count(),
                "of " + Figures.count(active, "alarm") + " stood then");
        title.right(
                order.fresh() > 0 || range != null || incidents + active + unseen == 0 && !situation.judged()
                        ? ""
                        : Figures.count(incidents, "incident") + ", " + Figures.count(active, "alarm")
                                + (unseen == 0 ? "" : ", " + Figures.whole(unseen) + " over and unack"));
    }

    private static Stream<Finding> alarming(Situation situation) {
        return situation.findings().values().stream()
                .filter(f -> f.active() && situation.alarms().containsKey(f.id()));
    }

    private void showNow() {
        order.showNow();
        rows(context.situation());
        table.requestFocus();
    }

    /** The incident alone; the timeline shows the one that is selected. */
    private void open(Abnormal row) {
        select(row);
        context.navigation().open("timeline");
    }

    private void select(Abnormal row) {
        context.selection().select(row.entity());
        context.selection().selectIncident(row.incident().isEmpty() ? null : row.incident());
    }

    private String csv() {
        StringBuilder text = new StringBuilder("incident,priority,where,what,now / limit,tokens at risk per s\n");
        for (Abnormal row : table.rows()) {
            text.append(CsvLine.of(
                    row.incident(),
                    row.cleared() ? "cleared" : row.priority().number(),
                    row.where(),
                    row.what(),
                    row.nowLimit(),
                    row.tokens()));
        }
        return text.toString();
    }
}
