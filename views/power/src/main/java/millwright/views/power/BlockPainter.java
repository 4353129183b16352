package millwright.views.power;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Readout;
import millwright.desk.draw.RoomLeft;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** Draws one block: name, load against limit, bars whose full scale is 1.25 times the limit. FX thread. */
final class BlockPainter {
    static final double FULL = 1.25;
    private static final double NARROW = 64;

    private final Pen pen;
    private final Watts unit;

    BlockPainter(Pen pen, Watts unit) {
        this.pen = pen;
        this.unit = unit;
    }

    /** Where a block lies, px. */
    record Box(double x, double y, double w, double h) {
        boolean contains(double px, double py) {
            return px >= x && px < x + w && py >= y && py < y + h;
        }

        double center() {
            return Math.round(x + w / 2);
        }
    }

    void draw(Box b, String name, Load load, boolean small, boolean selected) {
        pen.fill(Token.CHROME, b.x(), b.y(), b.w(), b.h());
        pen.frame(load.over() ? Token.ALARM_2_INK : Token.LINE, b.x(), b.y(), b.w(), b.h());
        if (selected) {
            pen.frame(pen.look().color(Token.SEL), 2, b.x() - 3, b.y() - 3, b.w() + 6, b.h() + 6);
        }
        if (isNarrow(b, pen.look())) {
            new NarrowBlock(pen).draw(b, name, load);
            return;
        }
        head(b, name, load);
        double x = b.x() + 7;
        double w = b.w() - 14;
        double y = b.y() + pen.look().scaled(21);
        double most =
                Load.largest(Load.number(load.observed()), Load.number(load.committed()), Load.number(load.failover()));
        double full = FULL * (Double.isNaN(load.limit()) ? most : load.limit());
        bar(x, y, w, 8, Load.number(load.observed()), load.limit(), full, Token.FILL);
        if (!small) {
            bar(x, y + 13, w, 4, Load.number(load.failover()), load.limit(), full, Token.FILL_3);
            foot(b, load);
        }
        triangle(x + w * Load.number(load.committed()) / full, y + 8);
        provisioned(x, y, w, Load.number(load.provisioned()) / (FULL * load.limit()));
        double tick = Math.round(x + w * load.limit() / full);
        if (!Double.isNaN(load.limit())) {
            pen.fill(Token.SET, tick - 1, y - 2, 2, small ? 12 : 20);
        }
    }

    /** Too narrow for numbers: a bar that stands up, and what tells the name from its neighbours'. */
    static boolean isNarrow(Box b, Look look) {
        return b.w() < look.scaled(NARROW);
    }

    private void head(Box b, String name, Load load) {
        Look look = pen.look();
        Font strong = look.strong(Fonts.CELL);
        double baseline = b.y() + look.scaled(15);
        double right = b.x() + b.w() - 7;
        if (!Double.isNaN(load.limit())) {
            right = pen.right(" / " + unit.text(load.limit()), look.body(Fonts.LABEL), Token.MUTED, right, baseline);
        }
        double x = figure(load.observed(), strong, load.observed().value() > load.limit(), right, baseline);
        pen.text(name, strong, Token.STRONG, b.x() + 7, baseline, Math.max(0, x - b.x() - 11));
    }

    private double figure(Readout value, Font font, boolean over, double right, double baseline) {
        boolean ok = value.state() == DataState.OK;
        Token ink = !ok ? Token.MUTED : over ? Token.ALARM_2_INK : Token.VALUE;
        double x = pen.right(unit.text(value), font, ink, right, baseline);
        if (value.state() == DataState.STALE) {
            pen.hline(Token.TEXT, x - 1, right + 1, baseline - pen.look().scaled(4));
        }
        return x;
    }

    private void foot(Box b, Load load) {
        Look look = pen.look();
        double left = b.x() + 7;
        double baseline = b.y() + b.h() - 5;
        switch (load.failover().state()) {
            case NOT_SUPPORTED -> pen.text("no partner", look.condensed(Fonts.LABEL), Token.MUTED, left, baseline);
            case NO_DATA -> pen.text("failover not known", look.condensed(Fonts.LABEL), Token.MUTED, left, baseline);
            case OK, STALE, FORBIDDEN, BAD -> failover(load, left, baseline);
        }
        if (load.over()) {
            pen.alarm(Priority.HIGH, true, b.x() + b.w() - 18, b.y() + b.h() - 16, 12);
        }
    }

    /** Under a row's bar: what may be added, and what binds then. */
    void room(Box b, RoomLeft room) {
        if (isNarrow(b, pen.look())) {
            return;
        }
        Look look = pen.look();
        double baseline = b.y() + b.h() - 5;
        double right = b.x() + b.w() - 7;
        double x = b.x() + 7;
        if (!room.known()) {
            pen.text("room not known", look.condensed(Fonts.LABEL), Token.MUTED, x, baseline, right - x);
            return;
        }
        String watts = room.watts() < 0 ? unit.text(room.watts()) : "+" + unit.text(room.watts());
        Token ink = room.watts() < 0 ? Token.ALARM_2_INK : room.stale() ? Token.MUTED : Token.VALUE;
        double end = pen.text(watts, look.strong(Fonts.LABEL), ink, x, baseline);
        if (room.stale()) {
            pen.hline(Token.TEXT, x - 1, end + 1, baseline - look.scaled(4));
        }
        String by = (room.unjudged() > 0 ? " at most, " : " ") + room.by();
        pen.text(by, look.condensed(Fonts.LABEL), Token.MUTED, end, baseline, right - end);
    }

    private void failover(Load load, double left, double baseline) {
        Look look = pen.look();
        double x = pen.text("failover ", look.condensed(Fonts.LABEL), Token.MUTED, left, baseline);
        double failover = Load.number(load.failover());
        String text = unit.text(load.failover());
        double width = look.width(text, look.strong(Fonts.LABEL));
        figure(load.failover(), look.strong(Fonts.LABEL), failover > load.limit(), x + width, baseline);
        double share = failover / load.limit();
        if (!Double.isNaN(share)) {
            String rest = share > 1 ? "+" + unit.text(failover - load.limit()) : Math.round(share * 100) + " %";
            pen.text(
                    rest,
                    look.condensed(Fonts.LABEL),
                    share > 1 ? Token.ALARM_2_INK : Token.MUTED,
                    x + width + 6,
                    baseline);
        }
    }

    private void bar(double x, double y, double w, double h, double value, double limit, double full, Token ink) {
        pen.fill(Token.TRACK, x, y, w, h);
        if (Double.isNaN(value) || !(full > 0)) {
            return;
        }
        double end = w * Math.min(1, value / full);
        double most = value > limit ? w * limit / full : end;
        pen.fill(ink, x, y, Math.round(most), h);
        if (value > limit) {
            hatch(x + Math.round(most), y, end - most, h);
        }
    }

    private void hatch(double x, double y, double w, double h) {
        GraphicsContext g = pen.graphics();
        g.save();
        g.beginPath();
        g.rect(x, y, w, h);
        g.clip();
        for (double at = x - h; at < x + w; at += 4) {
            pen.line(Token.ALARM_2_FILL, 1.5, at, y + h, at + h, y);
        }
        g.restore();
        pen.frame(Token.ALARM_2_FILL, x, y, Math.max(2, w), h);
    }

    /** A thin tick with a foot; an arrow at the end of the bar where it lies beyond. @param share of the bar */
    private void provisioned(double x, double y, double w, double share) {
        if (Double.isNaN(share)) {
            return;
        }
        double at = Math.round(x + w * Math.min(1, share));
        pen.fill(Token.TEXT, at - 1, y - 2, 1, 12);
        if (share > 1) {
            GraphicsContext g = pen.graphics();
            g.setFill(pen.look().color(Token.TEXT));
            g.fillPolygon(new double[] {at, at + 5, at}, new double[] {y - 1, y + 3, y + 7}, 3);
        } else {
            pen.fill(Token.TEXT, at - 3, y - 2, 5, 1);
        }
    }

    private void triangle(double x, double y) {
        if (!Double.isNaN(x)) {
            GraphicsContext g = pen.graphics();
            g.setFill(pen.look().color(Token.STRONG));
            g.fillPolygon(new double[] {x, x - 4, x + 4}, new double[] {y, y + 5, y + 5}, 3);
        }
    }
}
