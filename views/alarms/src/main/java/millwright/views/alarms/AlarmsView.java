package millwright.views.alarms;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import millwright.desk.Situation;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Unjudged;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.plant.Times;
import millwright.styles.Symbol;
import millwright.views.kit.BrushChip;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.Reading;
import millwright.views.kit.RowTable;
import millwright.views.kit.Saved;
import millwright.views.kit.SegmentedToggle;
import millwright.views.kit.Silent;
import millwright.views.kit.ToolRow;
import org.jspecify.annotations.Nullable;

/**
 * The alarm screen. FX thread; ordering runs on a virtual thread at most twice a second, and the order shown changes
 * only when the reader asks, and when time leaps or is paused in the past: then the list is of the instant shown. Values,
 * states and ages in the rows in sight are always of this moment.
 */
final class AlarmsView implements View {
    private static final long REORDER_EVERY = 500 * Times.MILLI;
    /** Rates fade with time, also while nothing changes. */
    private static final long RATES_EVERY = 2 * Times.SECOND;
    /** Beats after which news is ordered while the time shown stands still. */
    private static final int REORDER_BEATS = 10;

    /** All that is reckoned off the FX thread. @param keys findings shown or folded @param fresh those not shown yet */
    private record Outcome(AlarmOrder.Result result, AlarmRates rates, Set<String> keys, int fresh) {
        static Outcome of(Situation situation, AlarmOrder.Wish wish, long now, Set<String> shown) {
            AlarmOrder.Result result = AlarmOrder.of(situation, wish);
            Set<String> keys = AlarmsView.keys(result);
            int fresh = (int) keys.stream().filter(k -> !shown.contains(k)).count();
            return new Outcome(result, AlarmRates.of(situation, now), keys, fresh);
        }
    }

    private final ViewContext context;
    private final RateTiles rates;
    private final Label sentence = new Label();
    private final Label mood = new Label();
    private final Button showNew = new Button();
    private final HBox banner = new HBox(8);
    private final SegmentedToggle<AlarmOrder.Grouping> grouping = new SegmentedToggle<>("Group");
    private final Map<AlarmState, ToggleButton> states = new EnumMap<>(AlarmState.class);
    private final ComboBox<AlarmOrder.Sort> sort = new ComboBox<>();
    private final TextField filter = new TextField();
    private final RowTable<AlarmRow> table;
    private final BrushChip brushed;
    private final Subscription brushing;
    private final Reading reading;
    private final StackPane root = new StackPane();
    private static final String CALM =
            "Nothing is abnormal in the states and words chosen above. Alarms appear here the moment a rule finds"
                    + " one.";

    private final EmptyState calm = new EmptyState(Symbol.ALARMS, "No alarm matches", CALM);
    private static final String UNJUDGED =
            "A replay shows the alarms that were raised when it was recorded; imported files were never judged. Open"
                    + " it with --reanalyse to judge it now.";

    private final EmptyState unjudged = new EmptyState(Symbol.CLOCK, "", "");
    private final Set<String> open = new HashSet<>();
    private AlarmOrder.@Nullable Result latest;
    private Set<String> shownKeys = Set.of();
    private long ordered = Long.MIN_VALUE;
    private long orderedVersion = -1;
    private final Leaps leaps = new Leaps();
    private int beats;
    private boolean ordering;
    private boolean takeNext = true;
    private @Nullable EntityId followed;
    private @Nullable EntityId sought;
    private long nanosAtLastDraw;

    AlarmsView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        rates = new RateTiles(looks);
        AlarmColumns columns =
                new AlarmColumns(context::situation, () -> context.time().now(), context.catalogue());
        table = new RowTable<AlarmRow>(looks, columns.all(), row -> row instanceof AlarmRow.Group ? 28 : 24)
                .key(AlarmRow::key)
                .ground(columns::ground)
                .onSelect(this::select)
                .onOpen(this::openRow)
                .onClick(this::click);
        reading = new Reading(root);
        brushed = new BrushChip(context);
        build();
        brushing = context.time().brush().subscribe(_ -> reorderNow());
    }

    private void build() {
        grouping.add("Incident", AlarmOrder.Grouping.INCIDENT)
                .add("Where", AlarmOrder.Grouping.WHERE)
                .add("None", AlarmOrder.Grouping.NONE);
        grouping.onChoose(_ -> reorderNow());
        HBox stateBox = new HBox();
        stateBox.getStyleClass().add("segmented");
        for (AlarmState state :
                new AlarmState[] {AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED, AlarmState.RETURNED}) {
            ToggleButton button = new ToggleButton(word(state));
            button.getStyleClass().add("segment");
            button.setSelected(true); // what is over leaves the list when somebody has acknowledged it
            button.setOnAction(_ -> reorderNow());
            states.put(state, button);
            stateBox.getChildren().add(button);
        }
        sort.getItems().setAll(AlarmOrder.Sort.values());
        sort.setValue(AlarmOrder.Sort.PRIORITY);
        sort.setConverter(new SortNames());
        sort.setOnAction(_ -> reorderNow());
        sort.setAccessibleText("Sort");
        filter.setPromptText("Filter: type, row, job, code …");
        filter.setStyle("-fx-pref-width: 18em");
        filter.textProperty().addListener((_, _, _) -> reorderNow());
        filter.setAccessibleText("Filter by type, row, job or code");
        ToolRow tools = new ToolRow();
        tools.add("Group", grouping);
        tools.add("State", stateBox);
        tools.add("Sort", sort);
        tools.end(filter);
        List.of(grouping, stateBox, sort).forEach(part -> part.setMinWidth(Region.USE_PREF_SIZE));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        mood.getStyleClass().add("word");
        mood.setMinWidth(Region.USE_PREF_SIZE);
        showNew.setMinWidth(Region.USE_PREF_SIZE);
        showNew.setOnAction(_ -> reorderNow());
        banner.getStyleClass().add("banner");
        banner.getChildren().addAll(mood, sentence, gap, brushed, showNew);
        StackPane body = new StackPane(table, calm, unjudged);
        VBox.setVgrow(body, Priority.ALWAYS);
        calm.setVisible(false);
        unjudged.setVisible(false);
        table.setOnKeyPressed(this::key);
        table.setAccessibleText(
                "Alarms. Arrows move, Enter opens the place, A acknowledges, Left and Right fold groups.");
        CopyMenu.install(table, "alarms", this::csv, context);
        VBox column = new VBox(12, rates, banner, tools, body);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(column);
    }

    private void key(KeyEvent e) {
        AlarmRow row = table.selected();
        if (e.isShortcutDown()) {
            return;
        }
        boolean fold = e.getCode() == KeyCode.LEFT;
        if (e.getCode() == KeyCode.A) {
            e.consume();
            if (row != null) {
                acknowledge(row);
            }
        } else if (row instanceof AlarmRow.Group group && (fold || e.getCode() == KeyCode.RIGHT)) {
            if (open.contains(group.id()) == fold) {
                unfold(group.id());
            }
            e.consume(); // else the desk would also step in time
        }
    }

    private static String word(AlarmState state) {
        return switch (state) {
            case UNACKNOWLEDGED -> "Unack";
            case ACKNOWLEDGED -> "Ack";
            case RETURNED -> "Returned";
            case SHELVED -> "Shelved";
            case NORMAL -> "Normal";
        };
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Situation situation = context.situation();
        takeNext |= leaps.leapt(situation.time());
        if ((due(situation, now) || takeNext) && !ordering) {
            order(situation, now);
        }
        follow(situation);
        long second = now / (Times.SECOND / 4);
        if (second != nanosAtLastDraw) {
            nanosAtLastDraw = second;
            table.repaint();
        }
    }

    /** Plant time may stand still, while what is known of the instant still comes in. */
    private boolean due(Situation situation, long now) {
        boolean changed = situation.alarmVersion() != orderedVersion;
        beats++;
        boolean late = (changed || now != ordered) && beats >= REORDER_BEATS && still(situation);
        return late || Math.abs(now - ordered) >= (changed ? REORDER_EVERY : RATES_EVERY);
    }

    /** Paused in the past nothing happens: what changes is only told late, and the rows would not be of the instant. */
    private static boolean still(Situation situation) {
        return situation.replay() && situation.time().speed() == 0;
    }

    private Set<AlarmState> wanted() {
        Set<AlarmState> wanted = EnumSet.noneOf(AlarmState.class);
        states.forEach((state, button) -> {
            if (button.isSelected()) {
                wanted.add(state);
            }
        });
        return wanted;
    }

    private void order(Situation situation, long now) {
        ordered = now;
        beats = 0;
        orderedVersion = situation.alarmVersion();
        AlarmOrder.Wish wish = new AlarmOrder.Wish(
                grouping.chosen(), wanted(), sort.getValue(), filter.getText(), Set.copyOf(open), brushed.brushed());
        boolean take = takeNext || still(situation);
        takeNext = false;
        Set<String> shown = shownKeys;
        if (latest == null) {
            take(Outcome.of(situation, wish, now, shown), true);
            return;
        }
        ordering = true;
        Thread.ofVirtual().name("alarm-order").start(() -> {
            Outcome outcome = Outcome.of(situation, wish, now, shown);
            context.onFx(() -> {
                ordering = false;
                take(outcome, take);
            });
        });
    }

    RowTable<AlarmRow> table() {
        return table;
    }

    /** Whether an order is on its way from another thread. */
    boolean ordering() {
        return ordering;
    }

    private void take(Outcome outcome, boolean show) {
        latest = outcome.result();
        boolean shown = show || shownKeys.isEmpty() || !reading.now();
        if (shown) {
            shownKeys = outcome.keys();
            table.show(outcome.result().rows());
        }
        rates.show(outcome.rates(), context.situation().judged());
        tell(outcome, shown ? 0 : outcome.fresh());
    }

    private static Set<String> keys(AlarmOrder.Result result) {
        Set<String> keys = new HashSet<>();
        result.rows().forEach(row -> {
            switch (row) {
                case AlarmRow.Item item -> keys.add(item.finding());
                case AlarmRow.Group group -> keys.addAll(group.findings());
                case AlarmRow.More _ -> {}
            }
        });
        return keys;
    }

    private void tell(Outcome outcome, int fresh) {
        AlarmOrder.Result result = outcome.result();
        brushed.filtered(result.byTime());
        showNew.setVisible(fresh > 0);
        showNew.setText(Figures.whole(fresh) + " new, show now");
        states.forEach((state, button) ->
                button.setText(word(state) + " " + Figures.whole(result.byState()[state.ordinal()])));
        int active = result.byState()[AlarmState.UNACKNOWLEDGED.ordinal()]
                + result.byState()[AlarmState.ACKNOWLEDGED.ordinal()];
        int waiting = result.byState()[AlarmState.RETURNED.ordinal()];
        AlarmRates now = outcome.rates();
        boolean judged = context.situation().judged();
        mood.setText(now.flood() ? "Flood" : !judged ? "Not judged" : active + waiting == 0 ? "Calm" : "In hand");
        String frozen = reading.now() ? " Order frozen while you read." : "";
        sentence.setText(
                judged
                        ? account(result, active, waiting, now) + frozen
                        : "no alarm and no finding was recorded up to this instant");
        calm.how(CALM + Silent.words(context.situation()));
        calm.setVisible(result.rows().isEmpty() && judged);
        Situation situation = context.situation();
        unjudged.says(Unjudged.words(situation, context.clockFace()), Unjudged.meaning(situation, UNJUDGED));
        unjudged.setVisible(result.rows().isEmpty() && !judged);
    }

    private static String account(AlarmOrder.Result result, int active, int waiting, AlarmRates rates) {
        return Figures.count(rates.last10Min(), "alarm") + " in 10 min; " + Figures.whole(active) + " active, "
                + (waiting == 0 ? "" : Figures.whole(waiting) + " over unack, ")
                + Figures.whole(result.attached()) + " of all in " + Figures.count(result.incidents(), "incident")
                + (result.hidden() > 0
                        ? "; " + Figures.whole(result.hidden()) + " filtered out"
                        : waiting == 0 ? "; nothing is hidden" : "") // one line at every size of text
                + ".";
    }

    private void reorderNow() {
        takeNext = true;
    }

    private void select(AlarmRow row) {
        Finding finding = context.situation().findings().get(row.key());
        if (finding != null) {
            context.selection()
                    .selectIncident(context.situation().incidentOfFinding().get(finding.id()));
            context.selection().select(finding.entity()); // last, so that it is what is read about
        } else if (row instanceof AlarmRow.Group group
                && context.situation().incidents().containsKey(group.id())) {
            context.selection().select(null);
            context.selection().selectIncident(group.id());
        }
    }

    /** What was selected elsewhere is shown here: its first alarm, unfolded if need be. */
    private void follow(Situation situation) {
        EntityId picked = context.selection().selected().get();
        if (!Objects.equals(picked, followed)) {
            followed = picked;
            AlarmRow row = table.selected();
            sought = row != null && on(situation, row.key(), picked) ? null : picked;
        }
        if (sought != null && !takeNext && !ordering) {
            seek(situation, sought);
        }
    }

    private void seek(Situation situation, EntityId entity) {
        for (AlarmRow row : table.rows()) {
            if (row instanceof AlarmRow.Item item && on(situation, item.finding(), entity)) {
                sought = null;
                table.select(row.key());
                table.reveal();
                return;
            }
        }
        for (AlarmRow row : table.rows()) {
            boolean folded = row instanceof AlarmRow.Group group
                    && group.findings().stream().anyMatch(f -> on(situation, f, entity))
                    && open.add(group.id());
            if (folded) {
                reorderNow();
                return;
            }
        }
        sought = null;
    }

    private static boolean on(Situation situation, String finding, @Nullable EntityId entity) {
        Finding found = situation.findings().get(finding);
        return found != null && found.entity().equals(entity);
    }

    private void openRow(AlarmRow row) {
        Finding finding = context.situation().findings().get(row.key());
        if (finding != null) {
            context.navigation().open("timeline", finding.entity());
        } else if (row instanceof AlarmRow.More more) {
            unfold(more.group());
        } else if (row instanceof AlarmRow.Group group
                && context.situation().incidents().containsKey(group.id())) {
            context.selection().select(null);
            context.selection().selectIncident(group.id());
            context.navigation().open("timeline");
        }
    }

    private void unfold(String group) {
        if (!open.remove(group)) {
            open.add(group);
        }
        reorderNow();
    }

    private void click(AlarmRow row, int column) {
        if (row instanceof AlarmRow.More more) {
            unfold(more.group());
        } else if (column == AlarmColumns.ACTION) {
            acknowledge(row);
        } else if (row instanceof AlarmRow.Group group && column == 0) {
            unfold(group.id());
        }
    }

    private void acknowledge(AlarmRow row) {
        List<String> findings = new ArrayList<>();
        switch (row) {
            case AlarmRow.Item item -> findings.add(item.finding());
            case AlarmRow.Group group -> findings.addAll(group.findings());
            case AlarmRow.More _ -> {}
        }
        findings.removeIf(id -> {
            Alarm alarm = context.situation().alarms().get(id);
            return alarm == null || alarm.state() == AlarmState.ACKNOWLEDGED;
        });
        if (!findings.isEmpty()) {
            context.controls().acknowledge(findings);
        }
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("finding,priority,state,since,what,where,now,limit,guidance\n");
        Situation situation = context.situation();
        for (AlarmRow row : table.rows()) {
            Finding f = situation.findings().get(row.key());
            Alarm a = situation.alarms().get(row.key());
            if (f != null && a != null) {
                rows.append(CsvLine.of(
                        f.id(),
                        a.priority().number(),
                        a.state(),
                        Times.instant(f.since()),
                        f.what(),
                        f.entity(),
                        f.now(),
                        f.limit(),
                        f.guidance()));
            }
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        return Map.of(
                "group", grouping.chosen().name(),
                "sort", sort.getValue().name(),
                "states", Saved.names(wanted()),
                "open", String.join("\n", open),
                "filter", filter.getText());
    }

    @Override
    public void restore(Map<String, String> saved) {
        Saved.one(AlarmOrder.Grouping.class, saved.get("group")).ifPresent(grouping::choose);
        Saved.one(AlarmOrder.Sort.class, saved.get("sort")).ifPresent(sort::setValue);
        Set<AlarmState> shown = Saved.all(AlarmState.class, saved.get("states"));
        if (shown != null) {
            states.forEach((state, button) -> button.setSelected(shown.contains(state)));
        }
        saved.getOrDefault("open", "").lines().forEach(open::add);
        filter.setText(saved.getOrDefault("filter", ""));
        reorderNow();
    }

    @Override
    public void close() {
        open.clear();
        brushing.unsubscribe();
    }
}
