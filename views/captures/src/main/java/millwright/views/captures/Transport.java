package millwright.views.captures;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import millwright.desk.Situation;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.feed.TimeState;
import millwright.plant.Times;
import millwright.views.kit.SegmentedToggle;

/** Play, pause, speed and place of the capture that is shown; absent while the plant is live. FX thread. */
final class Transport extends HBox {
    static final List<Double> SPEEDS = List.of(0.25, 1.0, 4.0, 16.0, 60.0);

    private final ViewContext context;
    private final Button play = new Button("Play");
    private final Button start = new Button("To the start");
    private final SegmentedToggle<Double> speed = new SegmentedToggle<>("Speed of replay");
    private final Slider place = new Slider();
    private final Label when = new Label();
    private boolean paused = true;
    private boolean telling;

    Transport(ViewContext context) {
        super(8);
        this.context = context;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("tool-bar-row");
        SPEEDS.forEach(s -> speed.add(Figures.times(s), s));
        speed.choose(1.0);
        speed.onChoose(s -> {
            if (!paused) {
                context.time().play(s);
            }
        });
        play.setMinWidth(64);
        play.setOnAction(_ -> toggle());
        start.setOnAction(_ -> context.time().seek(Times.SECOND * (long) place.getMin()));
        place.setAccessibleText("Place in the capture");
        place.setBlockIncrement(10);
        place.valueProperty().subscribe((_, to) -> {
            if (!telling && !place.isValueChanging()) {
                seek(to.doubleValue());
            }
        });
        place.valueChangingProperty().subscribe((_, changing) -> {
            if (!changing && !telling && place.getMax() > place.getMin() && isVisible()) {
                seek(place.getValue());
            }
        });
        HBox.setHgrow(place, Priority.ALWAYS);
        when.setMinWidth(180);
        getChildren().addAll(play, start, new Label("Speed"), speed, place, when);
        show(false);
    }

    private void toggle() {
        if (paused) {
            context.time().play(speed.chosen());
        } else {
            context.time().pause();
        }
    }

    private void seek(double seconds) {
        context.time().seek((long) (seconds * Times.SECOND));
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    void pulse(Situation situation) {
        TimeState time = situation.time();
        boolean replay = situation.replay() && time.to() > time.from();
        show(replay);
        if (!replay) {
            return;
        }
        paused = time.speed() == 0;
        play.setText(paused ? "Play" : "Pause");
        telling = true;
        place.setMin(time.from() / (double) Times.SECOND);
        place.setMax(time.to() / (double) Times.SECOND);
        if (!place.isValueChanging()) {
            place.setValue(Math.clamp(time.now(), time.from(), time.to()) / (double) Times.SECOND);
        }
        telling = false;
        if (!paused && SPEEDS.contains(time.speed())) {
            speed.choose(time.speed());
        }
        when.setText(context.clockFace().seconds(time.now()) + ", "
                + Figures.span(Math.max(0, time.now() - time.from())) + " of "
                + Figures.span(time.to() - time.from()));
    }
}
