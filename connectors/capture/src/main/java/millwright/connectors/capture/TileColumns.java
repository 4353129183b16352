package millwright.connectors.capture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import millwright.plant.DataState;
import millwright.series.tile.TileDecoder;

/**
 * Values and states of some entities of a tile, column by column. Those of a part that cannot be read are BAD, and the part
 * is named among the problems of the capture. Bounded by one tile; one thread.
 */
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

    /** @throws CaptureException when the tile is not of the shape that it claims */
    static TileColumns of(Capture capture, TileRow tile, SlotSet set, List<Tick> ticks, int[] places) {
        int entities = set.ids().size();
        Division division = capture.division();
        tile.checkParts(entities, division);
        tile.checkSize(places.length, ticks.size());
        TileColumns made = new TileColumns(places.length);
        try (TileDecoder decoder = new TileDecoder()) {
            for (int p = 0; p < tile.parts(); p++) {
                int[] inside = inside(places, p, division.width());
                try {
                    if (inside.length > 0) {
                        Part part = capture.part(tile, p, division.width(entities, p), ticks.size());
                        made.read(part, decoder, inside, places, division.width(), ticks.size());
                    }
                } catch (CaptureException e) {
                    capture.problem(e.getMessage());
                    made.bad(inside, ticks.size());
                }
            }
        }
        return made;
    }

    private static int[] inside(int[] places, int part, int width) {
        return IntStream.range(0, places.length)
                .filter(i -> places[i] / width == part)
                .toArray();
    }

    private void read(Part part, TileDecoder decoder, int[] inside, int[] places, int width, int ticks) {
        byte[] all = part.states(decoder);
        for (int i : inside) {
            int place = places[i] % width;
            values[i] = part.column(decoder, place);
            states[i] = Arrays.copyOfRange(all, place * ticks, (place + 1) * ticks);
        }
    }

    private void bad(int[] inside, int ticks) {
        for (int i : inside) {
            values[i] = new double[ticks];
            Arrays.fill(values[i], Double.NaN);
            states[i] = new byte[ticks];
            Arrays.fill(states[i], (byte) DataState.BAD.ordinal());
        }
    }

    double value(int tick, int i) {
        return values[i][tick];
    }

    byte state(int tick, int i) {
        return states[i][tick];
    }
}
