package millwright.series;

import millwright.series.tile.Tile;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;

/**
 * A step that will not change any more: tiles of lowest, highest and mean, one tick each; where lowest is above highest
 * there was no number. Immutable; any thread.
 */
record PackedStep(long start, long step, byte[] low, byte[] high, byte[] mean) implements RolledStep {
    @Override
    public long end() {
        return start + step;
    }

    @Override
    public long bytes() {
        return low.length + high.length + mean.length + 150L;
    }

    @Override
    public void fold(int[] places, WindowFold[] folds, long until) {
        long end = Math.min(end(), until);
        try (TileDecoder decoder = new TileDecoder()) {
            double[][] columns = new double[3][places.length];
            byte[][] tiles = {low, high, mean};
            byte[] states = {};
            for (int part = 0; part < tiles.length; part++) {
                Tile tile = Tile.of(tiles[part]);
                states = part == 0 ? decoder.stateColumns(tile) : states;
                for (int i = 0; i < places.length; i++) {
                    decoder.column(tile, places[i], 0, 1, columns[part], i);
                }
            }
            for (int i = 0; i < places.length; i++) {
                boolean some = columns[0][i] <= columns[1][i] || Double.isNaN(columns[0][i]);
                byte state = states[places[i]];
                if (some || state != 0) {
                    folds[i].add(
                            end - 1, end - start, columns[0][i], columns[1][i], columns[2][i], some ? (byte) 0 : state);
                }
            }
        } catch (TileException e) {
            throw new IllegalStateException("a tile in memory is damaged: " + e.getMessage(), e);
        }
    }
}
