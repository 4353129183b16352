package millwright.connectors.capture;

import java.util.List;
import millwright.plant.DataState;
import millwright.plant.MetricId;
import millwright.series.Window;
import millwright.series.WindowFold;
import millwright.series.WindowQuery;
import millwright.series.tile.Pyramid;
import millwright.series.tile.Steps;
import millwright.series.tile.Tile;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;
import millwright.series.tile.TileScan;

/**
 * Lowest, highest and mean of every sample of a metric, of all entities that carry it, column by column: the envelope of
 * a fleet. By the pyramid's ticks where there are some, and the same numbers from the samples themselves where not. One
 * thread; bounded by one part at a time.
 */
public final class FleetWindow {
    private static final byte BAD = (byte) DataState.BAD.ordinal();

    private FleetWindow() {}

    /** @param from first instant, epoch ns @param to instant after the last @param scanned true to pass by the pyramid */
    public static Window of(Capture capture, MetricId metric, long from, long to, int columns, boolean scanned) {
        WindowFold fold = new WindowFold(new WindowQuery(metric, List.of(), from, to, columns, true), null);
        try (TileDecoder decoder = new TileDecoder()) {
            capture.tiles(metric.name(), from, to, tile -> {
                fold(capture, decoder, tile, fold, scanned);
                return true;
            });
        }
        return fold.done();
    }

    private static void fold(Capture capture, TileDecoder decoder, TileRow tile, WindowFold fold, boolean scanned) {
        try {
            SlotSet set = capture.slotSet(tile.slots());
            if (set == null) {
                throw new CaptureException("tile " + tile.id() + " names entities that are not in the file");
            }
            int entities = set.ids().size();
            List<Tick> ticks = tile.unpackTicks();
            tile.checkParts(entities, capture.division());
            Pyramid pyramid = scanned ? null : capture.pyramid(tile, Part.ALL, entities, ticks.size());
            if (pyramid != null && pyramid.hasTicks()) {
                WindowReader.steps(pyramid.ticks(decoder), ticks, fold);
                return;
            }
            for (int p = 0; p < tile.parts(); p++) {
                Part part = capture.part(tile, p, capture.division().width(entities, p), ticks.size());
                WindowReader.steps(scan(part, decoder), ticks, fold);
            }
        } catch (CaptureException | TileException e) {
            capture.problem(e.getMessage());
            fold.add(tile.last(), tile.last() - tile.first(), Double.NaN, BAD);
        }
    }

    private static Steps scan(Part part, TileDecoder decoder) throws TileException {
        Tile tile = part.tile();
        if (tile == null) {
            throw new CaptureException("histograms have no lowest and highest value over a fleet");
        }
        return new TileScan(decoder).perTick(tile);
    }
}
