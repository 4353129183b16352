package millwright.views.actions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Locale;
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
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Look;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.AuditHead;
import millwright.feed.ControlAction;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.RowTable;
import millwright.views.kit.ToolRow;
import millwright.views.kit.TableColumn;
import org.jspecify.annotations.Nullable;

/** Proposals, approvals and the trail. FX thread; rebuilt only when the situation changed. */
final class ActionsView implements View {
    private final ViewContext context;
    private final RowTable<ActionProgress> table;
    private final TrailPanel trail;
    private final StackPane root = new StackPane();
    private final Label target = new Label();
    private final Label audit = new Label();
    private final Tooltip whereAudit = new Tooltip();
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
            "Select a rack or a node anywhere, then cap it, choose a power profile or drain it with the buttons above."
                    + " Every proposal shows what would follow before anything happens.");
    private long version = -1;
    private final Subscription picked;

    ActionsView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        trail = new TrailPanel(looks);
        table = new RowTable<>(looks, columns(), 28).key(ActionProgress::key).onSelect(_ -> showSelected());
        build();
        picked = context.selection().selected().subscribe(_ -> showTarget());
    }

    private List<TableColumn<ActionProgress>> columns() {
        return List.of(
                TableColumn.text(
                        "Time",
                        66,
                        a -> context.clockFace().seconds(a.action().header().created()),
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

    /** Whether it is seen that what was wished is not so, of something that was commanded. */
    static boolean differs(ActionProgress a) {
        return !a.values().isEmpty() && ActionText.differs(a.values().getFirst());
    }

    private static String of(ActionProgress a, int which) {
        if (a.values().isEmpty()) {
            return "–";
        }
        ActionProgress.Target first = a.values().getFirst();
        double value = which == 0 ? first.desired() : which == 1 ? first.commanded() : first.observed();
        return ActionText.value(a.action(), value);
    }

    private void build() {
        watts.setStyle("-fx-pref-width: 5em");
        watts.setAccessibleText("Watts per GPU");
        confirmation.setPromptText("type the first target's name when asked");
        confirmation.setAccessibleText("Name of the first target, to confirm");
        confirmation.setStyle("-fx-pref-width: 18em");
        Button cap = propose("Cap …", forRackOrNode, id -> {
            double typed = wattsTyped();
            return Double.isNaN(typed) ? null : context.controls().cap(List.of(id), typed, "");
        });
        Button lift =
                propose("Lift cap …", forRackOrNode, id -> context.controls().cap(List.of(id), Double.NaN, ""));
        Button maxQ = propose(
                "MAX-Q …", forRackOrNode, id -> context.controls().profile(List.of(id), InBandProfile.MAX_Q, ""));
        Button maxP = propose(
                "MAX-P …", forRackOrNode, id -> context.controls().profile(List.of(id), InBandProfile.MAX_P, ""));
        Button drain = propose("Drain …", forNodes, id -> context.controls().drain(nodes(id), ""));
        Button resume = propose("Resume …", forNodes, id -> context.controls().resume(nodes(id), ""));
        ToolRow tools = new ToolRow();
        tools.add("", target, cap, watts, new Label("W per GPU"), lift);
        tools.add("", maxQ, maxP);
        tools.add("", drain, resume);
        target.setMinWidth(160);
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
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox body = new HBox(16, list, trail);
        VBox.setVgrow(body, Priority.ALWAYS);
        CopyMenu.install(table, "actions", this::csv, context);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(12, tools, body, decisions));
    }

    private interface Making {
        /** Null when what was typed makes no action. */
        @Nullable
        ControlAction of(EntityId id);
    }

    private Button propose(String label, List<Button> group, Making making) {
        Button button = new Button(label);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            EntityId id = target();
            ControlAction made = id == null ? null : making.of(id);
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

    /** The rack or node that is selected, or the node of a selected GPU: the same as in the inspector. */
    private @Nullable EntityId target() {
        EntityId id = context.selection().selected().get();
        Plant plant = context.situation().plant();
        int index = id == null ? -1 : plant.indexOf(id);
        if (index >= 0 && plant.entity(index).kind() == EntityKind.GPU) {
            index = plant.ancestor(index, EntityKind.NODE);
        }
        if (index < 0) {
            return null;
        }
        EntityKind kind = plant.entity(index).kind();
        return kind == EntityKind.RACK || kind == EntityKind.NODE
                ? plant.entity(index).id()
                : null;
    }

    /** What a scheduler drains: a node, or all of a rack. */
    private List<EntityId> nodes(EntityId id) {
        Plant plant = context.situation().plant();
        List<EntityId> nodes = new ArrayList<>();
        for (int node : plant.within(plant.indexOf(id), EntityKind.NODE)) {
            nodes.add(plant.entity(node).id());
        }
        return nodes;
    }

    private void showTarget() {
        EntityId id = target();
        Plant plant = context.situation().plant();
        String kind =
                id == null ? "" : plant.entity(plant.indexOf(id)).kind().name().toLowerCase(Locale.ROOT);
        target.setText(id == null ? "select a rack or node" : kind + " " + ActionText.name(plant, id));
        forRackOrNode.forEach(b -> b.setDisable(id == null));
        boolean none = id == null || nodes(id).isEmpty();
        forNodes.forEach(b -> b.setDisable(none));
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
        trail.show(selected, context.situation().plant(), context.clockFace());
        boolean open = selected != null && selected.stage() == ActionStage.PROPOSED;
        approve.setDisable(!open);
        withdraw.setDisable(selected == null || selected.stage().isFinal());
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
        List<ActionProgress> rows = new ArrayList<>(situation.actions().values());
        rows.sort(Comparator.comparingLong(
                        (ActionProgress a) -> -a.action().header().created())
                .thenComparing(ActionProgress::key));
        table.show(List.copyOf(rows));
        if (table.selected() == null && !rows.isEmpty()) {
            table.select(rows.getFirst().key());
        }
        empty.setVisible(rows.isEmpty());
        table.setVisible(!rows.isEmpty());
        showAudit(situation.audit());
        showTarget();
        showSelected();
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
