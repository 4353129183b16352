package millwright.series.tile;

import millwright.plant.DataState;
import millwright.plant.ValueType;

/**
 * Reduces a tile tick by tick over all of its entities. Whole quanta are compared as the integers they are, which gives
 * the same lowest and highest; their sum is that of the quanta, equal to the values' within a float's precision. One
 * thread at a time, as its decoder.
 */
public final class TileScan {
    private final TileDecoder decoder;

    public TileScan(TileDecoder decoder) {
        this.decoder = decoder;
    }

    public Steps perTick(Tile tile) throws TileException {
        Steps steps = Steps.of(1, tile.ticks(), 1);
        if (tile.type() == ValueType.F32 && tile.onlyState() == DataState.OK) {
            for (int g = 0; g < tile.groups(); g++) {
                int[] held = decoder.narrow(tile, g);
                if (tile.form(g) == TileForm.QUANTUM) {
                    quanta(held, tile.columns(g), Quantum.of(tile.quantum()), steps);
                } else {
                    floats(held, tile.columns(g), steps);
                }
            }
            return Reduction.means(steps.blanked());
        }
        slow(tile, steps);
        return Reduction.means(steps.blanked());
    }

    private static void quanta(int[] held, int columns, Quantum quantum, Steps steps) {
        for (int t = 0; t < steps.steps(); t++) {
            int from = t * columns;
            int low = held[from];
            int high = held[from];
            long sum = 0;
            for (int i = from; i < from + columns; i++) {
                low = Math.min(low, held[i]);
                high = Math.max(high, held[i]);
                sum += held[i];
            }
            if (low == Quantum.NAN) {
                merge(steps, t, Double.NaN, Double.NaN, Double.NaN, columns);
            } else {
                merge(steps, t, quantum.f32(low), quantum.f32(high), quantum.f64(sum), columns);
            }
        }
    }

    private static void floats(int[] held, int columns, Steps steps) {
        for (int t = 0; t < steps.steps(); t++) {
            int from = t * columns;
            float low = Float.intBitsToFloat(held[from]);
            float high = low;
            double sum = low;
            for (int i = from + 1; i < from + columns; i++) {
                float value = Float.intBitsToFloat(held[i]);
                low = Math.min(low, value);
                high = Math.max(high, value);
                sum += value;
            }
            merge(steps, t, low, high, sum, columns);
        }
    }

    private static void merge(Steps steps, int t, double low, double high, double sum, int count) {
        boolean first = steps.count()[t] == 0;
        steps.low()[t] = first ? low : Math.min(steps.low()[t], low);
        steps.high()[t] = first ? high : Math.max(steps.high()[t], high);
        steps.sum()[t] += sum;
        steps.count()[t] += count;
    }

    private void slow(Tile tile, Steps steps) throws TileException {
        byte[] states = decoder.stateColumns(tile);
        double[] column = new double[tile.ticks()];
        for (int e = 0; e < tile.entities(); e++) {
            decoder.column(tile, e, 0, tile.ticks(), column, 0);
            for (int t = 0; t < column.length; t++) {
                steps.add(t, column[t], states[e * column.length + t]);
            }
        }
    }
}
