package millwright.desk.shell;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Trend;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;

/** Draws the top bar: breadcrumb, state, clock, figures, alarms, operator. FX thread, stateless. */
final class TopBarPainter {
    private TopBarPainter() {}

    /** Where the parts begin, px; the right ones are anchored to the right edge. */
    record Places(
            double place, double state, double clock, double kpis, int cells, double cell, double alarms, double who) {
        boolean sparklines() {
            return cell >= 118;
        }

        /** The figures give way first, the operator's name next; state, clock and alarms always stand. */
        static Places of(double w) {
            boolean wide = w >= 1560;
            boolean tight = w < 1000;
            double who = tight ? w + 12 : w - 96;
            double alarms = who - 220;
            double clock = wide ? 440 : tight ? 304 : 376;
            double kpis = clock + 112;
            double room = alarms - 12 - kpis;
            int cells = wide ? 6 : Math.clamp((long) (room / 80), 0, 6);
            double cell = wide ? 120 : cells == 0 ? 0 : Math.floor(room / cells);
            return new Places(80, wide ? 332 : clock - 112, clock, kpis, cells, cell, alarms, who);
        }
    }

    static void ground(Pen pen, Places at, double w, double h) {
        pen.fill(Token.CHROME, 0, 0, w, h);
        pen.hline(Token.HAIR, 0, w, h - 1);
        pen.symbol(Symbol.MARK, Token.TEXT, 20, 15, 26);
        for (double x :
                new double[] {at.state() - 12, at.clock() - 12, at.kpis() - 12, at.alarms() - 12, at.who() - 12}) {
            pen.vline(Token.LINE, x, 12, 44);
        }
    }

    static void breadcrumb(Pen pen, Places at, String where, String place) {
        Look look = pen.look();
        double room = at.state() - at.place() - 16;
        pen.text(where, look.body(Fonts.CELL), Token.MUTED, at.place(), 22, room);
        pen.text(place, look.strong(Fonts.CELL), Token.STRONG, at.place(), 41, room);
    }

    static void state(Pen pen, Places at, WorldState world, String age) {
        Look look = pen.look();
        double x = at.state();
        String word = world.word();
        double width = Math.max(52, look.width(word, look.strong(Fonts.CELL)) + 16);
        Token ink = world.ink();
        if (world.solid()) {
            pen.fill(ink, x, 11, width, 17);
        } else {
            pen.frame(look.color(ink), 1, x, 11, width, 17, world.dashes());
        }
        pen.center(word, look.strong(Fonts.CELL), world.solid() ? Token.ON_FRAME : ink, x + width / 2, 24);
        pen.text(age, look.body(Fonts.CELL), Token.TEXT, x + width + 8, 24, at.clock() - 16 - x - width - 8);
        double under = x;
        boolean above = age.isEmpty() && world.simulated();
        if (above) {
            Font font = look.condensed(Fonts.LABEL);
            boolean fits = x + width + 6 + look.width(world.detail(), font) <= at.clock() - 13;
            pen.text(fits ? world.detail() : "", font, Token.TEXT, x + width + 6, 24);
        }
        boolean both = world.simulated() && !world.detail().isEmpty() && !above;
        if (world.simulated()) {
            Font font = both ? look.condensedStrong(Fonts.LABEL) : look.strong(Fonts.LABEL);
            under = pen.text("SIMULATED", font, Token.SIMULATED, x, 43) + 5;
        }
        Font font = both ? look.condensed(Fonts.LABEL) : look.body(Fonts.LABEL);
        if (!above) {
            pen.text(world.detail(), font, Token.MUTED, under, 43, at.clock() - 13 - under);
        }
    }

    static void clock(Pen pen, Places at, String time, String date) {
        pen.text(time, pen.look().strong(Fonts.KPI), Token.STRONG, at.clock(), 24);
        pen.text(date, pen.look().condensed(Fonts.LABEL), Token.MUTED, at.clock(), 43, at.kpis() - at.clock() - 16);
    }

    static void kpis(Pen pen, Places at, List<Kpi> kpis) {
        for (int i = 0; i < Math.min(at.cells(), kpis.size()); i++) {
            kpi(pen, kpis.get(i), at.kpis() + i * at.cell(), at.cell() - 8, at.sparklines());
        }
    }

    private static void kpi(Pen pen, Kpi kpi, double x, double room, boolean sparkline) {
        Look look = pen.look();
        boolean abnormal = kpi.priority() != Priority.INFO && kpi.state() == DataState.OK;
        Font label = sparkline ? look.body(Fonts.LABEL) : look.condensed(Fonts.LABEL);
        pen.text(kpi.label(), label, Token.MUTED, x, 17, room + 6);
        double at = x;
        if (abnormal) {
            pen.alarm(kpi.priority(), true, x, 23, 14);
            at += 20;
        }
        boolean number = kpi.state() == DataState.OK || kpi.state() == DataState.STALE;
        Color ink = abnormal
                ? pen.ink(kpi.priority())
                : look.color(kpi.state() == DataState.OK ? Token.STRONG : Token.MUTED);
        double end = pen.text(kpi.value().number(), look.strong(Fonts.KPI), ink, at, 35);
        if (kpi.state() == DataState.STALE) {
            pen.hline(Token.TEXT, at - 1, end + 1, 29);
        }
        if (number) {
            pen.text(kpi.value().unit(), look.body(Fonts.LABEL), Token.MUTED, end + 4, 35, x + room - end);
        }
        double spark = sparkline ? 30 : 0;
        pen.text(kpi.context(), label, Token.MUTED, x, 49, room - spark - 2);
        if (sparkline && kpi.trend() != null) {
            Color beyond = pen.ink(abnormal ? kpi.priority() : Priority.HIGH);
            Trend.draw(pen, kpi.trend(), x + 80, 38, 24, 11, kpi.limit(), kpi.upper(), beyond);
        }
    }

    static void alarms(Pen pen, Places at, AlarmCounts counts) {
        Look look = pen.look();
        for (int p = 0; p < AlarmCounts.PRIORITIES; p++) {
            double x = at.alarms() + p * 52;
            Priority priority = Priority.values()[p];
            pen.alarm(priority, true, x, 12, 18);
            String all = counts.unknown(p) ? "–" : short4(counts.all(p));
            // three digits and more would stand under the next shape
            double size = all.length() < 3 ? Fonts.KPI : Fonts.TITLE;
            pen.text(all, look.strong(size), Token.STRONG, x + (all.length() < 3 ? 23 : 20), 27);
            String unack = counts.unknown(p) ? "not judged" : short4(counts.unacknowledged(p)) + " unack";
            pen.text(unack, look.condensed(Fonts.LABEL), Token.MUTED, x, 45, 50);
        }
    }

    /** At most four characters, so that a flood keeps its cells: 999, 1.2k, 12k. */
    private static String short4(int count) {
        if (count < 1_000) {
            return String.valueOf(count);
        }
        return count < 10_000 ? Figures.fixed(count / 1_000.0, 1) + "k" : count / 1_000 + "k";
    }

    static void operator(Pen pen, Places at, String name, String role, double w) {
        pen.text(name, pen.look().strong(Fonts.CELL), Token.STRONG, at.who(), 25, w - at.who() - 8);
        pen.text(role, pen.look().body(Fonts.LABEL), Token.MUTED, at.who(), 45, w - at.who() - 8);
    }
}
