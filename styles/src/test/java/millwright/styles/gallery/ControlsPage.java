package millwright.styles.gallery;

import java.time.LocalDate;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.*;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.styles.Symbol;
import millwright.styles.Symbols;
import millwright.styles.Theme;

/** Every plain control, resting, chosen, focused and disabled. */
public final class ControlsPage {
    private ControlsPage() {}

    public static Parent build(Theme theme) {
        VBox left = new VBox(12, buttons(), segments(), dropDowns(), fields(), ticks(), sliders(), lists());
        VBox right = new VBox(12, tabs(), panes(), dialog(), errorCard(), badges());
        HBox columns = new HBox(24, left, right);
        VBox page = new VBox(12, head("Controls, " + theme), columns);
        page.getStyleClass().add("view");
        return page;
    }

    static Node head(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("section-title");
        Label note = new Label("resting, chosen, focused, disabled");
        note.getStyleClass().add("section-note");
        HBox head = new HBox(title, note);
        head.getStyleClass().add("section-head");
        return head;
    }

    static <T extends Node> T styled(T node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }

    private static Node buttons() {
        Button disabled = new Button("Disabled");
        disabled.setDisable(true);
        Button tip = styled(new Button("Tooltip"), "show-popup");
        tip.setTooltip(new Tooltip("GPU temperature, DCGM 150, 0.8 s old"));
        Button icon = styled(new Button(null, Symbols.node(Symbol.COPY, 16)), "icon-button");
        return row(
                new Button("Button"),
                styled(new Button("Acknowledge"), "primary"),
                styled(new Button("3 new, show now"), "new-rows"),
                styled(new Button("Menu"), "quiet", "show-menu"),
                styled(new Button("Hold to drain"), "danger"),
                icon,
                styled(new Button("Focused"), "show-focus"),
                disabled,
                tip,
                new Hyperlink("Open runbook"));
    }

    private static Node segments() {
        ToggleButton rack = styled(new ToggleButton("Rack"), "first");
        ToggleButton tray = styled(new ToggleButton("Tray"), "middle");
        ToggleButton gpu = styled(new ToggleButton("GPU"), "last");
        gpu.setSelected(true);
        HBox box = styled(new HBox(rack, tray, gpu), "segments");
        ToggleButton a = styled(new ToggleButton("Alarms"), "left-pill");
        a.setSelected(true);
        ToggleButton b = styled(new ToggleButton("Limits"), "right-pill", "show-focus");
        b.setSelected(true);
        MenuButton menu = new MenuButton("Export", null, new MenuItem("PNG"));
        SplitMenuButton split = new SplitMenuButton(new MenuItem("SVG"));
        split.setText("Copy");
        HBox row = row(new Label("Level"), box, new Label("Outline"), styled(new HBox(a, b), "segmented"), menu, split);
        return styled(row, "tool-bar-row");
    }

    private static Node dropDowns() {
        ComboBox<String> combo = new ComboBox<>(
                FXCollections.observableArrayList("Board power / enforced limit", "GPU temperature", "SM clock"));
        combo.getSelectionModel().select(0);
        ComboBox<String> open = styled(new ComboBox<>(combo.getItems()), "show-list");
        open.getSelectionModel().select(1);
        ComboBox<String> edit = new ComboBox<>(combo.getItems());
        edit.setEditable(true);
        edit.setPromptText("editable");
        ChoiceBox<String> choice = new ChoiceBox<>(combo.getItems());
        choice.getSelectionModel().select(2);
        DatePicker date = styled(new DatePicker(LocalDate.of(2026, 3, 17)), "show-popup");
        return row(combo, open, edit, choice, date);
    }

    private static Node fields() {
        TextField empty = new TextField();
        empty.setPromptText("Filter: type, row, job, code ...");
        TextField filled = styled(new TextField("R4-16"), "show-focus");
        Spinner<Integer> spinner = new Spinner<>(0, 1400, 840, 10);
        TextArea area = new TextArea("Two lines of\nreason for the audit trail");
        area.setPrefSize(200, 48);
        return row(empty, filled, spinner, area);
    }

    private static Node ticks() {
        CheckBox on = new CheckBox("Show limits");
        on.setSelected(true);
        CheckBox half = new CheckBox("Some");
        half.setAllowIndeterminate(true);
        half.setIndeterminate(true);
        RadioButton radio = new RadioButton("Plant time");
        radio.setSelected(true);
        return row(
                on,
                new CheckBox("Off"),
                half,
                styled(new CheckBox("Focus"), "show-focus"),
                radio,
                new RadioButton("Source time"));
    }

    private static Node sliders() {
        Slider slider = new Slider(0, 100, 40);
        Slider ticks = new Slider(0, 100, 70);
        ticks.setShowTickLabels(true);
        ticks.setShowTickMarks(true);
        ProgressBar bar = new ProgressBar(0.6);
        ProgressIndicator wheel = new ProgressIndicator(0.4);
        ProgressBar busy = new ProgressBar();
        return row(slider, ticks, bar, busy, wheel);
    }

    private static Node lists() {
        ListView<String> list = new ListView<>();
        for (int i = 1; i <= 24; i++) list.getItems().add("R4-" + i);
        list.getSelectionModel().select(2);
        list.setPrefSize(180, 170);
        TreeItem<String> site = new TreeItem<>("Site");
        site.setExpanded(true);
        TreeItem<String> hall = new TreeItem<>("Hall 1");
        hall.getChildren().add(new TreeItem<>("Row 1"));
        site.getChildren().addAll(java.util.List.of(hall, new TreeItem<>("Cooling")));
        TreeView<String> tree = new TreeView<>(site);
        tree.getSelectionModel().select(1);
        tree.setPrefSize(180, 170);
        ScrollPane scroll = new ScrollPane(new Region() {
            {
                setPrefSize(600, 400);
                getStyleClass().add("ground-well");
            }
        });
        scroll.setPrefSize(180, 170);
        return row(list, tree, scroll);
    }

    private static Node tabs() {
        TabPane tabs = new TabPane(new Tab("Floor", text("The view")), new Tab("Power"), new Tab("Timeline"));
        tabs.setPrefSize(420, 80);
        return tabs;
    }

    private static Node panes() {
        SplitPane split = new SplitPane(text("left"), text("right"));
        split.setPrefSize(420, 48);
        TitledPane titled = new TitledPane("Titled pane", text("inside"));
        return new VBox(8, split, new Separator(Orientation.HORIZONTAL), titled);
    }

    private static Node dialog() {
        DialogPane pane = new DialogPane();
        pane.setHeaderText("Drain rack R4-16");
        pane.setContentText("72 GPUs leave chat-prod decode: -85 k tok/s, -43 kW.");
        pane.getButtonTypes().addAll(ButtonType.OK, ButtonType.CANCEL);
        return pane;
    }

    private static Node errorCard() {
        VBox card = styled(new VBox(), "error-card");
        card.getChildren()
                .add(new HBox(
                        8, Symbols.node(Symbol.WARNING, 16), styled(new Label("The Power view stopped"), "title")));
        card.getChildren()
                .add(styled(new Label("Its last picture is kept. Close the tab and open it again."), "remedy"));
        card.getChildren()
                .add(styled(new Label("IllegalStateException: no limit for PDU-A1 (plant.yaml line 41)"), "detail"));
        return card;
    }

    private static Node badges() {
        return row(
                styled(new Label("2"), "badge", "badge-count"),
                styled(new Label("stale 8:52"), "badge", "badge-stale"),
                styled(new Label("plan"), "badge", "badge-plan"),
                styled(new Label("replay"), "badge", "badge-replay"),
                styled(new Label("simulated"), "badge", "badge-simulated"),
                styled(new Label("A"), "tag"),
                styled(new Label("Ctrl K"), "key-hint"));
    }

    private static Node text(String text) {
        Label label = new Label(text);
        label.setStyle("-fx-padding: 8");
        return label;
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return row;
    }
}
