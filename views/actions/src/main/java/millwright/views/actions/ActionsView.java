package millwright.views.actions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.EntityWords;
import millwright.desk.draw.Look;
import millwright.desk.draw.TargetWords;
import millwright.desk.draw.Targets;
import millwright.desk.draw.Tips;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.AuditHead;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.plant.CsvLine;
import millwright.plant.InBandProfile;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.BrushChip;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.RowTable;
import millwright.views.kit.TableColumn;
import millwright.views.kit.ToolRow;
import org.jspecify.annotations.Nullable;

/** Proposals, approvals and the trail. FX thread; rebuilt only when the situation changed. */
final class ActionsView implements View {
    private final ViewContext context;
    private final RowTable<ActionProgress> table;
    private final TrailPanel trail;
    private final StackPane root = new StackPane();
    private final Label target = new Label();
    private final Tooltip targetNames = Tips.of("");
    private final Label audit = new Label();
    private final Tooltip whereAudit = Tips.of("");
    /** COUNT:HASH as {@code audit verify --head} takes it; empty while no head was seen. */
    private String wholeHead = "";

    private final TextField watts = new TextField("840");
    private final TextField confirmation = new TextField();
    private final List<Button> forRackOrNode = new ArrayList<>();
    private final List<Button> forNodes = new ArrayList<>();
    private final Button approve = new Button("Approve");
    private final Button withdraw = new Button("Withdraw");
    private final EmptyState empty = new EmptyState(
            Symbol.ACTIONS,
            "Nothing was proposed yet",
            "Select racks or nodes anywhere, then cap them, choose a power profile or drain them with the buttons above."
                    + " Every proposal shows what would follow before anything happens.");
    private long version = -1;
    private final BrushChip brushed;
    private @Nullable Range heeded;
    private final Subscription picked;

    ActionsView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        trail = new TrailPanel(looks);
        brushed = new BrushChip(context);
        table = new RowTable<>(looks, columns(), 28).key(ActionProgress::key).onSelect(_ -> showSelected());
        build();
        picked = context.selection().together().subscribe(_ -> showTarget());
    }

    private List<TableColumn<ActionProgress>> columns() {
        return List.of(
                TableColumn.text(
                        "Time",
                        86,
                        a -> context.clockFace()
                                .when(
                                        a.action().header().created(),
                                        context.time().now()),
                        Token.MUTED),
                TableColumn.<ActionProgress>name("What", 150, a -> ActionText.what(a.action()))
                        .growing(),
                TableColumn.text(
                        "Where", 90, a -> ActionText.targets(context.situation().plant(), a.action()), Token.TEXT),
                new TableColumn<>("Stage", 104, false, false, StageMark::draw),
                TableColumn.number("Desired", 84, a -> of(a, 0), Token.SET),
                TableColumn.number("Commanded", 84, a -> of(a, 1), Token.TEXT),
                new TableColumn<>(
                        "Observed",
                        84,
                        false,
                        true,
                        (pen, a, box) -> pen.right(
                                of(a, 2),
                                pen.look().strong(Fonts.CELL),
                                differs(a) ? Token.ALARM_3_INK : Token.VALUE,
                                box.x() + box.w(),
                                box.baseline())));
    }

    /** Whether it is seen that what was wished is not so, of anything that was commanded. */
    static boolean differs(ActionProgress a) {
        return a.values().stream().anyMatch(ActionText::differs);
    }

    /** Of several the first that is not as it was wished: what is right with the others is no news. */
    private static ActionProgress.Target shown(ActionProgress a) {
        return a.values().stream()
                .filter(ActionText::differs)
                .findFirst()
                .orElseGet(() -> a.values().getFirst());
    }

    private static String of(ActionProgress a, int which) {
        if (a.values().isEmpty()) {
            return "–";
        }
        ActionProgress.Target first = shown(a);
        double value = which == 0 ? first.desired() : which == 1 ? first.commanded() : first.observed();
        return TargetWords.value(a.action(), value);
    }

    private void build() {
        watts.setStyle("-fx-pref-width: 5em");
        watts.setAccessibleText("Watts per GPU");
        confirmation.textProperty().subscribe(_ -> allow());
        confirmation.setAccessibleText("Name of the first target, to approve");
        confirmation.setStyle("-fx-pref-width: 18em");
        Button cap = propose("Cap …", forRackOrNode, on -> {
            double typed = wattsTyped();
            return Double.isNaN(typed) ? null : context.controls().cap(on.chosen(), typed, "");
        });
        Button lift =
                propose("Lift cap …", forRackOrNode, on -> context.controls().cap(on.chosen(), Double.NaN, ""));
        Button maxQ = propose(
                "MAX-Q …", forRackOrNode, on -> context.controls().profile(on.chosen(), InBandProfile.MAX_Q, ""));
        Button maxP = propose(
                "MAX-P …", forRackOrNode, on -> context.controls().profile(on.chosen(), InBandProfile.MAX_P, ""));
        Button drain = propose("Drain …", forNodes, on -> context.controls().drain(on.nodes(), ""));
        Button resume = propose("Resume …", forNodes, on -> context.controls().resume(on.nodes(), ""));
        ToolRow tools = new ToolRow();
        tools.add("", target, cap, watts, new Label("W per GPU"), lift);
        tools.add("", maxQ, maxP);
        tools.add("", drain, resume);
        target.setMinWidth(160);
        target.setTooltip(targetNames);
        approve.setOnAction(_ -> decide(true));
        withdraw.setOnAction(_ -> decide(false));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        audit.setTooltip(whereAudit);
        CopyMenu.installText(audit, "audit head", () -> wholeHead, context);
        audit.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        audit.setMinWidth(0);
        HBox decisions = new HBox(8, approve, confirmation, withdraw, space, audit);
        decisions.getStyleClass().add("tool-bar-row");
        HBox.setHgrow(table, Priority.ALWAYS);
        StackPane list = new StackPane(table, empty);
        VBox listed = new VBox(6, brushed, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox.setHgrow(listed, Priority.ALWAYS);
        HBox body = new HBox(16, listed, trail);
        VBox.setVgrow(body, Priority.ALWAYS);
        CopyMenu.install(table, "actions", this::csv, context);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(12, tools, body, decisions));
    }

    private interface Making {
        /** Null when what was typed makes no action. */
        @Nullable
        ControlAction of(Targets on);
    }

    private Button propose(String label, List<Button> group, Making making) {
        Button button = new Button(label);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            Targets on = targets();
            ControlAction made = on.isEmpty() ? null : making.of(on);
            if (made != null) {
                context.controls().openDialog(made);
            }
        });
        group.add(button);
        return button;
    }

    private double wattsTyped() {
        try {
            double typed = Double.parseDouble(watts.getText().strip());
            if (typed > 0 && Double.isFinite(typed)) {
                return typed;
            }
            context.navigation().warn("a cap is more than 0 W; type for example 840, or use Lift cap");
            return Double.NaN;
        } catch (NumberFormatException e) {
            context.navigation().warn("'" + watts.getText() + "' is no number of watts; type for example 840");
            return Double.NaN;
        }
    }

    private void decide(boolean yes) {
        ActionProgress selected = table.selected();
        if (selected == null) {
            return;
        }
        if (yes) {
            context.controls().approve(selected.key(), confirmation.getText().strip());
        } else {
            context.controls().withdraw(selected.key());
        }
        confirmation.clear();
    }

    /** The racks and nodes that are selected: the same as in the inspector. */
    private Targets targets() {
        return Targets.of(
                context.situation().plant(), context.selection().together().get());
    }

    private void showTarget() {
        Targets wanted = targets();
        Plant plant = context.situation().plant();
        String named = Targets.names(plant, wanted.chosen());
        target.setText(
                wanted.isEmpty()
                        ? "select a rack or node"
                        : wanted.chosen().size() == 1 ? wanted.words(plant) + " " + named : wanted.words(plant));
        targetNames.setText(wanted.isEmpty() ? "Ctrl and a click on the floor select several" : named);
        forRackOrNode.forEach(b -> b.setDisable(wanted.isEmpty()));
        forNodes.forEach(b -> b.setDisable(wanted.nodes().isEmpty()));
    }

    /** Selects a row, as if it had been clicked; one that is not there is ignored. */
    void choose(String key) {
        if (context.situation().actions().containsKey(key)) {
            table.select(key);
            showSelected();
        }
    }

    private void showSelected() {
        ActionProgress selected = table.selected();
        trail.show(
                selected,
                context.situation().plant(),
                context.clockFace(),
                context.time().now());
        confirmation.setPromptText(
                second(selected) == null ? "no name needs to be typed" : "type " + second(selected) + " to approve");
        allow();
        withdraw.setDisable(selected == null || selected.stage().isFinal());
    }

    /** What has to be typed to approve it; null where nothing has. */
    private @Nullable String second(@Nullable ActionProgress selected) {
        Preview preview = selected == null || selected.stage() != ActionStage.PROPOSED ? null : selected.preview();
        return selected == null || preview == null || !preview.secondConfirmation()
                ? null
                : EntityWords.name(
                        context.situation().plant(), selected.action().targets().getFirst());
    }

    private void allow() {
        ActionProgress selected = table.selected();
        String name = second(selected);
        boolean open = selected != null && selected.stage() == ActionStage.PROPOSED;
        boolean named = name == null || confirmation.getText().strip().equalsIgnoreCase(name);
        approve.setDisable(!open || !named);
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Situation situation = context.situation();
        Range range = brushed.brushed();
        if (situation.version() == version && Objects.equals(range, heeded)) {
            return;
        }
        version = situation.version();
        heeded = range;
        List<ActionProgress> rows = new ArrayList<>(situation.actions().values());
        int all = rows.size();
        rows.removeIf(a -> range != null && !within(a, range));
        brushed.filtered(all - rows.size());
        rows.sort(Comparator.comparingLong(
                        (ActionProgress a) -> -a.action().header().created())
                .thenComparing(ActionProgress::key));
        table.show(List.copyOf(rows));
        if (table.selected() == null && !rows.isEmpty()) {
            table.select(rows.getFirst().key());
        }
        empty.setVisible(all == 0);
        table.setVisible(all > 0);
        showAudit(situation.audit());
        showTarget();
        showSelected();
    }

    /** Whether it was under way at any time of the range; what waits for somebody's decision always is. */
    private static boolean within(ActionProgress a, Range range) {
        long last =
                a.trail().stream().mapToLong(ActionProgress.Mark::time).max().orElse(Long.MIN_VALUE);
        boolean over = a.stage().isFinal() && last < range.from();
        return a.stage() == ActionStage.PROPOSED || a.action().header().created() <= range.to() && !over;
    }

    /** How far the audit has come, and where it lies: in a file of this program, or with the gateway. */
    private void showAudit(@Nullable AuditHead head) {
        String file = context.sessions().audit();
        wholeHead = head == null ? "" : head.count() + ":" + head.hash();
        audit.setText(
                head == null
                        ? "no audit head seen"
                        : "audit head " + head.count() + ":"
                                + head.hash()
                                        .substring(0, Math.min(12, head.hash().length())) + "…"
                                + (file.isEmpty() ? "" : " in " + file));
        whereAudit.setText(
                file.isEmpty()
                        ? "The gateway keeps the audit and names its file when it starts; a right click copies the"
                                + " head."
                        : "Check it with: millwright audit verify " + file
                                + " --head COUNT:HASH; a right click here copies the head");
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("key,created,what,targets,stage,desired,commanded,observed,by\n");
        for (ActionProgress a : table.rows()) {
            rows.append(CsvLine.of(
                    a.key(),
                    Times.instant(a.action().header().created()),
                    ActionText.what(a.action()),
                    a.action().targets(),
                    a.stage(),
                    of(a, 0),
                    of(a, 1),
                    of(a, 2),
                    a.action().header().proposer()));
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        return Map.of("watts", watts.getText());
    }

    @Override
    public void restore(Map<String, String> saved) {
        watts.setText(saved.getOrDefault("watts", watts.getText()));
    }

    @Override
    public void close() {
        picked.unsubscribe();
        forNodes.clear();
        forRackOrNode.clear();
    }
}
