package millwright.series;

import java.util.List;
import millwright.feed.Column;
import millwright.plant.DataState;
import millwright.series.tile.TileEncoder;
import millwright.series.tile.TileInput;
import millwright.series.tile.TileValues;

/** Packs rows and steps of one series with the codec of captures. One thread at a time. @param quantum 0 for none */
record RowSealer(double quantum) {
    /** Rows of a tile: few, so that little stands unpacked; enough that their headers cost less than 0.03 B a sample. */
    static final int ROWS = 30;

    /** Histograms stay as they came, and so does a tile in which the sort of value changed. */
    static boolean packs(List<Row> rows) {
        Column first = rows.getFirst().values();
        return !(first instanceof Column.Histograms)
                && rows.stream().allMatch(r -> r.values().getClass() == first.getClass());
    }

    SealedRows seal(List<Row> rows, TileEncoder encoder) {
        int entities = rows.getFirst().values().size();
        byte[] states = new byte[entities * rows.size()];
        long[] times = new long[rows.size()];
        long[] holds = new long[rows.size()];
        for (int t = 0; t < times.length; t++) {
            times[t] = rows.get(t).time();
            holds[t] = rows.get(t).hold();
            if (!rows.get(t).states().isAll(DataState.OK)) {
                rows.get(t).states().expand(states, t * entities);
            }
        }
        TileInput in = new TileInput(entities, times.length, values(rows, entities), states);
        return new PackedRows(times, holds, encoder.encode(in, quantum));
    }

    private static TileValues values(List<Row> rows, int entities) {
        int size = entities * rows.size();
        return switch (rows.getFirst().values()) {
            case Column.F32 _ -> new TileValues.F32((float[]) copy(rows, new float[size], entities));
            case Column.F64 _ -> new TileValues.F64((double[]) copy(rows, new double[size], entities));
            case Column.I64 _ -> new TileValues.I64((long[]) copy(rows, new long[size], entities));
            case Column.Histograms _ -> throw new IllegalArgumentException("histograms are not packed");
        };
    }

    private static Object copy(List<Row> rows, Object target, int entities) {
        for (int t = 0; t < rows.size(); t++) {
            Object source = switch (rows.get(t).values()) {
                case Column.F32 c -> c.values();
                case Column.F64 c -> c.values();
                case Column.I64 c -> c.values();
                case Column.Histograms c -> c.sums();
            };
            System.arraycopy(source, 0, target, t * entities, entities);
        }
        return target;
    }

    /** @param steps one after the other without a hole @param lines how their entities are to lie */
    PackedSteps sealSteps(List<Rolled> steps, Lines lines, TileEncoder encoder) {
        Rolled first = steps.getFirst();
        int size = lines.places() * steps.size();
        float[] low = new float[size];
        float[] high = new float[size];
        float[] mean = new float[size];
        byte[] states = new byte[size];
        for (int t = 0; t < steps.size(); t++) {
            steps.get(t).copy(t, lines, low, high, mean, states);
        }
        int columns = lines.columns();
        int ticks = lines.count() * steps.size();
        return new PackedSteps(
                first.start(),
                first.end() - first.start(),
                steps.size(),
                lines,
                encoder.encode(new TileInput(columns, ticks, new TileValues.F32(low), states), quantum),
                encoder.encode(TileInput.ok(columns, ticks, new TileValues.F32(high)), quantum),
                encoder.encode(TileInput.ok(columns, ticks, new TileValues.F32(mean)), quantum));
    }
}
