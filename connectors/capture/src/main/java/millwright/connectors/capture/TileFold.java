package millwright.connectors.capture;

import java.util.Arrays;
import java.util.List;
import millwright.plant.DataState;
import millwright.series.WindowFold;

/** Folds one tile into windows; a tile that cannot be unpacked shows as BAD over its whole stretch, and is named. */
final class TileFold {
    private static final byte BAD = (byte) DataState.BAD.ordinal();

    private TileFold() {}

    static void fold(Capture capture, TileRow tile, Capture.SlotSet set, int[] places, WindowFold[] folds, int n) {
        try {
            List<Tick> ticks = tile.unpackTicks();
            TileBlob.Columns columns = TileBlob.columns(tile, set.ids().size(), ticks.size(), Arrays.copyOf(places, n));
            for (int t = 0; t < ticks.size(); t++) {
                for (int i = 0; i < n; i++) {
                    Tick tick = ticks.get(t);
                    folds[i].add(tick.sourceTime(), tick.interval(), columns.value(t, i), columns.state(t, i));
                }
            }
        } catch (CaptureException e) {
            capture.problem(e.getMessage());
            for (int i = 0; i < n; i++) {
                folds[i].add(tile.last(), tile.last() - tile.first(), Double.NaN, BAD);
            }
        }
    }
}
