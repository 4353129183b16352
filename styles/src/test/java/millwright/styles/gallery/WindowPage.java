package millwright.styles.gallery;

import static millwright.styles.gallery.ControlsPage.row;
import static millwright.styles.gallery.ControlsPage.styled;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.styles.AlarmShapes;
import millwright.styles.Symbol;
import millwright.styles.Symbols;
import millwright.styles.Theme;

/** The window as a whole: bars, rail, tabs, inspector, frames of other worlds. */
final class WindowPage {
    private WindowPage() {}

    static Parent build(Theme theme) {
        BorderPane window = new BorderPane();
        window.setTop(topBar());
        window.setLeft(rail());
        window.setRight(inspector());
        window.setBottom(timeBar());
        window.setCenter(new BorderPane(worlds(), tabs(), null, null, null));
        return window;
    }

    private static Node topBar() {
        HBox bar = styled(new HBox(), "top-bar");
        bar.getChildren().add(styled(new StackPane(Symbols.node(Symbol.MARK, 24)), "mark"));
        VBox crumb = styled(
                new VBox(
                        styled(new Label("Halden / Hall 1"), "where"),
                        styled(new Label("Row 4 › Rack R4-16"), "place")),
                "breadcrumb");
        bar.getChildren().addAll(crumb, line());
        VBox state = new VBox(
                4, row(state("LIVE", "live"), new Label("0.8 s")), styled(new Label("age limit 5 s"), "small"));
        state.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren().addAll(space(12), state, space(12));
        for (String word : List.of("stale", "replay", "plan", "simulated"))
            bar.getChildren().addAll(state(word.toUpperCase(java.util.Locale.ROOT), word), space(4));
        bar.getChildren().addAll(line(), space(12), styled(new Label("14:07:32"), "clock"), space(12), line());
        bar.getChildren()
                .addAll(
                        kpi("Output tokens", "8.72", "M tok/s", "exp. 9.03 M", 0),
                        kpi("Thermal headroom", "4", "K min", "limit ≥ 5 K", 2),
                        line());
        for (int p = 1; p <= 4; p++) {
            VBox count = styled(
                    new VBox(
                            row(AlarmShapes.node(p, true, 18), styled(new Label("11"), "count")),
                            styled(new Label("7 unack"), "unacknowledged")),
                    "alarm-count");
            bar.getChildren().addAll(space(8), count);
        }
        return bar;
    }

    private static Label state(String word, String pseudo) {
        Label box = styled(new Label(word), "state-box");
        box.pseudoClassStateChanged(PseudoClass.getPseudoClass(pseudo), true);
        return box;
    }

    private static Node kpi(String name, String value, String unit, String context, int alarm) {
        HBox number = new HBox(4);
        number.setAlignment(Pos.BASELINE_LEFT);
        if (alarm > 0) number.getChildren().add(AlarmShapes.node(alarm, true, 14));
        number.getChildren().addAll(styled(new Label(value), "kpi-value"), styled(new Label(unit), "unit"));
        VBox kpi = styled(
                new VBox(styled(new Label(name), "kpi-name"), number, styled(new Label(context), "kpi-context")),
                "kpi");
        if (alarm > 0) kpi.pseudoClassStateChanged(PseudoClass.getPseudoClass("alarm" + alarm), true);
        return kpi;
    }

    private static Node rail() {
        VBox rail = styled(new VBox(), "rail");
        for (Symbol s : List.of(
                Symbol.OVERVIEW,
                Symbol.FLOOR,
                Symbol.POWER,
                Symbol.INFERENCE,
                Symbol.TIMELINE,
                Symbol.ALARMS,
                Symbol.JOBS,
                Symbol.PLAN,
                Symbol.ACTIONS,
                Symbol.CAPTURES)) {
            String name = s.name().charAt(0) + s.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            ToggleButton item = styled(new ToggleButton(name, Symbols.node(s, 20)), "rail-item");
            item.setSelected(s == Symbol.FLOOR);
            if (s == Symbol.POWER) item.getStyleClass().add("show-focus");
            rail.getChildren().add(item);
        }
        return rail;
    }

    private static Node tabs() {
        HBox tabs = styled(new HBox(), "view-tabs");
        for (String name : List.of("Floor", "Power", "Timeline")) {
            ToggleButton tab = styled(
                    new ToggleButton(name, styled(new Button(null, Symbols.node(Symbol.CLOSE, 12)), "tab-close")),
                    "view-tab");
            tab.setSelected(name.equals("Floor"));
            tabs.getChildren().add(tab);
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = styled(
                new HBox(
                        styled(new Button(null, Symbols.node(Symbol.TEAR_OFF, 16)), "icon-button"),
                        styled(new Button(null, Symbols.node(Symbol.SPLIT, 16)), "icon-button"),
                        styled(new Label("Workspace: Shift handover"), "ink-muted")),
                "tab-tools");
        tabs.getChildren().addAll(styled(new Button(null, Symbols.node(Symbol.PLUS, 14)), "icon-button"), gap, tools);
        return tabs;
    }

    private static Node worlds() {
        VBox worlds = new VBox(12);
        worlds.getStyleClass().add("view");
        worlds.getChildren()
                .add(new HBox(
                        16,
                        tile("Output tokens", "8.72", 3),
                        tile("Site power", "13.16", 0),
                        tile("Headroom", "4", 2),
                        tile("Stale", "8.72", 9)));
        for (String world : List.of("planned", "replayed", "simulated")) {
            PseudoClass state = PseudoClass.getPseudoClass(world);
            HBox banner = styled(
                    new HBox(
                            styled(new Label(world), "word"),
                            new Label("a copy of the plant at 14:06:00; values here are not observed"),
                            styled(new Label("twin 0.4 s"), "ink-muted")),
                    "world-banner");
            banner.pseudoClassStateChanged(state, true);
            VBox frame = styled(new VBox(banner), "world-frame");
            frame.pseudoClassStateChanged(state, true);
            worlds.getChildren().add(frame);
        }
        worlds.getChildren()
                .add(styled(
                        new HBox(
                                AlarmShapes.node(2, true, 14),
                                styled(new Label("Flood mode since 14:03"), "word"),
                                styled(
                                        new Label("29 alarms in 10 min, 26 of them one incident. Nothing is hidden."),
                                        "sentence")),
                        "banner"));
        ListView<String> list = styled(new ListView<>(), "command-list");
        list.getItems().addAll("R4-16", "Floor: GPU temperature", "Acknowledge all in INC-0417");
        list.getSelectionModel().select(0);
        list.setPrefHeight(90);
        worlds.getChildren()
                .add(styled(new VBox(styled(new TextField("R4-1"), "command-input"), list), "command-palette"));
        return worlds;
    }

    private static Node tile(String name, String value, int alarm) {
        VBox tile = styled(
                new VBox(
                        styled(new Label(name), "tile-name"),
                        new HBox(4, styled(new Label(value), "tile-value"), styled(new Label("M tok/s"), "unit")),
                        styled(new Label("expected 9.03 M"), "tile-context")),
                "tile");
        tile.setPrefSize(150, 80);
        tile.pseudoClassStateChanged(PseudoClass.getPseudoClass(alarm == 9 ? "stale" : "alarm" + alarm), alarm > 0);
        return tile;
    }

    private static Node inspector() {
        VBox box = styled(new VBox(2), "inspector");
        box.getChildren()
                .addAll(
                        styled(new Label("Rack, NVL72 · Hall 1 · Row 4"), "inspector-kind"),
                        styled(new Label("R4-16"), "inspector-id"));
        box.getChildren()
                .add(row(
                        AlarmShapes.node(2, true, 14),
                        styled(new Label("Thermal slowdown 72 of 72 GPUs"), "inspector-state", "ink-alarm-2")));
        box.getChildren().add(styled(new HBox(styled(new Label("VALUES"), "caps-title")), "inspector-section"));
        for (int alarm : new int[] {0, 2, 0}) {
            VBox left = new VBox(
                    styled(new Label("GPU temperature max"), "name"),
                    styled(new Label("slowdown at 87 °C"), "context"));
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            VBox right = new VBox(
                    new HBox(3, styled(new Label("83"), "value"), styled(new Label("°C"), "unit")),
                    styled(new Label("4 K left"), "context", "right"));
            HBox line = styled(new HBox(left, gap, right), "inspector-row");
            line.pseudoClassStateChanged(PseudoClass.getPseudoClass("alarm" + alarm), alarm > 0);
            box.getChildren().add(line);
        }
        for (String action : List.of("Drain rack ...", "Set power limit ...", "Open runbook")) {
            Button button = styled(new Button(action), "action-button");
            VBox.setMargin(button, new javafx.geometry.Insets(2, 0, 2, 0));
            box.getChildren().add(button);
        }
        return box;
    }

    private static Node timeBar() {
        HBox bar = styled(new HBox(), "time-bar");
        ToggleButton live = new ToggleButton("Live", Symbols.node(Symbol.LIVE, 10));
        live.setSelected(true);
        VBox range = new VBox(
                styled(new Label("Range 1 h"), "range-name"), styled(new Label("13:07:32 – 14:07:32"), "range-span"));
        range.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren()
                .addAll(
                        styled(new Button(null, Symbols.node(Symbol.PAUSE, 16)), "transport"),
                        new Button("1×"),
                        live,
                        range);
        return bar;
    }

    private static Node line() {
        return styled(new Region(), "separator-line");
    }

    private static Node space(double width) {
        Region space = new Region();
        space.setMinWidth(width);
        return space;
    }
}
