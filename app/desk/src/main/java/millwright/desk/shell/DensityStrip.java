package millwright.desk.shell;

import java.util.List;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.draw.Pen;
import millwright.desk.draw.PointerTip;
import millwright.desk.draw.Ticks;
import millwright.desk.draw.TimeKeys;
import millwright.plant.Count;
import millwright.plant.Times;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/**
 * Events over the range in bins of 8 px, the worst findings as shapes, the cursor and the brush. A click goes to an
 * instant, a drag brushes, a double click clears the brush, the wheel shows more of the time or less. FX thread.
 */
final class DensityStrip extends Drawn {
    private static final double BIN = 8;
    private static final double TOP = 8;
    private static final double TALL = 36;
    /** Room above the tallest bar for what a bar counts. */
    private static final double WORDS = 16;

    private final ShellContext context;
    private Density density = new Density(new int[1], 1, java.util.List.of());
    private long version = -1;
    private @Nullable Range counted;
    private int bins;
    private List<Missing.Stretch> missing = List.of();
    private double dragFrom = -1;
    private double dragTo = -1;
    private long drawnSecond;
    private long pointed = TimeKeys.NONE;

    DensityStrip(ShellContext context) {
        super(context.looks, context.zoom);
        this.context = context;
        setAccessibleText(
                "Events over the range. Left and Right point at an instant, with Shift they brush, Enter goes there.");
        setCursor(javafx.scene.Cursor.CROSSHAIR);
        TimeKeys.install(this, new Keys());
        focusedProperty().subscribe(this::repaint);
        PointerTip.install(this, (x, _) -> missing(x / zoom()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            dragTo = Math.clamp(e.getX() / zoom(), 0, width());
            repaint();
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(ScrollEvent.SCROLL, e -> {
            if (e.getDeltaY() != 0) {
                double factor = e.getDeltaY() > 0 ? 1 / TimeBar.ZOOM : TimeBar.ZOOM;
                context.time.zoom(factor, time(e.getX() / zoom()));
                e.consume();
            }
        });
    }

    private final class Keys implements TimeKeys.Strip {
        @Override
        public Range range() {
            return context.time.range().get();
        }

        @Override
        public void point(long at) {
            pointed = at;
            repaint();
        }

        @Override
        public void brush(Range brushed) {
            context.time.brush(brushed);
            repaint();
        }

        @Override
        public boolean go(long at) {
            context.time.seek(at);
            return true;
        }
    }

    private double width() {
        return Math.max(1, getWidth() / zoom());
    }

    void beat(Situation situation, long now) {
        Range range = context.time.range().get();
        int wanted = (int) (width() / BIN);
        if (situation.version() != version || !range.equals(counted) || wanted != bins) {
            version = situation.version();
            counted = range;
            bins = wanted;
            density = Density.of(situation, range, wanted);
            missing = Missing.any(situation.gaps(), range.from(), range.to());
            repaint();
        } else if (now / Times.SECOND != drawnSecond) {
            drawnSecond = now / Times.SECOND;
            repaint();
        }
    }

    private double x(long time) {
        Range range = context.time.range().get();
        return (double) (time - range.from()) / range.length() * width();
    }

    private long time(double x) {
        Range range = context.time.range().get();
        return range.from() + (long) (x / width() * range.length());
    }

    private @Nullable String missing(double px) {
        Missing.Stretch under = Missing.at(missing, time(px), time(px + 3) - time(px));
        return under == null
                ? null
                : Missing.words(
                        under, context.clockFace(), context.time.range().get().length());
    }

    private void press(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            dragFrom = Math.clamp(event.getX() / zoom(), 0, width());
            dragTo = dragFrom;
        }
    }

    private void release(MouseEvent event) {
        if (dragFrom < 0) {
            return;
        }
        double a = Math.min(dragFrom, dragTo);
        double b = Math.max(dragFrom, dragTo);
        dragFrom = -1;
        if (b - a >= 3) {
            context.time.brush(new Range(time(a), time(b)));
        } else if (event.getClickCount() == 2) {
            context.time.brush(null);
        } else {
            context.time.seek(time(a));
        }
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.fill(Token.WELL, 0, TOP, w, TALL);
        Range shown = context.time.range().get();
        Missing.draw(pen, missing, shown.from(), shown.to(), 0, w, TOP, TOP + TALL);
        double pitch = w / density.bins().length;
        for (int b = 0; b < density.bins().length; b++) {
            int n = density.bins()[b];
            double tall = n == 0 ? 0 : Math.max(2, Math.sqrt((double) n / density.most()) * (TALL - WORDS));
            if (n > 0) {
                pen.fill(Token.FILL_4, b * pitch, TOP + TALL - tall, Math.max(1, pitch - 1), tall);
            }
        }
        Look look = pen.look();
        Range range = context.time.range().get();
        String bin = "events / " + Figures.span(range.length() / Math.max(1, density.bins().length));
        String count = Count.of(missing.size(), "gap");
        String binned = missing.isEmpty() ? bin : bin + ", " + count;
        axis(pen, range, w);
        for (Density.Mark mark : density.marks()) {
            pen.alarm(mark.priority(), true, x(mark.time()) - 6, TOP + 1, 12);
        }
        words(pen, binned, w);
        brush(pen, w);
        if (pointed != TimeKeys.NONE) {
            double at = Math.clamp(Math.round(x(pointed)), 0, w - 1);
            pen.vline(Token.FOCUS, at, TOP, TOP + TALL);
            String words = context.clockFace().seconds(pointed);
            double wide = look.width(words, look.condensed(Fonts.LABEL));
            double left = at + 4 + wide < w ? at + 4 : at - 4 - wide;
            pen.fill(Token.WELL, left - 2, TOP + TALL - 14, wide + 4, 13);
            pen.text(words, look.condensed(Fonts.LABEL), Token.STRONG, left, TOP + TALL - 3);
        }
        if (isFocusVisible()) {
            pen.frame(Token.FOCUS, 0, TOP, w, TALL);
        }
        double cursor = Math.clamp(Math.round(x(context.time.now())), 0, w - 1);
        pen.vline(Token.STRONG, cursor, 4, TOP + TALL);
        pen.symbol(Symbol.FLAG, Token.STRONG, Math.min(cursor - 4, w - 9), 2, 9);
    }

    private void axis(Pen pen, Range range, double w) {
        ClockFace face = context.clockFace();
        int most = Math.max(1, (int) (w / 120));
        List<Long> ticks = Ticks.times(range.from(), range.to(), most, face.zone());
        List<String> words = Ticks.words(ticks, range.length(), most, face);
        for (int i = 0; i < ticks.size(); i++) {
            String label = words.get(i);
            double half = pen.look().width(label, pen.look().condensed(Fonts.LABEL)) / 2;
            double x = Math.clamp(x(ticks.get(i)), half, Math.max(half, w - half));
            pen.center(label, pen.look().condensed(Fonts.LABEL), Token.MUTED, x, TOP + TALL + 14);
        }
    }

    private void words(Pen pen, String words, double w) {
        Font small = pen.look().condensed(Fonts.LABEL);
        double wide = pen.look().width(words, small);
        double[] marks = density.marks().stream().mapToDouble(m -> x(m.time())).toArray();
        double left = clear(marks, wide, w);
        if (Double.isNaN(left)) {
            left = 6;
            pen.fill(Token.WELL, 0, TOP + 1, left + wide + 4, 14);
        }
        pen.text(words, small, Token.MUTED, left, TOP + 12);
    }

    /** Where words stand beside the marks at the beginning, px; NaN where they have no room between them. */
    static double clear(double[] marks, double wide, double w) {
        double left = 6;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (double at : marks) {
                if (at + 6 > left && at - 6 < left + wide) {
                    left = at + 10;
                    moved = true;
                }
            }
        }
        return left + wide > w ? Double.NaN : left;
    }

    private void brush(Pen pen, double w) {
        Range brush = context.time.brush().get();
        double a = dragFrom >= 0 ? Math.min(dragFrom, dragTo) : brush == null ? 0 : x(brush.from());
        double b = dragFrom >= 0 ? Math.max(dragFrom, dragTo) : brush == null ? 0 : x(brush.to());
        a = Math.clamp(a, 0, w);
        b = Math.clamp(b, 0, w);
        if (b > a) {
            pen.fill(Token.BRUSH, a, TOP, b - a, TALL);
            pen.vline(Token.SET, a, TOP, TOP + TALL);
            pen.vline(Token.SET, b - 1, TOP, TOP + TALL);
        }
    }
}
