package millwright.connectors.capture;

import java.util.List;
import java.util.stream.IntStream;
import millwright.series.tile.TileDecoder;

/** Values and states of some entities of a tile, column by column. Bounded by one tile; one thread. */
final class TileColumns {
    private final double[][] values;
    private final byte[][] states;

    private TileColumns(int columns) {
        values = new double[columns][];
        states = new byte[columns][];
    }

    static TileColumns all(Capture capture, TileRow tile, SlotSet set, List<Tick> ticks) {
        return of(
                capture, tile, set, ticks, IntStream.range(0, set.ids().size()).toArray());
    }

    /** @throws CaptureException when one of the parts is damaged */
    static TileColumns of(Capture capture, TileRow tile, SlotSet set, List<Tick> ticks, int[] places) {
        int entities = set.ids().size();
        Division division = capture.division();
        tile.checkParts(entities, division);
        tile.checkSize(places.length, ticks.size());
        TileColumns made = new TileColumns(places.length);
        try (TileDecoder decoder = new TileDecoder()) {
            for (int p = 0; p < tile.parts(); p++) {
                Part part = null;
                byte[] states = {};
                for (int i = 0; i < places.length; i++) {
                    if (places[i] / division.width() != p) {
                        continue;
                    }
                    if (part == null) {
                        part = capture.part(tile, p, division.width(entities, p), ticks.size());
                        states = part.states(decoder);
                    }
                    int place = places[i] % division.width();
                    made.values[i] = part.column(decoder, place);
                    made.states[i] =
                            java.util.Arrays.copyOfRange(states, place * ticks.size(), (place + 1) * ticks.size());
                }
            }
        }
        return made;
    }

    double value(int tick, int i) {
        return values[i][tick];
    }

    byte state(int tick, int i) {
        return states[i][tick];
    }
}
