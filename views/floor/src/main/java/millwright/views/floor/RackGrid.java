package millwright.views.floor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import millwright.desk.draw.Look;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.RackSlot;
import millwright.views.floor.RackContents.Item;
import millwright.views.floor.RackContents.Tray;

/**
 * Where everything of a rack stands on the screen, in px: the face of the rack true to scale at the left, a line per tray
 * beside it, things without a unit in bands below. Immutable; made for one size, arithmetic alone.
 */
final class RackGrid {
    /** @param item of the rack @param y before scrolling */
    record Line(int item, double y, double h) {}

    /** A value of trays at the right. @param decimals of what is printed */
    record Column(String label, MetricId metric, double right, int decimals) {}

    /** A thing in a band. */
    record Chip(int index, double x, double y, double w, double h) {}

    private static final double LOWEST = 18;
    private static final double TALLEST = 28;
    private static final double CHIP = 22;
    private static final double LOW_CHIP = 18;
    /** Px at text scale 1 under which bands are drawn lower, for the trays. */
    private static final double LOW = 560;

    /** Lines of trays that are seen above the bands; where so many find no room, bands are scrolled with the trays. */
    private static final int LEAST_LINES = 4;

    private static final double HEAD = 22;

    final double s;
    final double w;
    final double faceWidth;
    final double unitX;
    final double nameX;
    final double hostX;
    final double stateX;
    final double leadX;
    final double gpuX;
    final double gpuWidth;
    final double right;
    final double top;
    final double bottom;
    final double lineHeight;
    final double overflow;
    final double totalY;
    final int perLine;
    final Set<InCell> cols;
    final double leadWidth;
    final double prefix;
    final List<Column> columns = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    final List<Chip> chips = new ArrayList<>();
    final List<Double> bandYs = new ArrayList<>();

    private final RackScene scene;
    private final double bandX;
    /** Right below the trays, or above the total. */
    private final double bandsY;

    private final double chip;
    private final boolean flowing;

    RackGrid(RackScene scene, Look look, double w, double h) {
        this.scene = scene;
        this.w = w;
        s = look.textScale();
        RackContents rack = scene.rack();
        boolean placed = rack.placed();
        boolean roomy = w >= 900 * s;
        faceWidth = placed && w >= 760 * s ? 72 * s : 0;
        unitX = faceWidth + (faceWidth > 0 ? 8 * s : 0);
        nameX = unitX + (placed ? 40 * s : 4 * s);
        double names = widest(rack, t -> look.width(t.label(), look.strong(12)));
        hostX = nameX + Math.clamp(names + 10 * s, 36 * s, (roomy ? 150 : 90) * s);
        boolean hosts = roomy && rack.trays().stream().anyMatch(t -> !t.host().equals(t.name()));
        double hostWidth = widest(rack, t -> look.width(t.host(), look.condensed(11)));
        stateX = hostX + (hosts ? Math.clamp(hostWidth + 10 * s, 0, 110 * s) : 0);
        leadX = stateX + (roomy ? 66 : 54) * s;
        gpuX = leadX + (scene.chosen().level() == Level.TRAY ? 66 * s : 0);
        right = columns(roomy);
        cols = cols(scene);
        double text = cols.stream().mapToDouble(c -> c.width() * s).sum();
        double least = 46 * s + text + 8 * s;
        int most = Math.max(1, rack.widest());
        double room = Math.max(least, right - gpuX - 8 * s);
        prefix = room / most < least ? 24 * s : 0;
        perLine = prefix > 0 ? Math.max(1, (int) (room / (least + prefix))) : most;
        gpuWidth = Math.min(room / perLine, 230 * s);
        leadWidth = Math.min(gpuWidth - text - 8 * s - prefix, 150 * s);
        bandX = Math.max(gpuX, unitX + 130 * s);
        top = (HEAD + 22) * s;
        chip = (h < LOW * s ? LOW_CHIP : CHIP) * s;
        totalY = h - 34 * s;
        double bands = bands(look);
        flowing = totalY - 8 * s - bands < top + LEAST_LINES * LOWEST * s;
        bottom = totalY - 8 * s - (flowing ? 0 : bands);
        lineHeight = lines();
        double end = end();
        overflow = Math.max(0, end + (flowing ? 8 * s + bands : 0) - bottom);
        bandsY = flowing ? end + 4 * s - scene.scroll() : Math.min(bottom, end + 4 * s);
        placeChips(look);
    }

    /** What stands beside the first cell, which has watts or the metric that colours it. */
    private static Set<InCell> cols(RackScene scene) {
        Set<InCell> cols = EnumSet.noneOf(InCell.class);
        cols.addAll(scene.inCell());
        if (scene.chosen().watts() || scene.chosen().level() != Level.GPU) {
            cols.remove(InCell.WATTS);
        }
        cols.removeIf(c -> c.metric().equals(scene.chosen().metric().name()));
        return cols;
    }

    private static double widest(RackContents rack, ToDoubleFunction<Tray> width) {
        return rack.trays().stream().mapToDouble(width).max().orElse(0);
    }

    /** From the right edge inwards, what no tray ever told left out. @return where they begin */
    private double columns(boolean roomy) {
        double x = w - 4 * s;
        boolean limits = roomy
                && scene.rack().trays().stream()
                        .anyMatch(t -> !Double.isNaN(scene.limit(t.index(), RackColumns.NODE_POWER)));
        x -= limits ? 74 * s : 0;
        x = column("tray kW", RackColumns.NODE_POWER, x, 58, 2);
        if (scene.told(RackColumns.NODE_FLOW)) {
            x = column("flow LPM", RackColumns.NODE_FLOW, x, 58, 2);
        }
        if (scene.told(RackColumns.NODE_OUT)) {
            x = column("out °C", RackColumns.NODE_OUT, x, 54, 1);
        }
        if (scene.told(RackColumns.NODE_IN)) {
            x = column("in °C", RackColumns.NODE_IN, x, 50, 1);
        }
        return x;
    }

    private double column(String label, MetricId metric, double at, double width, int decimals) {
        columns.addFirst(new Column(label, metric, at, decimals));
        return at - width * s;
    }

    /** Px that the bands need, each on one line or two. */
    private double bands(Look look) {
        double high = 0;
        for (RackContents.Band band : scene.rack().bands()) {
            high += bandLines(look, band) * chip;
        }
        return high;
    }

    /** Things stand beside each other, on two lines at most; CDUs behind what the rack's own coolant says. */
    private int bandLines(Look look, RackContents.Band band) {
        boolean cooling = band.kind() == EntityKind.CDU;
        int first = fit(look, band, cooling ? bandX + RackBands.COOLANT * s : bandX);
        return band.things().length > first ? 2 : 1;
    }

    private int fit(Look look, RackContents.Band band, double from) {
        double to = band.kind() == EntityKind.CDU ? w : chipsTo();
        return Math.max(0, (int) ((to - from) / chipWidth(look, band)));
    }

    /** Right of them stands what a band draws in all. */
    private double chipsTo() {
        return columns.getLast().right() - 50 * s;
    }

    private double chipWidth(Look look, RackContents.Band band) {
        double name = 0;
        for (int thing : band.things()) {
            name = Math.max(name, look.width(RackBands.name(scene, thing), look.condensed(11)));
        }
        return name + (band.kind() == EntityKind.CDU ? 220 : 66) * s;
    }

    private void placeChips(Look look) {
        double y = bandsY + 4 * s;
        for (RackContents.Band band : scene.rack().bands()) {
            bandYs.add(y);
            double from = band.kind() == EntityKind.CDU ? bandX + RackBands.COOLANT * s : bandX;
            int first = fit(look, band, from);
            int second = Math.max(1, fit(look, band, bandX));
            double wide = chipWidth(look, band);
            for (int i = 0; i < Math.min(band.things().length, first + second); i++) {
                double x = i < first ? from + i * wide : bandX + (i - first) * wide;
                double line = i < first ? y : y + chip;
                if (inside(line)) {
                    chips.add(new Chip(band.things()[i], x, line, wide - 6 * s, chip - 3 * s));
                }
            }
            y += bandLines(look, band) * chip;
        }
    }

    /** @return px of a line of GPUs */
    private double lines() {
        List<Item> items = scene.rack().items();
        double gap = 14 * s;
        double gaps = items.stream().filter(i -> i.tray() < 0).count() * gap;
        double tall =
                items.stream().filter(i -> i.tray() >= 0).mapToInt(this::deep).sum();
        double each = Math.floor(Math.clamp((bottom - top - gaps) / Math.max(1, tall), LOWEST * s, TALLEST * s));
        double y = top;
        for (int i = 0; i < items.size(); i++) {
            double h = items.get(i).tray() < 0 ? gap : deep(items.get(i)) * each;
            lines.add(new Line(i, y, h));
            y += h;
        }
        return each;
    }

    /** Below the last line. */
    private double end() {
        return lines.isEmpty()
                ? top + 34 * s
                : lines.getLast().y() + lines.getLast().h();
    }

    private int deep(Item item) {
        int gpus = scene.rack().trays().get(item.tray()).gpus().length;
        return Math.max(1, (gpus + perLine - 1) / perLine);
    }

    /** Where the contents of bands begin. */
    double chipsFrom() {
        return bandX;
    }

    double gpuX(int g) {
        return gpuX + g % perLine * gpuWidth;
    }

    /** Where a tray stands on the face of the rack, true to scale: x, y, w, h. */
    double[] onFace(RackSlot place) {
        double unit = (totalY - 10 * s - top) / scene.rack().units();
        double full = faceWidth - 24 * s;
        double x = 22 * s + (place.width() == RackSlot.Width.RIGHT_HALF ? full / 2 : 0);
        double wide = place.width() == RackSlot.Width.FULL ? full : full / 2;
        double y = top + (scene.rack().units() - (place.unit() + place.height() - 1)) * unit;
        return new double[] {x, y, wide, place.height() * unit};
    }

    /** Dense index of what is drawn there, -1 for nothing. */
    int at(double px, double py) {
        for (Chip chip : chips) {
            if (px >= chip.x() && px < chip.x() + chip.w() && py >= chip.y() && py < chip.y() + chip.h()) {
                return chip.index();
            }
        }
        if (py < HEAD * s) {
            return scene.rack().index();
        }
        if (px < faceWidth) {
            return onFaceAt(px, py);
        }
        return py < top || py >= bottom ? -1 : onLineAt(px, py + scene.scroll());
    }

    private int onFaceAt(double px, double py) {
        for (Tray tray : scene.rack().trays()) {
            double[] box = onFace(tray.place());
            boolean inside = px >= box[0] && px < box[0] + box[2] && py >= box[1] && py < box[1] + box[3];
            if (tray.placed() && inside) {
                return tray.index();
            }
        }
        return -1;
    }

    private int onLineAt(double px, double y) {
        for (Line line : lines) {
            int t = scene.rack().items().get(line.item()).tray();
            if (t >= 0 && y >= line.y() && y < line.y() + line.h()) {
                Tray tray = scene.rack().trays().get(t);
                int column = (int) Math.floor((px - gpuX) / gpuWidth);
                int gpuLine = (int) ((y - line.y()) / lineHeight);
                int g = gpuLine * perLine + column;
                boolean gpu = column >= 0 && column < perLine && g < tray.gpus().length;
                return gpu ? scene.gpu(tray.gpus()[g]) : tray.index();
            }
        }
        return -1;
    }

    /** Whether a line of a band that begins there is seen: always, unless bands are scrolled with the trays. */
    boolean inside(double y) {
        return !flowing || y >= top + 2 && y + chip <= bottom + 0.5;
    }

    /** Whether a line lies within what is seen of the trays. */
    boolean seen(Line line) {
        double y = line.y() - scene.scroll();
        return y >= top - 0.5 && y + line.h() <= bottom + 0.5;
    }

    RackContents rack() {
        return scene.rack();
    }

    /** The line of a tray, by its place among trays. */
    Line lineOf(int tray) {
        for (Line line : lines) {
            if (scene.rack().items().get(line.item()).tray() == tray) {
                return line;
            }
        }
        throw new IllegalArgumentException("no tray " + tray);
    }
}
