package millwright.views.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.draw.Pen;
import millwright.desk.draw.TimeKeys;
import millwright.feed.Priority;
import millwright.plant.CsvLine;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/**
 * Values over time: axes with units, minima and maxima kept, gaps drawn as gaps with their length in words, limits,
 * direct labels at the right, read-out under the pointer, brushing by dragging. Holds what it was last given. FX thread.
 */
public final class StripChart extends Drawn {
    private static final String KEYS = ". Left and Right read off, with Shift they brush.";

    private final StripPainter painter = new StripPainter();
    private final AxisLabels labels;
    private final String ucum;
    private List<Strip> strips = List.of();
    private List<Missing.Stretch> missing = List.of();
    private long from = 0;
    private long to = Times.HOUR;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private boolean fromZero;
    private boolean timeAxis = true;
    private boolean figures;
    private Map<String, Double> told = Map.of();
    private double rightRoom = 8;
    private @Nullable ClockFace clock;
    private @Nullable Range brush;
    private Consumer<@Nullable Range> onBrush = _ -> {};
    private double hoverX = -1;
    private double dragFrom = -1;
    private double dragTo = -1;

    /** @param ucum unit of every series in it */
    public StripChart(ObservableValue<Look> looks, String ucum) {
        super(looks);
        this.ucum = ucum;
        labels = new AxisLabels(looks);
        getChildren().addAll(0, labels.nodes());
        setMinSize(80, 40);
        setCursor(Cursor.CROSSHAIR);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(e.getX()));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> release());
        setAccessibleText("Values over time" + KEYS);
        TimeKeys.install(this, new Keys());
        focusedProperty().subscribe(this::repaint);
    }

    private final class Keys implements TimeKeys.Strip {
        @Override
        public Range range() {
            return new Range(from, to);
        }

        @Override
        public void point(long at) {
            hover(at == TimeKeys.NONE ? -1 : timeAxis().at(at));
        }

        @Override
        public void brush(Range brushed) {
            onBrush.accept(brushed);
        }
    }

    /** Takes over what to draw and draws it. @param newStrips back to front */
    public void show(Range range, ClockFace newClock, List<? extends Strip> newStrips, @Nullable Range newBrush) {
        from = range.from();
        to = range.to();
        clock = newClock;
        strips = List.copyOf(newStrips);
        brush = newBrush;
        repaint();
    }

    /** What was not received in the range shown, for the next {@link #show}. */
    public StripChart missing(List<Missing.Stretch> stretches) {
        missing = List.copyOf(stretches);
        return this;
    }

    /** Fixes the value axis; NaN lets that end follow the data. */
    public StripChart values(double newLow, double newHigh) {
        low = newLow;
        high = newHigh;
        return this;
    }

    /** Makes the value axis start at 0, as stacked areas need. */
    public StripChart fromZero() {
        fromZero = true;
        return this;
    }

    /** Leaves out the labels of time, for strips above one common axis. */
    public StripChart withoutTimeAxis() {
        return timeAxis(false);
    }

    public StripChart timeAxis(boolean labelled) {
        timeAxis = labelled;
        return this;
    }

    /** In whose ink a trace is drawn beyond its limit: that of the alarm which stands on it. */
    public StripChart beyond(Priority priority) {
        painter.beyond(priority);
        return this;
    }

    /** Room for direct labels at the right, px. */
    public StripChart rightRoom(double px) {
        rightRoom = px;
        return this;
    }

    /** Puts the newest value before each direct label, in the unit of the axis. */
    public StripChart valuesInLabels() {
        figures = true;
        return this;
    }

    /** By label, what stands before it in place of the newest value of its series: the value that other screens tell now. */
    public void told(Map<String, Double> now) {
        if (!now.equals(told)) {
            told = Map.copyOf(now);
            repaint();
        }
    }

    private StripLabels.Figured figured(StripPainter.Frame frame) {
        return new StripLabels.Figured(figures ? StripPainter.prefixScale(frame) : Double.NaN, told);
    }

    /** Told while a range is dragged out, and null after a click that clears it. */
    public StripChart onBrush(Consumer<@Nullable Range> brushed) {
        onBrush = brushed;
        return this;
    }

    /** The instant at a pixel of this region. */
    public long timeAt(double x) {
        return (long) timeAxis().value(x);
    }

    /** Columns worth asking a history for: one per pixel of the plot. */
    public int columns() {
        return (int) Math.max(16, Math.min(4096, right() - left()));
    }

    /** Everything shown as rows: time and one column per series. */
    public String csv() {
        List<Window> windows = new ArrayList<>();
        StringBuilder text = new StringBuilder("time");
        for (Strip strip : strips) {
            switch (strip) {
                case Strip.Trace(String label, Window window, var _, var _, var _) ->
                    head(text, windows, label, window);
                case Strip.Area(String label, Window window, var _) -> head(text, windows, label, window);
                case Strip.Band _, Strip.Line _, Strip.Mark _ -> {}
            }
        }
        text.append('\n');
        int rows = windows.stream().mapToInt(Window::columns).min().orElse(0);
        for (int c = 0; c < rows; c++) {
            Window first = windows.getFirst();
            text.append(Times.instant((long) (first.from() + c * first.width())));
            for (Window window : windows) {
                text.append(',').append(window.count()[c] > 0 ? String.valueOf(window.mean()[c]) : "");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private void head(StringBuilder text, List<Window> windows, String label, Window window) {
        text.append(',').append(CsvLine.cell(label + " [" + ucum + "]"));
        windows.add(window);
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        StripPainter.Frame frame = frame(w, h);
        Axis x = frame.x();
        StripGaps.draw(pen, frame, missing);
        painter.grid(pen, frame, clock, labels);
        painter.strips(pen, frame, strips, figured(frame));
        if (dragFrom >= 0) {
            painter.brush(pen, frame, Math.min(dragFrom, dragTo), Math.max(dragFrom, dragTo));
        } else if (brush != null) {
            painter.brush(pen, frame, x.at(brush.from()), x.at(brush.to()));
        }
        if (hoverX >= left() && hoverX <= right() && clock != null) {
            painter.readout(pen, frame, strips, hoverX, clock);
            StripGaps.words(pen, frame, missing, hoverX, clock);
        }
        if (isFocusVisible()) {
            pen.frame(Token.FOCUS, 0, 0, w, h);
        }
    }

    private StripPainter.Frame frame(double w, double h) {
        Axis y = valueAxis(h - look().scaled(timeAxis ? 22 : 7));
        return new StripPainter.Frame(timeAxis(), y, from, to, ucum, timeAxis, w, h);
    }

    /** What is shown now as an SVG document, without brush and pointer. */
    public String svg(String title) {
        double w = Math.floor(getWidth());
        double h = Math.floor(getHeight());
        Svg svg = new Svg(look(), w, h);
        ClockFace face = clock;
        if (face != null && w > 0 && h > 0) {
            StripPainter.Frame frame = frame(w, h);
            List<Long> ticks = StripPainter.ticks(frame, face, look().scaled(86));
            StripGaps.draw(svg, frame, missing);
            new StripSvg(svg, look(), frame).draw(strips, face, ticks, figured(frame));
        }
        return svg.document(title);
    }

    private Axis timeAxis() {
        return new Axis(from, to, left(), right());
    }

    private double left() {
        return look().scaled(44);
    }

    private double right() {
        return Math.floor(getWidth()) - look().scaled(rightRoom);
    }

    private Axis valueAxis(double bottom) {
        double[] ends = StripPainter.extent(strips, from, to);
        double lowest = fromZero ? Math.min(0, ends[0]) : ends[0];
        double pad = fromZero ? 0 : (ends[1] - ends[0]) * 0.06;
        double a = Double.isNaN(low) ? lowest - pad : low;
        double b = Double.isNaN(high) ? ends[1] + pad : high;
        double top = look().scaled(Fonts.LABEL) / 2 + 2;
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            return new Axis(0, 1, bottom, top);
        }
        boolean fixed = !Double.isNaN(low) && !Double.isNaN(high) && high > low;
        return fixed
                ? new Axis(a, b, bottom, top)
                : Axis.nice(a, b, bottom, top, StripPainter.pitch(look(), bottom - top));
    }

    private void hover(double x) {
        if (hoverX != x) {
            hoverX = x;
            repaint();
        }
    }

    private void press(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            dragFrom = clamp(event.getX());
            dragTo = dragFrom;
        }
    }

    private void drag(MouseEvent event) {
        if (dragFrom >= 0) {
            dragTo = clamp(event.getX());
            hoverX = event.getX();
            repaint();
        }
    }

    private void release() {
        if (dragFrom < 0) {
            return;
        }
        long a = timeAt(Math.min(dragFrom, dragTo));
        long b = timeAt(Math.max(dragFrom, dragTo));
        boolean click = Math.abs(dragTo - dragFrom) < 3 || b <= a;
        dragFrom = -1;
        onBrush.accept(click ? null : new Range(a, b));
        repaint();
    }

    private double clamp(double x) {
        return Math.clamp(x, left(), Math.max(left(), right()));
    }

    /** What screen readers are told: the newest value of each trace. */
    public void describe(String name) {
        StringBuilder text = new StringBuilder(name);
        for (Strip strip : strips) {
            if (strip instanceof Strip.Trace trace) {
                text.append(", ").append(trace.label()).append(' ');
                text.append(Figures.of(trace.window().newest(), ucum).joined());
            }
        }
        setAccessibleText(text + KEYS);
    }

    static double[] sum(double[] below, Window window) {
        double[] top = new double[window.columns()];
        boolean[] gap = millwright.desk.draw.Gaps.mask(window);
        double last = Double.NaN;
        for (int c = 0; c < top.length; c++) {
            last = window.count()[c] > 0 ? window.mean()[c] : last;
            double base = c < below.length ? below[c] : Double.NaN;
            top[c] = gap[c] ? Double.NaN : base + last;
        }
        return top;
    }

    static double[] zeros(int columns) {
        double[] zeros = new double[columns];
        Arrays.fill(zeros, 0);
        return zeros;
    }
}
