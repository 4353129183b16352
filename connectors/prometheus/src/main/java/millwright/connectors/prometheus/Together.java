package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import millwright.plant.Aggregation;
import millwright.plant.DataState;
import millwright.plant.Metric;
import millwright.series.Window;

/**
 * Several series of one entity as one window, put together as {@link Gathered} does with the present: lower ranks stand in
 * place of higher ones, equal ones by the metric's own rule; of DCGM's fields the first stands. One thread; bounded by the
 * series of one answer.
 */
final class Together {
    private record Part(Window window, boolean growing) {}

    private final Window whole;
    private final Aggregation rule;
    private final TreeMap<Integer, List<Part>> ranks = new TreeMap<>();

    /** @param whole empty; what is put together is written into it */
    Together(Window whole, Metric metric) {
        this.whole = whole;
        this.rule = metric.aggregation();
    }

    /** @param part over the same columns */
    void add(Mapping.Meaning meaning, Window part) {
        ranks.computeIfAbsent(meaning.rank(), r -> new ArrayList<>()).add(new Part(part, meaning.growing()));
    }

    Window done() {
        ranks.forEach((rank, parts) -> {
            if (rank == Gathered.FIRST) {
                parts.forEach(part -> fill(part.window()));
            } else {
                fill(both(parts));
            }
        });
        return whole;
    }

    private void fill(Window from) {
        for (int c = 0; c < whole.columns(); c++) {
            boolean silent = whole.state()[c] == DataState.NO_DATA.ordinal();
            if (whole.count()[c] == 0 && (from.count()[c] > 0 || silent)) {
                copy(from, whole, c);
            }
        }
    }

    private Window both(List<Part> parts) {
        Window both = parts.getFirst().window();
        for (Part part : parts.subList(1, parts.size())) {
            for (int c = 0; c < both.columns(); c++) {
                if (part.window().state()[c] != DataState.NO_DATA.ordinal()
                        || part.window().count()[c] > 0) {
                    column(both, part, c);
                }
            }
        }
        return both;
    }

    private void column(Window both, Part part, int c) {
        Window other = part.window();
        boolean numbers = both.count()[c] > 0;
        if (numbers && other.count()[c] > 0) {
            both.min()[c] = of(both.min()[c], other.min()[c]);
            both.max()[c] = of(both.max()[c], other.max()[c]);
            both.mean()[c] = of(both.mean()[c], other.mean()[c]);
            both.last()[c] = of(both.last()[c], other.last()[c]);
            both.count()[c] = Math.max(both.count()[c], other.count()[c]);
            if (both.state()[c] == DataState.OK.ordinal()) {
                both.state()[c] = other.state()[c];
            }
            return;
        }
        boolean silent = !numbers && both.state()[c] == DataState.NO_DATA.ordinal();
        // a sum of which a part is missing is not the whole
        boolean spoils = rule == Aggregation.SUM && !part.growing();
        if (silent || (numbers ? spoils : !spoils && other.count()[c] > 0)) {
            copy(other, both, c);
        }
    }

    private double of(double a, double b) {
        return switch (rule) {
            case SUM -> a + b;
            case MIN -> Math.min(a, b);
            // where no rule puts them together, the highest is the one that hurts
            case MAX, NONE, MEAN, RATIO, MERGE -> Math.max(a, b);
        };
    }

    private static void copy(Window from, Window to, int c) {
        to.min()[c] = from.min()[c];
        to.max()[c] = from.max()[c];
        to.mean()[c] = from.mean()[c];
        to.last()[c] = from.last()[c];
        to.count()[c] = from.count()[c];
        to.state()[c] = from.state()[c];
    }
}
