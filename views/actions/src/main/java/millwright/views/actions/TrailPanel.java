package millwright.views.actions;

import javafx.beans.value.ObservableValue;
import millwright.desk.ClockFace;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Preview;
import millwright.plant.Plant;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** One action in full: desired, commanded and observed per target, the preview it was proposed with, its trail. */
final class TrailPanel extends Drawn {
    private static final double LINE = 20;

    private @Nullable ActionProgress action;
    private @Nullable ClockFace clock;
    private Plant plant = Plant.empty();

    TrailPanel(ObservableValue<Look> looks) {
        super(looks);
        setMinWidth(look().scaled(360));
        setPrefWidth(look().scaled(420));
    }

    void show(@Nullable ActionProgress newAction, Plant newPlant, ClockFace face) {
        action = newAction;
        plant = newPlant;
        clock = face;
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.fill(Token.CHROME, 0, 0, w, h);
        ActionProgress a = action;
        ClockFace face = clock;
        if (a == null || face == null) {
            pen.center("Select an action", look().body(12), Token.MUTED, w / 2, h / 2);
            return;
        }
        pen.text(ActionText.what(a.action()), look().strong(16), Token.STRONG, 16, 28);
        pen.right(ActionText.stage(a.stage()), look().strong(12), Token.VALUE, w - 16, 28);
        String by = a.action().header().proposer() + ", " + a.key();
        pen.text(by, look().body(11), Token.MUTED, 16, 46, w - 32);
        double y = values(pen, a, 76, w);
        y = preview(pen, a, face, y + 18, w);
        trail(pen, a, face, y + 18, w, h);
    }

    private double values(Pen pen, ActionProgress a, double top, double w) {
        double y = section(pen, "DESIRED, COMMANDED, OBSERVED", top, w);
        double column = (w - 150) / 3;
        for (ActionProgress.Target target :
                a.values().subList(0, Math.min(8, a.values().size()))) {
            pen.text(ActionText.name(plant, target.entity()), look().strong(12), Token.TEXT, 16, y, 110);
            double[] all = {target.desired(), target.commanded(), target.observed()};
            for (int i = 0; i < all.length; i++) {
                boolean differs =
                        i == 2 && !Double.isNaN(all[2]) && Math.abs(all[2] - all[0]) > 0.01 * Math.abs(all[0]);
                Token ink = differs ? Token.ALARM_3_INK : Token.VALUE;
                pen.right(ActionText.value(a.action(), all[i]), look().strong(12), ink, 134 + (i + 1) * column, y);
            }
            y += LINE;
        }
        if (a.values().size() > 8) {
            pen.text("and " + (a.values().size() - 8) + " more targets", look().body(11), Token.MUTED, 16, y);
            y += LINE;
        }
        return y;
    }

    private double preview(Pen pen, ActionProgress a, ClockFace face, double top, double w) {
        Preview p = a.preview();
        if (p == null) {
            return top;
        }
        double y = section(pen, previewed(a.stage()) + ", " + face.seconds(p.time()), top, w);
        Preview.Binding binding = p.binding();
        if (binding != null) {
            String what = ActionText.name(plant, binding.ancestor()) + ", " + binding.origin();
            y = pair(pen, "First limit to bind", what, y, w);
            String[] pair = Figures.pair(binding.watts(), binding.limit(), "W");
            y = pair(pen, "Load there against limit", pair[0] + " / " + pair[1] + " " + pair[2], y, w);
        }
        y = pair(
                pen,
                "Power",
                Figures.of(p.wattsBefore(), "W").joined() + " → "
                        + Figures.of(p.wattsAfter(), "W").joined(),
                y,
                w);
        y = pair(
                pen,
                "Output tokens",
                Figures.of(p.tokensBefore(), "{token}/s").joined() + " → "
                        + Figures.of(p.tokensAfter(), "{token}/s").joined(),
                y,
                w);
        for (Preview.Verdict verdict : p.guards()) {
            Token ink = verdict.passed() ? Token.MUTED : Token.ALARM_2_INK;
            pen.text(
                    (verdict.passed() ? "passed  " : "refused  ") + verdict.guard() + ": " + verdict.text(),
                    look().body(11),
                    ink,
                    16,
                    y,
                    w - 32);
            y += LINE - 3;
        }
        return y;
    }

    /** What the preview is to an action at this stage: nobody confirmed what was withdrawn or ran out of time. */
    static String previewed(ActionStage stage) {
        return switch (stage) {
            case PROPOSED -> "PREVIEW TO CONFIRM";
            case REFUSED -> "PREVIEW THAT REFUSED IT";
            case WITHDRAWN, EXPIRED -> "PREVIEW AS PROPOSED";
            case APPROVED, EXECUTING, OBSERVING, CONFIRMED, PARTIAL, ROLLED_BACK, FAILED, UNKNOWN ->
                "PREVIEW AS CONFIRMED";
        };
    }

    private void trail(Pen pen, ActionProgress a, ClockFace face, double top, double w, double h) {
        double y = section(pen, "TRAIL", top, w);
        for (ActionProgress.Mark mark : a.trail()) {
            if (y > h - 8) {
                return;
            }
            pen.text(face.seconds(mark.time()), look().body(12), Token.MUTED, 16, y);
            pen.text(ActionText.stage(mark.stage()), look().strong(12), Token.TEXT, 84, y, 90);
            pen.text(
                    mark.by() + (mark.by().isEmpty() || mark.text().isEmpty() ? "" : ": ") + mark.text(),
                    look().body(12),
                    Token.MUTED,
                    178,
                    y,
                    w - 194);
            y += LINE;
        }
    }

    private double section(Pen pen, String title, double y, double w) {
        pen.text(title, look().strong(11), Token.MUTED, 16, y);
        pen.hline(Token.HAIR, 16, w - 16, y + 7);
        return y + 26;
    }

    private double pair(Pen pen, String name, String value, double y, double w) {
        double x = pen.right(value, look().strong(12), Token.VALUE, w - 16, y);
        pen.text(name, look().body(12), Token.TEXT, 16, y, x - 24);
        return y + LINE;
    }
}
