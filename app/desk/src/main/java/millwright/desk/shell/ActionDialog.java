package millwright.desk.shell;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import millwright.desk.Situation;
import millwright.desk.draw.FactGrid;
import millwright.desk.draw.TargetWords;
import millwright.desk.draw.Targets;
import millwright.desk.draw.Viewports;
import millwright.feed.ActionProgress;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * One action from preview to what was observed: guards, the first limit that binds, failover, watts and tokens before and
 * after, jobs that stay; confirmed by holding a button, or by typing the target's name where the gateway asks for it.
 * FX thread; one preview at a time.
 */
final class ActionDialog extends VBox {
    /** Of what stands beside a name, px. */
    private static final double WIDEST = 360;

    private final ShellContext context;
    private final Runnable onClose;
    private final Label title;
    private final Label about;
    private final VBox preview = new VBox(4);
    private final TextField typed = new TextField();
    private final HoldButton hold = new HoldButton("Hold to confirm", this::confirm);
    private final Label hint;
    private final Button cancel = new Button("Cancel");
    private final HBox settings = new HBox(8);
    private final VBox progress = new VBox();
    private final ScrollPane read = new ScrollPane();
    private @Nullable PointEditor point;
    private ControlAction action;
    private @Nullable Preview answer;
    private boolean sent;
    private String drawn = "";

    ActionDialog(ShellContext context, ControlAction action, Runnable onClose) {
        super(8);
        this.context = context;
        this.action = action;
        this.onClose = onClose;
        title = label("", "section-title");
        about = label("", "small");
        hint = label("", "small");
        getStyleClass().addAll("command-palette", "action-dialog");
        typed.setVisible(false);
        typed.setManaged(false);
        typed.textProperty().addListener((_, _, _) -> allow());
        cancel.setOnAction(_ -> close());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(title, about);
        if (action instanceof ControlAction.SetPowerCap cap && !Double.isNaN(cap.wattsPerGpu())) {
            capEditor(cap);
            getChildren().add(settings);
        } else if (action instanceof ControlAction.SetPowerProfile set) {
            profileEditor(set);
            getChildren().add(settings);
        } else if (action instanceof ControlAction.SetPoint set) {
            pointEditor(set);
            getChildren().add(settings);
        }
        HBox foot = new HBox(8, hint, space, cancel, hold);
        List.of(cancel, hold).forEach(b -> b.setMinWidth(Region.USE_PREF_SIZE));
        read();
        getChildren().addAll(read, typed, foot);
        getChildren().stream()
                .filter(part -> part != read && part instanceof Region)
                .forEach(part -> ((Region) part).setMinHeight(Region.USE_PREF_SIZE));
        head();
        ask();
    }

    /** What is read before it is confirmed scrolls where the window is low, so that its buttons stay in sight. */
    private void read() {
        VBox content = new VBox(8, preview, progress);
        Viewports.drawAnew(read);
        read.setContent(content);
        read.setFitToWidth(true);
        read.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        read.setMinHeight(0);
        read.prefViewportHeightProperty().bind(content.heightProperty());
        read.setAccessibleText("What would follow");
    }

    private Label label(String text, String style) {
        return label(text, style, context.zoom);
    }

    /** A line of a card over the window, which wraps. @param zoom of the text */
    static Label label(String text, String style, double zoom) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMaxWidth(540 * zoom);
        return label;
    }

    private void capEditor(ControlAction.SetPowerCap cap) {
        Spinner<Double> watts = new Spinner<>(100, 2_000, cap.wattsPerGpu(), 10);
        watts.setEditable(true);
        watts.setPrefWidth(110 * context.zoom);
        watts.setAccessibleText("Watts per GPU");
        watts.valueProperty().subscribe((_, value) -> {
            action = new ControlAction.SetPowerCap(cap.header(), cap.targets(), value);
            head();
            ask();
        });
        settings.getChildren().setAll(new Label("W per GPU"), watts);
        settings.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    private void profileEditor(ControlAction.SetPowerProfile set) {
        ChoiceBox<InBandProfile> profiles = new ChoiceBox<>();
        profiles.getItems().setAll(InBandProfile.MAX_P, InBandProfile.MAX_Q);
        if (!profiles.getItems().contains(set.profile())) {
            profiles.getItems().add(set.profile());
        }
        profiles.setConverter(new ProfileNames());
        profiles.setValue(set.profile());
        profiles.setAccessibleText("Power profile");
        profiles.valueProperty().subscribe((_, chosen) -> {
            action = new ControlAction.SetPowerProfile(set.header(), set.targets(), chosen);
            head();
            ask();
        });
        settings.getChildren().setAll(new Label("Power profile"), profiles);
        settings.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    private static final class ProfileNames extends StringConverter<InBandProfile> {
        @Override
        public String toString(InBandProfile profile) {
            return TargetWords.profile(profile.id());
        }

        @Override
        public InBandProfile fromString(String name) {
            throw new IllegalStateException("profiles are chosen, not typed");
        }
    }

    private void pointEditor(ControlAction.SetPoint set) {
        point = new PointEditor(context, set, changed -> {
            action = changed;
            head();
            ask();
        });
        settings.getChildren().setAll(point);
    }

    private void head() {
        Plant plant = context.model.plant();
        List<EntityId> targets = action.targets();
        List<EntityId> chosen = Targets.of(plant, targets).chosen();
        boolean racks = targets.size() > 1 && chosen.size() == targets.size();
        title.setText(ActionWords.title(action) + ": "
                + (racks ? Targets.of(plant, targets).words(plant) : Targets.names(plant, targets)));
        about.setText((racks ? Targets.names(plant, targets) + ". " : "") + "Proposed by "
                + action.header().proposer() + ". Nothing happens before it is confirmed.");
    }

    private void ask() {
        answer = null;
        preview.getChildren().setAll(label("Computing what would follow …", "small"));
        allow();
        ControlAction asked = action;
        context.acting
                .preview(asked)
                .whenComplete((result, problem) -> Platform.runLater(() -> {
                    if (asked != action) {
                        return;
                    }
                    if (result == null) {
                        String why = problem == null || problem.getMessage() == null
                                ? "no reason given"
                                : problem.getMessage();
                        preview.getChildren()
                                .setAll(label("No preview: " + why + ". It cannot be confirmed without one.", "small"));
                    } else {
                        answer = result;
                        show(result);
                    }
                    allow();
                }));
    }

    private void show(Preview p) {
        preview.getChildren().setAll(FactGrid.of(context.model.plant(), p, WIDEST * context.zoom));
    }

    private void allow() {
        Preview p = answer;
        boolean second = p != null && p.secondConfirmation();
        typed.setVisible(second && !sent);
        typed.setManaged(second && !sent);
        typed.setPromptText("Type " + target() + " to confirm");
        boolean named = !second || typed.getText().strip().equals(target());
        hold.setDisable(sent || p == null || !p.allowed() || !named);
        hint.setText(
                sent
                        ? "It stays in Actions when this is closed."
                        : p == null
                                ? ""
                                : !p.allowed()
                                        ? "A guard refuses it."
                                        : second ? Count.of(p.racks(), "rack") + typing() : "Hold for one second.");
    }

    /** More than one rack is approved by somebody who may: of the others it is a proposal. */
    private String typing() {
        boolean others = context.model.situation().link().role().equals("operate");
        return ": type " + target() + ", then hold."
                + (others ? " It then waits in Actions for somebody whose role is approve." : "");
    }

    private String target() {
        return action.targets().isEmpty()
                ? ""
                : Names.name(context.model.plant(), action.targets().getFirst());
    }

    private void confirm() {
        sent = true;
        context.acting.propose(action);
        context.acting.approve(action.header().key(), typed.getText().strip());
        hold.setVisible(false);
        hold.setManaged(false);
        settings.setDisable(true);
        cancel.setText("Close");
        cancel.requestFocus();
        about.setText("Confirmed by " + action.header().proposer() + ", sent.");
        allow();
    }

    /** What is confirmed when it is, as it is set now. */
    ControlAction action() {
        return action;
    }

    private void close() {
        onClose.run();
    }

    /** Shows how far it has come. */
    void beat(Situation situation) {
        if (point != null && !sent) {
            point.beat();
        }
        ActionProgress p = sent ? situation.actions().get(action.header().key()) : null;
        String wanted = p == null ? "" : p.stage() + "/" + p.values();
        if (p == null || wanted.equals(drawn)) {
            return;
        }
        drawn = wanted;
        FactGrid facts = new FactGrid(WIDEST * context.zoom).line("State", ActionWords.stage(p.stage()));
        for (ActionProgress.Target target : p.values().stream().limit(4).toList()) {
            facts.line(
                    Names.name(situation.plant(), target.entity()),
                    "desired " + TargetWords.value(action, target.desired()) + ", commanded "
                            + TargetWords.value(action, target.commanded()) + ", observed "
                            + TargetWords.value(action, target.observed()));
        }
        progress.getChildren().setAll(facts);
    }
}
