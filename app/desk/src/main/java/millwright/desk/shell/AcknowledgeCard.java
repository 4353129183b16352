package millwright.desk.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.model.Acting;
import millwright.feed.Alarm;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.styles.AlarmShapes;

/** Says which alarms are about to be acknowledged together, and does it when its button was held. FX thread. */
final class AcknowledgeCard extends VBox {
    private static final int PLACES = 3;

    private final ControlAction.Acknowledge action;
    private final Situation situation;
    private final HoldButton hold;
    private final double zoom;

    AcknowledgeCard(ShellContext context, ControlAction.Acknowledge action, Runnable onClose) {
        super(8);
        this.action = action;
        this.zoom = context.zoom;
        this.situation = context.model.situation();
        String many = Figures.count(action.findings().size(), "alarm");
        getStyleClass().addAll("command-palette", "action-dialog");
        hold = new HoldButton(
                "Hold to acknowledge " + Figures.whole(action.findings().size()), () -> {
                    onClose.run();
                    context.acting.propose(action);
                    context.acting.approve(action.header().key(), "");
                });
        Button cancel = new Button("Cancel");
        cancel.setOnAction(_ -> onClose.run());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .add(label("Acknowledge " + many + (action.findings().size() == 1 ? "" : " at once"), "section-title"));
        about().forEach(line -> getChildren().add(label(line, "small")));
        getChildren()
                .add(new HBox(
                        8,
                        label(
                                "Who comes after you sees " + (action.findings().size() == 1 ? "it" : "them")
                                        + " as read.",
                                "small"),
                        space,
                        cancel,
                        hold));
        setAccessibleText("Acknowledge " + many + ": " + String.join(", ", about()));
    }

    private Label label(String text, String style) {
        return ActionDialog.label(text, style, zoom);
    }

    HoldButton hold() {
        return hold;
    }

    /** Of what, how bad, and where. */
    List<String> about() {
        List<Finding> findings = action.findings().stream()
                .map(situation.findings()::get)
                .filter(Objects::nonNull)
                .toList();
        List<String> lines = new ArrayList<>();
        whole(lines);
        if (findings.size() <= Acting.FEW) {
            findings.forEach(f -> lines.add(f.what()));
        }
        Map<Integer, Long> bad = findings.stream()
                .collect(Collectors.groupingBy(f -> f.priority().number(), TreeMap::new, Collectors.counting()));
        lines.add(bad.entrySet().stream()
                .map(e -> Figures.whole(e.getValue()) + " " + AlarmShapes.word(e.getKey()))
                .collect(Collectors.joining(", ")));
        List<String> places = findings.stream()
                .map(f -> situation.plant().indexOf(f.entity()) < 0
                        ? f.entity().text()
                        : Names.name(situation.plant(), f.entity()))
                .distinct()
                .toList();
        String some = String.join(", ", places.subList(0, Math.min(PLACES, places.size())));
        lines.add("On " + some + (places.size() > PLACES ? " and " + (places.size() - PLACES) + " more" : ""));
        return lines;
    }

    private void whole(List<String> lines) {
        Set<String> wanted = new HashSet<>(action.findings());
        boolean all = situation.alarms().values().stream()
                .filter(a -> a.state().open())
                .map(Alarm::finding)
                .allMatch(wanted::contains);
        List<String> incidents = wanted.stream()
                .map(id -> situation.incidentOfFinding().getOrDefault(id, ""))
                .distinct()
                .toList();
        if (all) {
            lines.add("All that nobody has acknowledged in the whole plant");
        } else if (incidents.size() == 1 && situation.incidents().containsKey(incidents.getFirst())) {
            String id = incidents.getFirst();
            lines.add("Of " + id + ": "
                    + Objects.requireNonNull(situation.incidents().get(id)).title());
        }
    }
}
