package millwright.connectors.prometheus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** One window while the lines of a store's answer come in. One thread; bounded by the answer. */
final class StoreWindow {
    private final WindowQuery query;
    private final EntityId entity;
    private final Metric metric;
    private final long step;
    private final Map<String, Series> series = new LinkedHashMap<>();

    private static final Value ONE = new Value(1, DataState.OK);
    private static final DataState[] STATES = DataState.values();

    private record Value(double number, DataState state) {
        static Value of(StoreClient.Line line, int at, Mapping.Meaning meaning) {
            double number = line.values()[at];
            return new Value(number, meaning.state(STATES[line.states()[at]], number));
        }
    }

    private record Series(Mapping.Meaning meaning, Map<String, StoreClient.Line> folds) {}

    StoreWindow(WindowQuery query, EntityId entity, Metric metric, long step) {
        this.query = query;
        this.entity = entity;
        this.metric = metric;
        this.step = step;
    }

    /** Lines of one series may come in stretches, the earlier ones first. */
    void take(StoreClient.Line line, String fold, Mapping.Meaning meaning) {
        Map<String, String> labels = new TreeMap<>(line.labels()); // in one order, whatever came with them
        labels.remove(StoreQuestion.FOLD);
        labels.remove("__name__"); // some functions keep it, others do not
        series.computeIfAbsent(labels.toString(), l -> new Series(meaning, new HashMap<>()))
                .folds()
                .merge(fold, line, StoreClient.Line::then);
    }

    /** @param partial true where what is not there may only not have been read */
    Window done(boolean partial) {
        Together together = new Together(empty(), metric);
        for (Series one : series.values()) {
            StoreClient.Line last = one.folds().get("last");
            if (last != null) {
                together.add(one.meaning(), filled(one, last));
            }
        }
        Window window = together.done();
        for (int c = 0; partial && c < window.columns(); c++) {
            if (window.state()[c] == DataState.NO_DATA.ordinal()) {
                window.state()[c] = (byte) DataState.BAD.ordinal();
            }
        }
        return window;
    }

    private Window empty() {
        return Window.empty(query.metric(), entity, query.from(), query.to(), query.columns());
    }

    private Window filled(Series one, StoreClient.Line last) {
        Window window = empty();
        for (int i = 0; i < last.times().length; i++) {
            int column = column(window, last.times()[i]);
            if (column >= 0 && column < window.columns() && window.count()[column] == 0) {
                put(window, column, one, last.times()[i], Value.of(last, i, one.meaning()));
            }
        }
        return window;
    }

    private int column(Window window, long millis) {
        // a value sums up what came before it: it belongs to the column that ends there
        double end = (millis + 1) * (double) Times.MILLI - window.from();
        return (int) Math.floor((end - step * (double) Times.MILLI / 2) / window.width());
    }

    private void put(Window window, int column, Series one, long time, Value value) {
        double scale = one.meaning().scale();
        double last = value.number() * scale;
        DataState state = value.state() == DataState.OK && !metric.isPlausible(last) ? DataState.BAD : value.state();
        window.state()[column] = (byte) state.ordinal();
        if (state == DataState.OK) {
            Value high = at(one, "max", time, value);
            Value low = at(one, "min", time, value);
            // a blank among good values spoils what is made of both: those of GPUs are very high, that of power devices
            // is -1
            boolean spoilt = high.state() != DataState.OK;
            boolean mixed = spoilt || low.state() != DataState.OK;
            double mean = at(one, "avg", time, value).number() * scale;
            window.last()[column] = last;
            window.min()[column] = low.state() != DataState.OK ? last : plausible(low.number() * scale, last);
            window.max()[column] = spoilt ? last : plausible(high.number() * scale, last);
            window.mean()[column] = mixed ? last : plausible(mean, last);
            window.count()[column] =
                    (int) Math.clamp(at(one, "count", time, ONE).number(), 1, Integer.MAX_VALUE);
        }
    }

    private double plausible(double value, double last) {
        return metric.isPlausible(value) ? value : last;
    }

    private static Value at(Series one, String fold, long time, Value absent) {
        StoreClient.Line line = one.folds().get(fold);
        int place = line == null ? -1 : Arrays.binarySearch(line.times(), time);
        return line == null || place < 0 ? absent : Value.of(line, place, one.meaning());
    }
}
