package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.series.Window;
import millwright.series.WindowFold;
import millwright.series.WindowQuery;
import millwright.series.tile.Pyramid;
import millwright.series.tile.Steps;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;

/**
 * Reads the windows of one query. Where a column is wide enough, steps of the pyramid stand for their samples; a step on
 * the edge of two columns then counts for both. A part that cannot be read shows as BAD over its stretch, and is named.
 * One thread; bounded by one part at a time.
 */
final class WindowReader implements AutoCloseable {
    private static final byte BAD = (byte) DataState.BAD.ordinal();
    private static final byte OK = (byte) DataState.OK.ordinal();

    /** Steps a column must span before they stand for its samples: the edge is then at most a quarter of it. */
    private static final int STEPS_PER_COLUMN = 4;

    private final Capture capture;
    private final Division division;
    private final WindowQuery query;
    private final TileDecoder decoder = new TileDecoder();
    private final List<WindowFold> folds = new ArrayList<>();

    WindowReader(Capture capture, WindowQuery query) {
        this.capture = capture;
        division = capture.division();
        this.query = query;
        for (EntityId entity : query.entities()) {
            folds.add(new WindowFold(query, entity));
        }
    }

    List<Window> windows() {
        capture.tiles(query.metric().name(), query.from(), query.to(), tile -> {
            SlotSet set = tile.entities(capture);
            if (set != null) {
                tile(tile, set);
            }
            return true;
        });
        return folds.stream().map(WindowFold::done).toList();
    }

    private void tile(TileRow tile, SlotSet set) {
        List<EntityId> entities = query.entities();
        int[] places = new int[entities.size()];
        int[] asked = new int[places.length];
        int n = 0;
        for (int i = 0; i < places.length; i++) {
            int place = set.placeOf(entities.get(i));
            if (place >= 0) {
                places[n] = place;
                asked[n++] = i;
            }
        }
        if (n == 0) {
            return;
        }
        Ticks ticks;
        try {
            ticks = tile.unpackTicks();
            tile.checkParts(set.ids().size(), division);
        } catch (CaptureException e) {
            bad(tile, Arrays.copyOf(asked, n), e);
            return;
        }
        for (int p = 0; p < tile.parts(); p++) {
            part(tile, set.ids().size(), ticks, p, Arrays.copyOf(places, n), asked);
        }
    }

    private void part(TileRow tile, int entities, Ticks ticks, int p, int[] places, int[] asked) {
        int[] inside = new int[places.length];
        int n = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i] / division.width() == p) {
                inside[n++] = i;
            }
        }
        if (n == 0) {
            return;
        }
        int[] mine = Arrays.copyOf(inside, n);
        try {
            int width = division.width(entities, p);
            Pyramid pyramid = isWide(tile, ticks) ? capture.pyramid(tile, p, width, ticks.size()) : null;
            if (pyramid != null && pyramid.hasSteps()) {
                for (int i : mine) {
                    steps(pyramid.steps(decoder, places[i] % division.width()), ticks, folds.get(asked[i]));
                }
            } else {
                samples(capture.part(tile, p, width, ticks.size()), ticks, mine, places, asked);
            }
        } catch (CaptureException | TileException e) {
            bad(tile, Arrays.stream(mine).map(i -> asked[i]).toArray(), e);
        }
    }

    private boolean isWide(TileRow tile, List<Tick> ticks) {
        double step = (double) (tile.last() - tile.first()) / ticks.size() * Pyramid.STEP;
        return step * STEPS_PER_COLUMN * query.columns() <= query.to() - query.from();
    }

    private void samples(Part part, Ticks ticks, int[] mine, int[] places, int[] asked) {
        boolean ok = part.isOk();
        byte[] states = ok ? new byte[0] : part.states(decoder);
        long step = ticks.step();
        for (int i : mine) {
            int place = places[i] % division.width();
            double[] column = part.column(decoder, place);
            WindowFold fold = folds.get(asked[i]);
            int from = place * column.length;
            if (step > 0 && (ok || isOk(states, from, from + column.length))) {
                Tick first = ticks.getFirst();
                fold.addEven(first.sourceTime(), step, first.interval(), column, 0, column.length);
                continue;
            }
            for (int t = 0; t < column.length; t++) {
                Tick tick = ticks.get(t);
                fold.add(tick.sourceTime(), tick.interval(), column[t], ok ? OK : states[from + t]);
            }
        }
    }

    private static boolean isOk(byte[] states, int from, int to) {
        for (int i = from; i < to; i++) {
            if (states[i] != OK) {
                return false;
            }
        }
        return true;
    }

    /** Folds steps; of one entity, or of many together. */
    static void steps(Steps steps, List<Tick> ticks, WindowFold fold) {
        for (int s = 0; s < steps.steps(); s++) {
            int from = steps.firstTick(s);
            int to = Math.min(ticks.size(), from + steps.ticksPerStep());
            if (from >= to) {
                return;
            }
            Tick first = ticks.get(from);
            long time = ticks.get(to - 1).sourceTime();
            long hold = Math.max(0, time - first.sourceTime()) + first.interval();
            fold.addAll(
                    time,
                    hold,
                    steps.low()[s],
                    steps.high()[s],
                    steps.last()[s],
                    steps.sum()[s],
                    steps.count()[s],
                    steps.state()[s]);
        }
    }

    private void bad(TileRow tile, int[] which, Exception e) {
        capture.problem(e.getMessage());
        for (int i : which) {
            folds.get(i).add(tile.last(), tile.last() - tile.first(), Double.NaN, BAD);
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
