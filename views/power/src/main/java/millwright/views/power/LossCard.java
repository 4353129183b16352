package millwright.views.power;

import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.feed.Preview;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/** Asks the gateway what losing a feeder would do, and tells the answer; changes nothing. FX thread. */
final class LossCard extends VBox {
    private static final String LOW = "low";

    private final ViewContext context;
    private final Button ask = new Button("Lose this feeder …");
    private final Label title = new Label();
    private final Label text = new Label();
    private boolean compact;
    private boolean answered;
    private @Nullable EntityId device;
    private int question;

    LossCard(ViewContext context) {
        super(6);
        this.context = context;
        getStyleClass().add("card");
        title.getStyleClass().add("section-title");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        ask.setMinWidth(Region.USE_PREF_SIZE);
        ask.setOnAction(_ -> ask());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, title, space, ask);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, text);
        show(null);
    }

    /** In a low window the card is one line until it has an answer to tell. */
    void compact(boolean isLow) {
        compact = isLow;
        fit();
    }

    private void fit() {
        boolean line = compact && !answered;
        text.setVisible(!line);
        text.setManaged(!line);
        getStyleClass().remove(LOW);
        if (compact) {
            getStyleClass().add(LOW);
        }
    }

    /** @param entity the power device chosen, or null */
    void show(@Nullable EntityId entity) {
        Entity found =
                entity == null ? null : context.situation().plant().find(entity).orElse(null);
        EntityId power = found != null && found.kind().isPower() ? found.id() : null;
        if (power != null && power.equals(device)) {
            return;
        }
        device = power;
        question++;
        answered = false;
        fit();
        ask.setDisable(power == null);
        title.setText(power == null || found == null ? "If a feeder is lost" : "If " + found.name() + " is lost");
        text.setText(
                power == null
                        ? "Select a power device to ask what its loss would do."
                        : "Asks the gateway's twin; nothing is switched.");
    }

    void ask() {
        EntityId feeder = device;
        if (feeder == null) {
            return;
        }
        int mine = ++question;
        answered = true;
        fit();
        text.setText("Asking …");
        context.controls()
                .previewLoss(feeder)
                .whenComplete((answer, failure) -> context.onFx(() -> {
                    if (mine == question) {
                        text.setText(failure == null ? tell(answer) : "No answer: " + reason(failure));
                    }
                }));
    }

    String answer() {
        return text.getText();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private String tell(Preview p) {
        Preview.Binding binding = p.binding();
        String first = binding == null
                ? "No limit binds."
                : name(binding.ancestor()) + " binds first: " + watts(binding.watts()) + " of " + watts(binding.limit())
                        + " (" + binding.origin() + ")"
                        + (binding.shortfall() > 0 ? ", " + watts(binding.shortfall()) + " over." : ".");
        String failover = p.failover().isEmpty()
                ? ""
                : "\nFailover: "
                        + p.failover().stream()
                                .limit(3)
                                .map(f -> name(f.survivor()) + " " + watts(f.watts()) + " of " + watts(f.limit()))
                                .collect(Collectors.joining("; "));
        String jobs = p.jobsHit().isEmpty()
                ? "no job hit"
                : "jobs hit: " + p.jobsHit().stream().limit(4).map(this::name).collect(Collectors.joining(", "))
                        + (p.jobsHit().size() > 4 ? " and " + (p.jobsHit().size() - 4) + " more" : "");
        return first + failover + "\nPower " + change(p.wattsBefore(), p.wattsAfter(), "W") + "; tokens "
                + change(p.tokensBefore(), p.tokensAfter(), "{token}/s") + "; " + jobs + ".\n"
                + sentence(p.assumption());
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : "Assumed: " + text + (text.endsWith(".") ? "" : ".");
    }

    private static String watts(double value) {
        return figure(value, "W");
    }

    private static String figure(double value, String ucum) {
        return Double.isNaN(value) ? "–" : Figures.of(value, ucum).joined();
    }

    private static String change(double before, double after, String ucum) {
        return figure(before, ucum) + " → " + figure(after, ucum);
    }

    private String name(EntityId id) {
        Plant plant = context.situation().plant();
        return plant.find(id).map(Entity::name).orElse(id.text());
    }
}
