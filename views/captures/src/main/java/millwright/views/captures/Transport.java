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
import millwright.desk.draw.Speeds;
import millwright.feed.TimeState;
import millwright.plant.Times;
import millwright.views.kit.SegmentedToggle;

/** Play, pause, speed and place of the capture that is shown; not seen while the plant is live. FX thread. */
final class Transport extends HBox {
    private static final String SPEED = "Speed of replay";

    private final ViewContext context;
    private final Button play = new Button("Play");
    private final Button start = new Button("To the start");
    private final HBox speeds = new HBox();
    private final Slider place = new Slider();
    private final Label when = new Label();
    private SegmentedToggle<Double> speed = new SegmentedToggle<>(SPEED);
    private List<Double> offered = List.of();
    private boolean paused = true;
    private boolean telling;

    Transport(ViewContext context) {
        super(8);
        this.context = context;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("tool-bar-row");
        play.setMinWidth(64);
        play.setOnAction(_ -> toggle());
        start.setOnAction(_ -> context.time().seek(Times.SECOND * (long) place.getMin()));
        place.setAccessibleText("Place in the capture");
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
        getChildren().addAll(play, start, new Label("Speed"), speeds, place, when);
        show(false);
    }

    private void toggle() {
        if (paused) {
            context.time().play(context.time().wantedSpeed());
        } else {
            context.time().pause();
        }
    }

    private void seek(double seconds) {
        context.time().seek((long) (seconds * Times.SECOND));
    }

    private void offer(List<Double> wanted) {
        if (!wanted.equals(offered)) {
            offered = wanted;
            SegmentedToggle<Double> made = new SegmentedToggle<>(SPEED);
            wanted.forEach(s -> made.add(Speeds.words(s), s));
            made.onChoose(context.time()::wantSpeed);
            speed = made;
            speeds.getChildren().setAll(made);
        }
    }

    /** Its room is kept, so that nothing moves when a capture is opened. */
    private void show(boolean shown) {
        setVisible(shown);
    }

    void pulse(Situation situation) {
        TimeState time = situation.time();
        boolean replay = situation.replay() && time.to() > time.from();
        show(replay);
        if (!replay) {
            return;
        }
        paused = time.speed() == 0 || time.now() >= time.to() && !situation.lookingBack();
        play.setText(paused ? "Play" : "Pause");
        telling = true;
        place.setMin(time.from() / (double) Times.SECOND);
        place.setMax(time.to() / (double) Times.SECOND);
        if (!place.isValueChanging()) {
            place.setValue(Math.clamp(time.now(), time.from(), time.to()) / (double) Times.SECOND);
        }
        telling = false;
        place.setBlockIncrement(Math.max(10, (place.getMax() - place.getMin()) / 200));
        offer(Speeds.of(time.to() - time.from()));
        speed.choose(paused ? context.time().wantedSpeed() : time.speed());
        when.setText(context.clockFace().within(time.now(), time.to() - time.from()) + ", "
                + Figures.span(Math.max(0, time.now() - time.from())) + " of "
                + Figures.span(time.to() - time.from()));
    }
}
