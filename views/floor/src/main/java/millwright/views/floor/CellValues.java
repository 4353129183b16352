package millwright.views.floor;

import java.util.Arrays;
import millwright.plant.Aggregation;
import millwright.plant.CsvLine;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * The number and state of every cell of one level. GPU metrics shown by tray or rack are aggregated by the metric's own
 * rule, ratios as sum over sum; a cell is only as good as the worst of what it is made of when nothing of it is OK.
 *
 * @param values by slot of the level's kind, NaN without a number @param states ordinals of DataState
 */
record CellValues(double[] values, byte[] states, long newest) {
    private static final byte OK = (byte) DataState.OK.ordinal();
    private static final byte STALE = (byte) DataState.STALE.ordinal();

    static CellValues of(Plant plant, HallPlan plan, LatestValues latest, Metric metric, Level level) {
        EntityKind own = metric.on().contains(level.kind()) ? level.kind() : EntityKind.GPU;
        CellValues each = each(latest, metric, own);
        if (own == level.kind()) {
            return each;
        }
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        if (metric.aggregation() == Aggregation.RATIO && over != null && under != null) {
            CellValues top = grouped(plant, plan, plain(latest, over, own), Aggregation.SUM, level);
            CellValues bottom = grouped(plant, plan, plain(latest, under, own), Aggregation.SUM, level);
            return divided(top, bottom);
        }
        return grouped(plant, plan, each, metric.aggregation(), level);
    }

    /** Changes whenever {@link #of} would give something else of the same plant, and costs nothing to ask in every frame. */
    static long stamp(LatestValues latest, Metric metric, Level level) {
        EntityKind own = metric.on().contains(level.kind()) ? level.kind() : EntityKind.GPU;
        long stamp = latest.latest(metric.id(), own).version();
        for (MetricId part : new MetricId[] {metric.numerator(), metric.denominator()}) {
            stamp = stamp * 1_000_003
                    + (part == null ? 0 : latest.latest(part, own).version());
        }
        return stamp;
    }

    /** A row a cell, after a header. */
    String csv(Plant plant, Metric metric, Level level) {
        StringBuilder rows = new StringBuilder("entity,state," + metric.name() + "\n");
        for (int i = 0; i < values.length; i++) {
            DataState state = DataState.values()[states[i]];
            rows.append(CsvLine.of(plant.at(level.kind(), i).id(), state, values[i]));
        }
        return rows.toString();
    }

    /** How many cells have a number. */
    int valued() {
        int valued = 0;
        for (double value : values) {
            valued += Double.isNaN(value) ? 0 : 1;
        }
        return valued;
    }

    /** Whether anything is known of any cell; that there is no data is nothing. */
    private boolean told() {
        for (byte state : states) {
            if (state != DataState.NO_DATA.ordinal()) {
                return true;
            }
        }
        return false;
    }

    private static CellValues each(LatestValues latest, Metric metric, EntityKind kind) {
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        CellValues own = plain(latest, metric.id(), kind);
        if (over == null || under == null || own.told()) {
            return own;
        }
        return divided(plain(latest, over, kind), plain(latest, under, kind));
    }

    private static CellValues plain(LatestValues latest, MetricId metric, EntityKind kind) {
        Latest column = latest.latest(metric, kind);
        long newest = 0;
        for (long time : column.times()) {
            newest = Math.max(newest, time);
        }
        return new CellValues(column.values(), column.states(), newest);
    }

    private static CellValues divided(CellValues top, CellValues bottom) {
        int size = Math.min(top.values.length, bottom.values.length);
        double[] values = new double[size];
        byte[] states = new byte[size];
        for (int i = 0; i < size; i++) {
            boolean zero = bottom.values[i] == 0;
            values[i] = zero ? Double.NaN : top.values[i] / bottom.values[i];
            byte worse = top.states[i] == OK ? bottom.states[i] : top.states[i];
            states[i] = zero && worse == OK ? (byte) DataState.NO_DATA.ordinal() : worse;
        }
        return new CellValues(values, states, Math.min(top.newest, bottom.newest));
    }

    private static CellValues grouped(Plant plant, HallPlan plan, CellValues gpus, Aggregation rule, Level level) {
        int size = plant.count(level.kind());
        double[] values = new double[size];
        byte[] states = new byte[size];
        int[] counts = new int[size];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(states, (byte) DataState.NO_DATA.ordinal());
        for (HallPlan.RackPlace rack : plan.racks()) {
            for (int t = 0; t < rack.nodes().length; t++) {
                int into = level == Level.RACK ? rack.rackSlot() : rack.nodes()[t];
                for (int gpu : rack.gpus()[t]) {
                    if (gpu < gpus.values.length) {
                        add(values, states, counts, into, gpus.values[gpu], gpus.states[gpu], rule);
                    }
                }
            }
        }
        for (int i = 0; i < size && rule == Aggregation.MEAN; i++) {
            values[i] = counts[i] == 0 ? Double.NaN : values[i] / counts[i];
        }
        return new CellValues(values, states, gpus.newest);
    }

    private static void add(
            double[] values, byte[] states, int[] counts, int into, double value, byte state, Aggregation rule) {
        if (state != OK && state != STALE) {
            states[into] = counts[into] == 0 ? state : states[into];
            return;
        }
        double so = values[into];
        values[into] = counts[into]++ == 0
                ? value
                : switch (rule) {
                    case SUM, MEAN, RATIO -> so + value;
                    case MIN -> Math.min(so, value);
                    case MAX, MERGE, NONE -> Math.max(so, value);
                };
        states[into] = counts[into] > 1 && states[into] == OK ? OK : state;
    }
}
