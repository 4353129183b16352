package millwright.series;

import java.util.Arrays;
import millwright.series.tile.Tile;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;

/** Rows as one tile of the codec. Immutable; any thread. */
record PackedRows(long[] times, long[] holds, byte[] tile) implements SealedRows {
    @Override
    public long from() {
        return times[0];
    }

    @Override
    public long to() {
        return times[times.length - 1];
    }

    @Override
    public long hold() {
        return Arrays.stream(holds).max().orElse(0);
    }

    @Override
    public long bytes() {
        return tile.length + 16L * times.length + 100;
    }

    @Override
    public void fold(int[] places, WindowFold[] folds) {
        try (TileDecoder decoder = new TileDecoder()) {
            Tile read = Tile.of(tile);
            byte[] states = decoder.stateColumns(read);
            double[] column = new double[times.length];
            for (int i = 0; i < places.length; i++) {
                decoder.column(read, places[i], 0, column.length, column, 0);
                for (int t = 0; t < column.length; t++) {
                    folds[i].add(times[t], holds[t], column[t], states[places[i] * column.length + t]);
                }
            }
        } catch (TileException e) {
            throw new IllegalStateException("a tile in memory is damaged: " + e.getMessage(), e);
        }
    }
}
