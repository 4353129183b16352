package millwright.views.kit;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;

/**
 * The figures of a chart's axes on two sheets under the chart, drawn anew only when one reads otherwise or has moved: what
 * is measured changes in every frame and these hardly ever, yet text is the dearest to draw. FX thread; two canvases as
 * wide as the room of the figures.
 */
final class AxisLabels {
    /** One figure. @param x px of the chart @param baseline likewise */
    record Text(String words, double x, double baseline) {}

    private final Sheet values;
    private final Sheet times;

    AxisLabels(ObservableValue<Look> looks) {
        values = new Sheet(looks);
        times = new Sheet(looks);
    }

    List<Node> nodes() {
        return List.of(values, times);
    }

    /** @param left px, up to where the figures of values reach @param bottom px, from where those of times begin */
    void show(List<Text> ofValues, List<Text> ofTimes, double left, double bottom, double w, double h) {
        double below = Math.floor(bottom);
        values.show(ofValues, 0, Math.ceil(left), h);
        times.show(ofTimes, below, w, h - below);
    }

    private static final class Sheet extends Drawn {
        private List<Text> texts = List.of();

        Sheet(ObservableValue<Look> looks) {
            super(looks);
            setManaged(false);
            setMouseTransparent(true);
        }

        /** @param y whole px, so that text stays crisp */
        void show(List<Text> newTexts, double y, double w, double h) {
            if (texts.equals(newTexts) && getLayoutY() == y && getWidth() == w && getHeight() == h) {
                return;
            }
            texts = List.copyOf(newTexts);
            setVisible(!texts.isEmpty());
            resizeRelocate(0, y, w, h);
            repaint();
        }

        @Override
        protected void draw(Pen pen, double w, double h) {
            pen.graphics().translate(0, -getLayoutY());
            for (Text text : texts) {
                pen.text(text.words(), look().condensed(Fonts.LABEL), Token.MUTED, text.x(), text.baseline());
            }
        }
    }
}
