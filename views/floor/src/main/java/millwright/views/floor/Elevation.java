package millwright.views.floor;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.plant.Count;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.styles.HeatRamp;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.kit.Axis;
import millwright.views.kit.CellPainter;
import millwright.views.kit.Looks;
import org.jspecify.annotations.Nullable;

/** The docked rack: its trays with numbers, and where the cell under the pointer stands among its peers. 252 px wide. */
final class Elevation extends Drawn {
    private static final double NAME = 34;
    private static final double ROW = 18;
    private static final int BINS = 40;

    private MapPainter.@Nullable Scene scene;
    private final Peers known = new Peers();
    private int gpu = -1;
    private int rackSlot = -1;
    private String how = "";
    private String metric = "";
    private double rackPower = Double.NaN;
    private double rackLimit = Double.NaN;

    Elevation(ObservableValue<Look> looks) {
        super(Looks.plain(looks), looks.getValue().textScale());
        setMinWidth(252 * zoom());
        setPrefWidth(252 * zoom());
    }

    /** @param newGpu slot of the GPU to compare, or -1 @param newHow why this rack: hovered, selected, worst */
    void show(
            MapPainter.Scene newScene,
            int newRackSlot,
            int newGpu,
            String newHow,
            String newMetric,
            double power,
            double limit) {
        scene = newScene;
        rackSlot = newRackSlot;
        gpu = newGpu;
        how = newHow;
        metric = newMetric;
        rackPower = power;
        rackLimit = limit;
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.fill(Token.CHROME, 0, 0, w, h);
        pen.frame(Token.LINE, 0, 0, w, h);
        MapPainter.Scene s = scene;
        if (s == null || rackSlot < 0 || rackSlot >= s.plant().count(EntityKind.RACK)) {
            pen.center("Point at a rack", look().body(12), Token.MUTED, w / 2, h / 2);
            return;
        }
        RackPlace rack = s.plan().ofRack(rackSlot);
        double y = head(pen, s, rack, w);
        y = trays(pen, s, rack, y, w, h);
        if (gpu >= 0 && gpu < s.plant().count(EntityKind.GPU)) {
            peers(pen, s, y + 14, w, h);
        }
    }

    private double head(Pen pen, MapPainter.Scene s, RackPlace rack, double w) {
        Entity entity = s.plant().at(EntityKind.RACK, rackSlot);
        double end = pen.text(entity.name(), look().strong(13), Token.STRONG, 12, 20);
        pen.text(how, look().body(11), Token.MUTED, end + 10, 20);
        pen.right(metric, look().body(11), Token.MUTED, w - 12, 20);
        String job = jobText(s.plant(), rack);
        double x = w - 12;
        if (!Double.isNaN(rackPower)) {
            if (!Double.isNaN(rackLimit)) {
                x = pen.right("of " + Figures.of(rackLimit, "W").joined(), look().body(11), Token.MUTED, x, 37) - 4;
            }
            x = pen.right(
                            Figures.digits(rackPower / 1000) + (Double.isNaN(rackLimit) ? " kW" : ""),
                            look().strong(12),
                            Token.VALUE,
                            x,
                            37)
                    - 8;
        }
        pen.text(job, look().condensed(11), Token.TEXT, 12, 37, x - 12);
        return 44;
    }

    private static String jobText(Plant plant, RackPlace rack) {
        TreeSet<String> jobs = new TreeSet<>();
        int gpus = 0;
        for (int t = 0; t < rack.nodes().length; t++) {
            gpus += rack.gpus()[t].length;
            for (int job : plant.origins(RelationKind.RUNS_ON, plant.indexAt(EntityKind.NODE, rack.nodes()[t]))) {
                jobs.add(plant.entity(job).name());
            }
        }
        String names = jobs.isEmpty() ? "no job" : String.join(", ", jobs);
        int trays = rack.nodes().length;
        return names + ", " + (gpus > 0 ? Count.of(gpus, "GPU") : Count.of(trays, "tray"));
    }

    private double trays(Pen pen, MapPainter.Scene s, RackPlace rack, double y, double w, double h) {
        if (s.level() != Level.GPU) {
            return nodes(pen, s, rack, y, w, h);
        }
        double room = h - y - 160;
        double row = Math.clamp(room / Math.max(1, rack.rows()), 6, ROW);
        double cell = (w - NAME - 20) / rack.columns();
        for (int g = 0; g < rack.columns() && row >= 12; g++) {
            pen.center("G" + g, look().condensed(11), Token.MUTED, NAME + (g + 0.5) * cell, y + 8);
        }
        double top = y + 12;
        for (int t = 0; t < rack.nodes().length; t++) {
            double at = top + t * row;
            if (row >= 12) {
                Entity node = s.plant().at(EntityKind.NODE, rack.nodes()[t]);
                pen.text(node.name(), look().condensed(11), Token.MUTED, 12, at + row / 2 + 4, NAME - 14);
            }
            for (int g = 0; g < rack.gpus()[t].length; g++) {
                gpuCell(pen, s, rack.gpus()[t][g], NAME + g * cell, at, cell, row);
            }
        }
        return top + rack.nodes().length * row;
    }

    /** Trays by name, each with its value where trays are shown: their GPUs, if any, are not told apart on this level. */
    private double nodes(Pen pen, MapPainter.Scene s, RackPlace rack, double y, double w, double h) {
        double row = Math.clamp((h - y - 20) / Math.max(1, rack.rows()), 6, ROW);
        double half = w / 2;
        for (int t = 0; t < rack.nodes().length; t++) {
            double at = y + 8 + t * row;
            if (row >= 12) {
                Entity node = s.plant().at(EntityKind.NODE, rack.nodes()[t]);
                pen.text(node.name(), look().condensed(11), Token.MUTED, 12, at + row / 2 + 4, half - 20);
            }
            if (s.level() == Level.TRAY) {
                cell(pen, s, rack.nodes()[t], half, at, half - 12, row);
            }
        }
        return y + 8 + rack.nodes().length * row;
    }

    private void gpuCell(Pen pen, MapPainter.Scene s, int slot, double x, double y, double w, double h) {
        cell(pen, s, slot, x, y, w, h);
        if (slot == gpu) {
            pen.frame(look().color(Token.SEL), 2, x - 1, y - 1, w + 1, h + 1);
        }
    }

    private void cell(Pen pen, MapPainter.Scene s, int slot, double x, double y, double w, double h) {
        CellValues cells = s.cells();
        if (slot >= cells.states().length) {
            pen.fill(Token.WELL, x, y, w - 1, h - 1);
            return;
        }
        DataState state = DataState.values()[cells.states()[slot]];
        double value = cells.values()[slot];
        HeatRamp ramp = s.scale().diverging()
                ? look().palette().diverging()
                : look().palette().heat();
        if (state == DataState.OK) {
            pen.fill(ramp.color(s.scale().position(value)), x, y, w - 1, h - 1);
        } else {
            stateCell(pen, state, ramp.argb(s.scale().position(value)), x, y, w - 1, h - 1);
        }
        if (state == DataState.OK && h >= 12) {
            CellInk.number(pen, s.scale(), value, x, y, w - 1, h - 1, true);
        }
    }

    private void stateCell(Pen pen, DataState state, int argb, double x, double y, double w, double h) {
        int wide = Math.max(1, (int) w);
        int tall = Math.max(1, (int) h);
        int[] pixels = new int[wide * tall];
        new CellPainter(pixels, wide, tall, look().palette()).cell(0, 0, wide, tall, state, argb);
        pen.pixels(pixels, x, y, wide, tall);
    }

    private void peers(Pen pen, MapPainter.Scene s, double y, double w, double h) {
        if (s.level() != Level.GPU || y + 96 > h) {
            return;
        }
        double[] peers = known.of(s.plant(), s.cells(), gpu);
        double own = s.cells().values()[gpu];
        int index = s.plant().indexAt(EntityKind.GPU, gpu);
        List<Entity> path = s.plant().path(index);
        String name = path.size() < 2
                ? path.getLast().name()
                : path.get(path.size() - 2).name() + " " + path.getLast().name();
        RackAlarms.Mark mark = s.alarmed() ? s.alarms().own().get(index) : null;
        if (mark == null) {
            pen.text(name, look().strong(12), Token.STRONG, 12, y + 8, w - 24);
        } else {
            pen.alarm(mark.priority(), mark.unacknowledged(), 12, y - 3, 13);
            String wrong = look().fit(name + "  " + mark.what(), look().strong(12), w - 44);
            pen.text(wrong, look().strong(12), pen.ink(mark.priority()), 30, y + 8);
        }
        if (peers.length < 3 || Double.isNaN(own)) {
            pen.text(peers.length < 3 ? "no peers in a job" : "no value", look().body(11), Token.MUTED, 12, y + 26);
            return;
        }
        Peers.Standing standing = known.standing(peers, own);
        String text = "median " + CellInk.text(s.scale(), standing.median()) + ", p5 "
                + CellInk.text(s.scale(), standing.p5()) + ", n " + Figures.whole(peers.length);
        pen.text("Peers in job: " + text, look().body(11), Token.MUTED, 12, y + 25, w - 20);
        distribution(pen, s, peers, own, standing, y + 34, w, h - 10);
    }

    private void distribution(
            Pen pen,
            MapPainter.Scene s,
            double[] peers,
            double own,
            Peers.Standing standing,
            double y,
            double w,
            double h) {
        double low = own;
        double high = own;
        for (double peer : peers) {
            low = peer < low ? peer : low;
            high = peer > high ? peer : high;
        }
        double pad = high == low ? 1 : (high - low) * 0.05;
        Axis x = new Axis(low - pad, high + pad, 14, w - 14);
        int[] bins = new int[BINS];
        for (double peer : peers) {
            bins[(int) Math.min(BINS - 1, (peer - x.low()) / (x.high() - x.low()) * BINS)]++;
        }
        int most = Arrays.stream(bins).max().orElse(1);
        double base = Math.min(h - 14, y + 70);
        HeatRamp ramp = s.scale().diverging()
                ? look().palette().diverging()
                : look().palette().heat();
        double step = (w - 28) / BINS;
        for (int b = 0; b < BINS; b++) {
            double tall = Math.sqrt(bins[b] / (double) most) * (base - y - 14);
            double value = x.low() + (b + 0.5) / BINS * (x.high() - x.low());
            pen.fill(ramp.color(s.scale().position(value)), 14 + b * step, base - tall, Math.max(1, step - 1), tall);
        }
        pen.hline(Token.LINE, 14, w - 14, base);
        pen.vline(Token.STRONG, x.at(own), y + 4, base);
        String mark = CellInk.text(s.scale(), own) + ", z " + Figures.fixed(standing.z(), 1);
        boolean right = x.at(own) < w / 2;
        if (right) {
            pen.text(mark, look().strong(11), Token.STRONG, x.at(own) + 4, y + 12);
        } else {
            pen.right(mark, look().strong(11), Token.STRONG, x.at(own) - 4, y + 12);
        }
        pen.text(CellInk.text(s.scale(), low), look().condensed(11), Token.MUTED, 14, base + 12);
        pen.right(CellInk.text(s.scale(), high), look().condensed(11), Token.MUTED, w - 14, base + 12);
    }
}
