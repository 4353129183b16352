package millwright.views.actions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.desk.ClockFace;
import millwright.desk.draw.FactGrid;
import millwright.desk.draw.Look;
import millwright.desk.draw.TargetWords;
import millwright.desk.draw.Viewports;
import millwright.feed.ActionProgress;
import millwright.feed.Preview;
import millwright.plant.Plant;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/**
 * One action in full: desired, commanded and observed per target, the preview it was proposed with as its proposer read
 * it, its trail. FX thread; built anew only when something of it changed, and scrolled where it is longer than the room.
 */
final class TrailPanel extends ScrollPane {
    private static final int MOST_TARGETS = 8;
    private static final double PADDING = 16;

    /** @param today the day that is shown: what lies on another is told with its date */
    private record Told(ActionProgress action, long revision, ClockFace clock, String today) {}

    private final VBox body = new VBox(4);
    private @Nullable Told told;

    TrailPanel(ObservableValue<Look> looks) {
        Look look = looks.getValue();
        setMinWidth(look.scaled(360));
        setPrefWidth(look.scaled(420));
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText("The action that is selected");
        body.setPadding(new Insets(PADDING));
        body.getStyleClass().add("ground-chrome");
        setContent(body);
        Viewports.drawAnew(this);
        nothing();
    }

    void show(@Nullable ActionProgress action, Plant plant, ClockFace clock, long now) {
        Told wanted = action == null ? null : new Told(action, plant.revision(), clock, clock.date(now));
        if (wanted == null ? told == null : wanted.equals(told)) {
            return;
        }
        boolean other = wanted == null
                || told == null
                || !wanted.action().key().equals(told.action().key());
        told = wanted;
        if (action == null) {
            nothing();
            return;
        }
        body.setAlignment(Pos.TOP_LEFT);
        body.getChildren().setAll(head(action), label(by(action), "small"));
        values(action, plant);
        Preview preview = action.preview();
        if (preview != null) {
            section(ActionText.previewed(action.stage()) + ", " + clock.when(preview.time(), now));
            body.getChildren().add(FactGrid.of(plant, preview, Double.MAX_VALUE));
        }
        trail(action, clock, now);
        if (other) {
            setVvalue(0);
        }
    }

    private void nothing() {
        body.setAlignment(Pos.CENTER);
        body.getChildren().setAll(label("Select an action", "size-cell", "ink-muted"));
    }

    private static HBox head(ActionProgress a) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label stage = label(ActionText.stage(a.stage()), "size-cell", "weight-strong", ink(StageMark.ink(a.stage())));
        stage.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(
                8, label(ActionText.what(a.action()), "size-kpi", "weight-strong", "ink-strong"), space, stage);
        head.setAlignment(Pos.BASELINE_LEFT);
        return head;
    }

    private static String by(ActionProgress a) {
        return a.action().header().proposer() + ", " + a.key();
    }

    private static String ink(Token token) {
        return "ink-" + token.name().toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("-ink$", "");
    }

    private void values(ActionProgress a, Plant plant) {
        section("DESIRED, COMMANDED, OBSERVED");
        GridPane grid = new GridPane(8, 4);
        ColumnConstraints name = new ColumnConstraints();
        name.setPercentWidth(31);
        ColumnConstraints number = new ColumnConstraints();
        number.setPercentWidth(23);
        number.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(name, number, number, number);
        int row = 0;
        List<ActionProgress.Target> first = a.values().stream()
                .sorted(Comparator.comparing(t -> !ActionText.differs(t)))
                .limit(MOST_TARGETS)
                .toList();
        for (ActionProgress.Target target : first) {
            grid.add(label(ActionText.name(plant, target.entity()), "size-cell", "weight-strong"), 0, row);
            double[] all = {target.desired(), target.commanded(), target.observed()};
            for (int i = 0; i < all.length; i++) {
                boolean off = i == 2 && ActionText.differs(target);
                String said = TargetWords.value(a.action(), all[i]);
                grid.add(label(said, "size-cell", "weight-strong", off ? "ink-alarm-3" : "ink-value"), i + 1, row);
            }
            row++;
        }
        body.getChildren().add(grid);
        if (a.values().size() > MOST_TARGETS) {
            body.getChildren().add(label("and " + (a.values().size() - MOST_TARGETS) + " more targets", "small"));
        }
    }

    private void trail(ActionProgress a, ClockFace clock, long now) {
        section("TRAIL");
        GridPane grid = new GridPane(12, 4);
        int row = 0;
        for (ActionProgress.Mark mark : a.trail()) {
            String said = mark.by() + (mark.by().isEmpty() || mark.text().isEmpty() ? "" : ": ") + mark.text();
            Label text = label(said, "size-cell", "ink-muted");
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
            grid.addRow(
                    row++,
                    whole(label(clock.when(mark.time(), now), "size-cell", "ink-muted")),
                    whole(label(ActionText.stage(mark.stage()), "size-cell", "weight-strong")),
                    text);
        }
        grid.getChildren().forEach(n -> GridPane.setValignment(n, VPos.TOP));
        body.getChildren().add(grid);
    }

    private void section(String title) {
        Region rule = new Region();
        rule.getStyleClass().add("rule-hair");
        rule.setMinHeight(1);
        Label caps = label(title, "caps-title");
        VBox.setMargin(caps, new Insets(14, 0, 0, 0));
        VBox.setMargin(rule, new Insets(2, 0, 6, 0));
        body.getChildren().addAll(caps, rule);
    }

    private static Label whole(Label label) {
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
