package millwright.views.floor;

import javafx.scene.paint.Color;
import millwright.desk.draw.Look;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.styles.Fonts;
import millwright.styles.HeatRamp;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.kit.Svg;

/**
 * The map as a drawing: the cells in sight in their colours and states, outlines, names of rows and racks, and what the
 * colours mean. FX thread; some 80 bytes a cell.
 */
final class MapSvg {
    private static final double LEGEND = 48;

    private final MapPainter.Scene scene;
    private final Look look;
    private final Svg svg;
    private final HeatRamp ramp;
    private final double w;
    private final double h;

    private MapSvg(MapPainter.Scene scene, Look look, double w, double h) {
        this.scene = scene;
        this.look = look;
        this.w = w;
        this.h = h;
        svg = new Svg(look, w, h + LEGEND);
        ramp = scene.scale().diverging()
                ? look.palette().diverging()
                : look.palette().heat();
    }

    static String of(MapPainter.Scene scene, Look look, double w, double h, Metric metric) {
        String title = metric.title();
        String low = FloorLegends.label(scene.scale(), metric, scene.scale().low());
        String high = FloorLegends.label(scene.scale(), metric, scene.scale().high());
        MapSvg made = new MapSvg(scene, look, w, h);
        made.svg.clip(0, 0, w, h);
        scene.plan().racks().forEach(made::rack);
        made.names();
        made.svg.endClip();
        made.legend(title, low, high);
        return made.svg.document("Floor, " + title);
    }

    private void rack(RackPlace rack) {
        double x = scene.camera().left(rack);
        double y = scene.camera().top(rack.line());
        double wide = scene.camera().rackWidth();
        double tall = scene.camera().rackHeight();
        if (x > w || y > h || x + wide < 0 || y + tall < 0) {
            return;
        }
        svg.rect(Token.RACK_BODY, x, y, wide, tall);
        boolean whole = scene.level() == Level.RACK || rack.nodes().length == 0;
        for (int t = 0; t < (whole ? 1 : rack.rows()); t++) {
            int[] slots = whole
                    ? new int[] {rack.rackSlot()}
                    : scene.level() == Level.TRAY ? new int[] {rack.nodes()[t]} : rack.gpus()[t];
            int columns = whole || scene.level() == Level.TRAY ? 1 : rack.columns();
            double top = Camera.edge(t, whole ? 1 : rack.rows(), (int) tall);
            double end = Camera.edge(t + 1, whole ? 1 : rack.rows(), (int) tall);
            for (int g = 0; g < slots.length; g++) {
                double left = Camera.edge(g, columns, (int) wide);
                double right = Camera.edge(g + 1, columns, (int) wide);
                cell(slots[g], x + left, y + top, gap(right - left), gap(end - top));
            }
        }
        outlines(rack, x, y, wide, tall);
    }

    private static double gap(double size) {
        return size > 2 ? size - 1 : size;
    }

    private void cell(int slot, double x, double y, double wide, double tall) {
        if (slot >= scene.cells().values().length) {
            return;
        }
        double value = scene.cells().values()[slot];
        DataState state = DataState.values()[scene.cells().states()[slot]];
        Color heat = Double.isNaN(value) || scene.legend().keeps(value)
                ? ramp.color(scene.scale().position(value))
                : look.color(Token.OUT_OF_BRUSH);
        switch (state) {
            case OK -> svg.rect(heat, x, y, wide, tall);
            case STALE -> {
                svg.rect(heat.interpolate(look.color(Token.RACK_BODY), 0.5), x, y, wide, tall);
                svg.line(Token.TEXT, 0.5, x, y + tall, x + wide, y);
            }
            case NO_DATA -> {
                svg.rect(Token.BG, x, y, wide, tall);
                svg.line(Token.TEXT, 0.5, x, y + tall / 2, x + wide, y + tall / 2, 2, 2);
            }
            case NOT_SUPPORTED -> {
                svg.rect(Token.BG, x, y, wide, tall);
                svg.line(Token.EQUIP, 1.6, x, y + tall, x + wide, y);
            }
            case FORBIDDEN -> {
                svg.rect(Token.BG, x, y, wide, tall);
                svg.circle(look.color(Token.EQUIP), false, x + wide / 2, y + tall / 2, Math.min(wide, tall) / 4);
            }
            case BAD -> {
                svg.rect(Token.BG, x, y, wide, tall);
                svg.line(Token.TEXT, 0.5, x, y, x + wide, y + tall);
                svg.line(Token.TEXT, 0.5, x, y + tall, x + wide, y);
            }
        }
    }

    private void outlines(RackPlace rack, double x, double y, double wide, double tall) {
        RackAlarms.Mark mark = scene.alarmed() ? scene.alarms().racks().get(rack.rackSlot()) : null;
        if (mark != null && mark.priority().ordinal() <= Priority.MEDIUM.ordinal()) {
            int number = mark.priority().number();
            frame(look.palette().alarm(number).ink(), number <= 2 ? 2 : 1, x - 1, y - 1, wide + 2, tall + 2);
            svg.text("P" + number, look.condensedStrong(Fonts.LABEL), Token.STRONG, x, y + tall + 12);
        }
        int index = scene.plant().indexAt(EntityKind.RACK, rack.rackSlot());
        if (scene.alarms().in(Outline.LIMITS, index, scene.outlines())) {
            frame(look.color(Token.SET), 1, x - 1, y - 1, wide + 2, tall + 2, 4, 3);
        }
        if (scene.alarms().in(Outline.PEERS, index, scene.outlines())) {
            frame(look.color(Token.TEXT), 1, x - 2, y - 2, wide + 4, tall + 4, 2, 2);
        }
        if (index == scene.selected() || scene.together().contains(index)) {
            frame(look.color(Token.SEL), 2, x - 4, y - 4, wide + 8, tall + 8);
        }
    }

    private void frame(Color ink, double thick, double x, double y, double wide, double tall, double... dashes) {
        double[] xs = {x, x + wide, x + wide, x, x};
        double[] ys = {y, y, y + tall, y + tall, y};
        svg.polyline(ink, thick, xs, ys, 5, dashes);
    }

    private void names() {
        boolean bands = scene.plan().depth() < scene.plan().lines().size();
        for (HallPlan.Line line : scene.plan().lines()) {
            double y = scene.camera().top(line.line()) + scene.camera().rackHeight() / 2.0 + 4;
            if (!line.first() || y < 0 || y > h) {
                continue;
            }
            if (bands) {
                double right = scene.camera().left(line.column()) - 4;
                svg.right(line.name(), look.condensedStrong(Fonts.CELL), Token.STRONG, right, y);
            } else {
                svg.text(line.name(), look.strong(Fonts.TITLE), Token.STRONG, 0, y);
            }
        }
        if (scene.camera().rackWidth() < 14) {
            return;
        }
        for (RackPlace rack : scene.plan().racks()) {
            if (rack.line() == 0) {
                String name = scene.plant().at(EntityKind.RACK, rack.rackSlot()).name();
                String number = name.substring(name.lastIndexOf('-') + 1);
                double middle = scene.camera().left(rack) + scene.camera().rackWidth() / 2.0;
                svg.center(
                        number,
                        look.condensed(Fonts.LABEL),
                        Token.MUTED,
                        middle,
                        scene.camera().topRoom() - look.scaled(5));
            }
        }
    }

    private void legend(String title, String low, String high) {
        double step = 4;
        double y = h + 20;
        double left = scene.camera().leftRoom();
        svg.text(title, look.body(Fonts.CELL), Token.TEXT, left, h + 14);
        for (int i = 0; i < 64; i++) {
            double position = ramp.low() + (i + 0.5) / 64 * (ramp.high() - ramp.low());
            svg.rect(ramp.color(position), left + i * step, y, step, 8);
        }
        svg.text(low, look.body(Fonts.LABEL), Token.MUTED, left, y + 21);
        svg.right(high, look.body(Fonts.LABEL), Token.MUTED, left + 64 * step, y + 21);
    }
}
