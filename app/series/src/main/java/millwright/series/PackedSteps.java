package millwright.series;

import millwright.series.tile.Tile;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;

/**
 * Steps in a row that will not change any more: tiles of lowest, highest and mean, a tick each step; where lowest is above
 * highest there was no number. Immutable; any thread.
 */
record PackedSteps(long start, long step, int count, Lines lines, byte[] low, byte[] high, byte[] mean)
        implements RolledStep {
    @Override
    public long end() {
        return start + step * count;
    }

    @Override
    public long bytes() {
        return low.length + high.length + mean.length + 150L;
    }

    @Override
    public void fold(int[] places, WindowFold[] folds, long since, long until) {
        try (TileDecoder decoder = new TileDecoder()) {
            double[][] columns = new double[3][places.length * count];
            double[] column = new double[lines.count() * count];
            byte[][] tiles = {low, high, mean};
            byte[] states = {};
            for (int part = 0; part < tiles.length; part++) {
                Tile tile = Tile.of(tiles[part]);
                states = part == 0 ? decoder.stateColumns(tile) : states;
                for (int i = 0; i < places.length; i++) {
                    decoder.column(tile, lines.column(places[i]), 0, column.length, column, 0);
                    for (int t = 0; t < count; t++) {
                        columns[part][i * count + t] = column[lines.tick(places[i], t)];
                    }
                }
            }
            int first = Math.clamp(Math.ceilDiv(since - start, step) - 1, 0, count);
            int last = Math.clamp(Math.ceilDiv(until - start, step), first, count);
            for (int i = 0; i < places.length; i++) {
                for (int t = first; t < last; t++) {
                    byte state = states[lines.column(places[i]) * column.length + lines.tick(places[i], t)];
                    fold(columns, i * count + t, start + t * step, state, folds[i], until);
                }
            }
        } catch (TileException e) {
            throw new IllegalStateException("a tile in memory is damaged: " + e.getMessage(), e);
        }
    }

    private void fold(double[][] columns, int at, long from, byte state, WindowFold fold, long until) {
        long end = Math.min(from + step, until);
        double lowest = columns[0][at];
        double highest = columns[1][at];
        boolean some = lowest <= highest || Double.isNaN(lowest);
        if (some || state != 0) {
            fold.add(end - 1, end - from, lowest, highest, columns[2][at], some ? (byte) 0 : state);
        }
    }
}
