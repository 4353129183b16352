package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.PointerTip;
import millwright.desk.draw.Trend;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** The drawn part of the inspector, 320 px wide; alarms in it can be clicked. FX thread. */
final class InspectorSheet extends Drawn {
    private static final double LEFT = 16;
    private static final double RIGHT = 304;
    /** Where what is read begins, below name and state. */
    private static final double TOP = 100;
    /** A section's rule and title. */
    private static final double HEAD = 26;

    private static final MetricId NONE = new MetricId("none");

    private record Spot(double top, double bottom, Finding finding) {}

    /** A line of the sheet and what is said of it. */
    private record Said(double top, double bottom, DoubleFunction<String> at) {}

    private static final double TREND = 144;
    private static final double TREND_WIDE = 72;

    private final ShellContext context;
    private final List<Said> said = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();
    private InspectorPage page = InspectorReader.nothing(true);
    private String age = "";

    InspectorSheet(ShellContext context, Consumer<Finding> onAlarm) {
        super(context.looks, context.zoom);
        this.context = context;
        addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                e -> spots.stream()
                        .filter(s -> e.getY() / zoom() >= s.top() && e.getY() / zoom() < s.bottom())
                        .findFirst()
                        .ifPresent(s -> onAlarm.accept(s.finding())));
        PointerTip.install(this, (x, y) -> tip(x / zoom(), y / zoom()));
    }

    @Nullable
    String tip(double x, double y) {
        return said.stream()
                .filter(s -> y >= s.top() && y < s.bottom())
                .findFirst()
                .map(s -> s.at().apply(x))
                .orElse(null);
    }

    private void head() {
        InspectorPage p = page;
        String state = p.state().isEmpty() ? "" : "\n" + p.state();
        String beside = p.beside().isEmpty() ? "" : "\n" + p.beside();
        said.add(new Said(10, 95, _ -> p.name() + "\n" + p.kind() + state + beside));
    }

    private Window hour(MetricId metric, EntityId entity) {
        return context.trends.last(context.time.trend(), metric, entity, context.time.now(), (int) TREND_WIDE);
    }

    /** @param wide px of the trend as drawn, 0 for none */
    private String words(InspectorPage.Row row, double x, double wide) {
        MetricId metric = row.metric();
        EntityId entity = row.entity();
        if (metric == null || entity == null || wide <= 0 || x < TREND || x > TREND + wide) {
            return InspectorTips.row(row, Window.empty(NONE, null, 0, 1, 1), Double.NaN, context.clockFace());
        }
        return InspectorTips.row(row, hour(metric, entity), (x - TREND) / wide, context.clockFace());
    }

    InspectorPage shown() {
        return page;
    }

    void show(InspectorPage newPage, String newAge) {
        page = newPage;
        age = newAge;
        setAccessibleText(page.kind() + " " + page.name() + ", " + page.state());
        if (getMinHeight() != tall() * zoom()) {
            requestLayout();
            setMinHeight(tall() * zoom());
            setPrefHeight(tall() * zoom());
        }
        repaint();
    }

    private double tall() {
        double rows = page.rows().stream().mapToDouble(InspectorSheet::height).sum();
        double tall = TOP + (rows == 0 ? 0 : HEAD + rows + 6);
        tall += section(page.alarms().size() + (page.moreAlarms() > 0 ? 1 : 0), 22)
                + section(page.jobs().size() + (page.moreJobs() > 0 ? 1 : 0), 22)
                + section(page.control().size(), 22);
        for (InspectorPage.Block block : page.blocks()) {
            tall += section(block.lines().size(), 22);
        }
        return tall;
    }

    /** A row without a limit has one line only, unless a source says what it averages over. */
    private static double height(InspectorPage.Row row) {
        int lines = row.lines().size();
        double plain = lines == 0 && row.left().isEmpty() ? 32 : 40 + 14 * Math.max(0, lines - 1);
        return plain + (row.untold().isEmpty() ? 0 : 18);
    }

    private static double section(int rows, double pitch) {
        return rows == 0 ? 0 : HEAD + rows * pitch + 6;
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Look look = pen.look();
        pen.fill(Token.CHROME, 0, 0, w, h);
        pen.vline(Token.HAIR, 0, 0, h);
        pen.text(page.kind(), look.body(Fonts.LABEL), Token.MUTED, LEFT, 23, 220);
        pen.right(age, look.body(Fonts.LABEL), Token.MUTED, RIGHT, 23);
        pen.text(page.name(), look.strong(Fonts.KPI), Token.STRONG, LEFT, 45, RIGHT - LEFT);
        double x = LEFT;
        if (page.priority() != Priority.INFO) {
            pen.alarm(page.priority(), page.open(), LEFT, 56, 14);
            x += 20;
        }
        String state = look.fit(page.state(), look.strong(Fonts.CELL), RIGHT - x);
        Color ink = page.priority() == Priority.INFO ? look.color(Token.TEXT) : pen.ink(page.priority());
        pen.text(state, look.strong(Fonts.CELL), ink, x, 68);
        pen.text(page.beside(), look.body(Fonts.CELL), Token.MUTED, LEFT, 87, RIGHT - LEFT);
        spots.clear();
        said.clear();
        head();
        double y = TOP;
        if (!page.rows().isEmpty()) {
            boolean trends = page.rows().stream().anyMatch(row -> row.metric() != null);
            String drawn = trends ? Figures.span(context.time.trend()) + " trend, limit dashed" : "";
            y = head(pen, y, page.valuesTitle(), drawn);
            for (InspectorPage.Row row : page.rows()) {
                double wide = value(pen, row, y);
                said.add(new Said(y, y + height(row), at -> words(row, at, wide)));
                y += height(row);
            }
            y += 6;
        }
        y = lines(pen, y, page.controlTitle(), page.control(), 0);
        y = alarms(pen, y);
        y = lines(
                pen,
                y,
                page.controlTitle().isEmpty() && page.name().startsWith("INC") ? "RANKED CAUSE" : "JOBS",
                page.jobs(),
                page.moreJobs());
        for (InspectorPage.Block block : page.blocks()) {
            y = lines(pen, y, block.title(), block.right(), block.lines(), 0);
        }
    }

    private static double more(Pen pen, double y, int more) {
        pen.text(InspectorPage.more(more), pen.look().body(Fonts.CELL), Token.MUTED, LEFT + 22, y + 15);
        return more == 0 ? y : y + 22;
    }

    private static double head(Pen pen, double y, String title, String right) {
        pen.hline(Token.HAIR, LEFT, RIGHT, y);
        Look look = pen.look();
        double end = pen.text(title, look.strong(Fonts.LABEL), Token.MUTED, LEFT, y + 18, 200);
        String beside = look.fit(right, look.body(Fonts.LABEL), RIGHT - end - 12);
        pen.right(beside, look.body(Fonts.LABEL), Token.MUTED, RIGHT, y + 18);
        return y + HEAD;
    }

    /** @return px of the trend beside it, 0 for none */
    private double value(Pen pen, InspectorPage.Row row, double y) {
        Look look = pen.look();
        boolean abnormal =
                row.value().priority() != Priority.INFO && row.value().state() == DataState.OK;
        double room = row.metric() == null ? 170 : 124;
        Font font = look.body(Fonts.CELL);
        pen.text(
                row.name(),
                look.width(row.name(), font) <= room ? font : look.condensed(Fonts.CELL),
                Token.TEXT,
                LEFT,
                y + 13,
                room);
        for (int line = 0; line < row.lines().size(); line++) {
            pen.text(row.lines().get(line), look.body(Fonts.LABEL), Token.MUTED, LEFT, y + 29 + 14 * line, room);
        }
        if (!row.untold().isEmpty()) {
            double under = y + height(row) - 10;
            pen.text(row.untold(), look.condensed(Fonts.LABEL), Token.MUTED, LEFT, under, RIGHT - LEFT);
        }
        double told = row.value().right(pen, Fonts.TITLE, RIGHT, y + 13);
        Color ink = abnormal ? pen.ink(row.value().priority()) : look.color(Token.MUTED);
        double right = RIGHT;
        if (abnormal) {
            pen.alarm(row.value().priority(), true, RIGHT - 13, y + 18, 13);
            right -= 18;
        }
        double beside = right - (row.metric() == null ? LEFT : TREND + TREND_WIDE) - 4;
        Font small = look.body(Fonts.LABEL);
        boolean fits = look.width(row.left(), small) <= beside;
        pen.right(row.left(), fits ? small : look.condensed(Fonts.LABEL), ink, right, y + 29);
        double wide = Math.clamp(told - 6 - TREND, 0, TREND_WIDE); // an age beside the value takes room
        if (row.metric() == null || row.entity() == null || wide <= 0) {
            return 0;
        }
        Window hour = hour(row.metric(), row.entity());
        Color beyond = pen.ink(abnormal ? row.value().priority() : Priority.HIGH);
        Trend.draw(pen, hour, TREND, y + 4, wide, 24, row.limit(), row.upper(), beyond);
        return wide;
    }

    private double alarms(Pen pen, double top) {
        if (page.alarms().isEmpty()) {
            return top;
        }
        String title = "ALARMS, " + Figures.whole(page.here()) + " HERE"
                + (page.upstream() == 0 ? "" : ", " + Figures.whole(page.upstream()) + " UPSTREAM");
        double y = head(pen, top, title, page.incident());
        Look look = pen.look();
        for (InspectorPage.Standing standing : page.alarms()) {
            Finding finding = standing.finding();
            pen.alarm(finding.priority(), standing.unacknowledged(), LEFT, y + 3, 14);
            String since = context.clockFace().when(finding.since(), context.time.now());
            double right = pen.right(since, look.body(Fonts.CELL), Token.MUTED, RIGHT, y + 15);
            pen.text(
                    finding.active() ? finding.what() : "over: " + finding.what(),
                    standing.unacknowledged() ? look.strong(Fonts.CELL) : look.body(Fonts.CELL),
                    Token.TEXT,
                    LEFT + 22,
                    y + 15,
                    right - LEFT - 30);
            spots.add(new Spot(y, y + 22, finding));
            said.add(new Said(
                    y,
                    y + 22,
                    _ -> InspectorTips.alarm(
                            standing, context.model.plant(), context.clockFace(), context.time.now())));
            y += 22;
        }
        return more(pen, y, page.moreAlarms()) + 6;
    }

    private double lines(Pen pen, double top, String title, List<InspectorPage.Pair> lines, int more) {
        return lines(pen, top, title, "", lines, more);
    }

    private double lines(Pen pen, double top, String title, String beside, List<InspectorPage.Pair> lines, int more) {
        if (lines.isEmpty()) {
            return top;
        }
        double y = head(pen, top, pen.look().fit(title, pen.look().strong(Fonts.LABEL), RIGHT - LEFT), beside);
        Look look = pen.look();
        for (InspectorPage.Pair line : lines) {
            double right = pen.right(line.right(), look.body(Fonts.CELL), Token.MUTED, RIGHT, y + 15);
            double middle = line.middle().isEmpty() ? right - 8 : 104;
            pen.text(line.name(), look.body(Fonts.CELL), Token.TEXT, LEFT, y + 15, middle - LEFT - 8);
            pen.text(line.middle(), look.body(Fonts.CELL), Token.TEXT, 104, y + 15, right - 112);
            said.add(new Said(y, y + 22, _ -> InspectorTips.pair(line)));
            y += 22;
        }
        return more(pen, y, more) + 6;
    }
}
