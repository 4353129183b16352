package millwright.views.timeline;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.PointerTip;
import millwright.desk.draw.TimeKeys;
import millwright.feed.Interval;
import millwright.views.kit.Axis;
import org.jspecify.annotations.Nullable;

/** The pointer over the lanes: a drag brushes, a click selects, the wheel zooms, and where it rests is told. FX thread. */
final class LanesMouse {
    /** What the screen does with it. */
    interface Screen {
        Range range();

        /** Somebody began to work with the lanes. */
        void touched();

        void choose(Interval run);

        /** @param pivot the time that stays where it is */
        void zoom(double factor, long pivot);
    }

    private final ViewContext context;
    private final Lanes lanes;
    private final Screen screen;
    private double pressed = Double.NaN;

    LanesMouse(ViewContext context, Lanes lanes, Screen screen) {
        this.context = context;
        this.lanes = lanes;
        this.screen = screen;
        lanes.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            pressed = e.getX();
            screen.touched();
        });
        lanes.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            Range brushed = between(pressed, e.getX());
            if (brushed != null) {
                context.time().brush(brushed);
            }
        });
        lanes.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        lanes.addEventHandler(MouseEvent.MOUSE_MOVED, e -> lanes.setCursor(hand(e) ? Cursor.HAND : Cursor.DEFAULT));
        lanes.addEventHandler(ScrollEvent.SCROLL, e -> zoom(e.getDeltaY() > 0 ? 0.8 : 1.25, e.getX()));
        PointerTip.install(lanes, lanes::tip);
        TimeKeys.install(lanes, new Keys());
    }

    private final class Keys implements TimeKeys.Strip {
        @Override
        public Range range() {
            return screen.range();
        }

        @Override
        public void point(long at) {
            screen.touched();
            lanes.point(at);
        }

        @Override
        public void brush(Range brushed) {
            context.time().brush(brushed);
        }

        @Override
        public boolean go(long at) {
            context.time().seek(at);
            return true;
        }
    }

    private void clicked(MouseEvent e) {
        if (!e.isStillSincePress() || e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Mark mark = lanes.near(e.getX(), e.getY());
        Bracket bracket = lanes.bracket(e.getX(), e.getY());
        if (mark != null && e.getClickCount() == 2) {
            context.time().seek(mark.time());
        } else if (mark != null) {
            context.selection().select(mark.entity());
        } else if (bracket != null) {
            choose(bracket);
        } else {
            context.time().brush(null);
        }
    }

    private void choose(Bracket bracket) {
        switch (bracket) {
            case Bracket.OfIncident of -> {
                context.selection().select(null); // what was chosen before has nothing to do with it
                context.selection().selectIncident(of.incident().id());
            }
            case Bracket.OfRun of -> screen.choose(of.run());
        }
    }

    /** Whether a click there selects something. */
    private boolean hand(MouseEvent e) {
        return lanes.bracket(e.getX(), e.getY()) != null || lanes.near(e.getX(), e.getY()) != null;
    }

    private @Nullable Range between(double a, double b) {
        Axis x = lanes.axis(lanes.getWidth(), screen.range());
        long from = (long) x.value(Math.max(lanes.left(), Math.min(a, b)));
        long to = (long) x.value(Math.max(a, b));
        return Math.abs(a - b) < 4 || to <= from ? null : new Range(from, to);
    }

    private void zoom(double factor, double at) {
        screen.zoom(factor, (long) lanes.axis(lanes.getWidth(), screen.range()).value(at));
    }
}
