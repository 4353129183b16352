package millwright.connectors.capture;

import java.util.List;
import millwright.series.tile.Pyramid;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;

/** Unpacks everything that a capture holds, so that its problems name all that is wrong. One thread; one tile at a time. */
final class WholeFile {
    private final Capture capture;

    WholeFile(Capture capture) {
        this.capture = capture;
    }

    void read() {
        capture.events(List.of(), 0, (seq, received, kind, event, text) -> true);
        try (TileDecoder decoder = new TileDecoder()) {
            capture.tilesFrom(0, tile -> {
                SlotSet set = capture.slotSet(tile.slots());
                if (set == null) {
                    throw new CaptureException("tile " + tile.id() + " names entities that are not in the file");
                }
                check(tile, set.ids().size(), decoder);
                return true;
            });
        }
    }

    private void check(TileRow tile, int entities, TileDecoder decoder) {
        int ticks = tile.unpackTicks().size();
        tile.checkParts(entities, capture.division());
        for (int p = 0; p < tile.parts(); p++) {
            int width = capture.division().width(entities, p);
            capture.part(tile, p, width, ticks).rows(decoder);
            check(tile, p, width, ticks, decoder);
        }
        check(tile, Part.ALL, entities, ticks, decoder);
    }

    private void check(TileRow tile, int p, int entities, int ticks, TileDecoder decoder) {
        try {
            Pyramid pyramid = capture.pyramid(tile, p, entities, ticks);
            for (int e = 0; pyramid != null && pyramid.hasSteps() && e < entities; e++) {
                pyramid.steps(decoder, e);
            }
            if (pyramid != null && pyramid.hasTicks()) {
                pyramid.ticks(decoder);
            }
        } catch (TileException e) {
            throw new CaptureException("pyramid of tile " + tile.id() + ": " + e.getMessage(), e);
        }
    }
}
