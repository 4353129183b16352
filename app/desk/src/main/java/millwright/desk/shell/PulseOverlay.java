package millwright.desk.shell;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import millwright.desk.draw.Figures;
import millwright.desk.pulse.BeatMeter;
import millwright.desk.pulse.Pulse;

/** FX-thread time of each screen against its 4 ms, shown on F12. FX thread. */
final class PulseOverlay extends VBox {
    private final Pulse pulse;
    private long shownAt;

    PulseOverlay(Pulse pulse) {
        this.pulse = pulse;
        getStyleClass().addAll("card", "ground-raise");
        setMouseTransparent(true);
        setVisible(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    void toggle() {
        setVisible(!isVisible());
    }

    void beat(long nanoTime) {
        if (!isVisible() || nanoTime - shownAt < 500_000_000L) {
            return;
        }
        shownAt = nanoTime;
        getChildren().setAll(line("whole desk", pulse.whole(), 8));
        for (Pulse.Part part : pulse.parts()) {
            getChildren().add(line(part.name(), part.meter(), 4));
        }
    }

    private static Label line(String name, BeatMeter meter, int budget) {
        String text = name + "  p50 " + ms(meter.quantile(0.5)) + "  p99 " + ms(meter.quantile(0.99)) + " of " + budget
                + " ms" + (meter.over() > 0 ? "  over in " + meter.over() + " of " + meter.beats() : "");
        Label label = new Label(text);
        label.getStyleClass().add("size-label");
        return label;
    }

    private static String ms(long nanos) {
        return Figures.fixed(nanos / 1e6, 2);
    }
}
