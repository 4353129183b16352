package millwright.connectors.prometheus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.connectors.source.exporter.Blank;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.Times;
import millwright.series.Splice;
import millwright.series.Window;
import millwright.series.WindowFold;
import millwright.series.WindowQuery;

/**
 * Windows out of a store. Wide columns are reduced by the store; columns narrower than its interval are made of the samples
 * as they were stored where it offers remote read, else of steps as wide as the interval. Any thread.
 */
final class StoreWindows {
    /** What stores give of one series in one answer is at most 11,000 values. */
    private static final int MOST_STEPS = 10_000;

    private final StoreClient store;
    private final Mapping mapping;
    private final HostNames hosts;
    private final Asked asked;
    private final long every;

    /** @param partial what the store says of parts that did not answer; empty for whole windows */
    record Told(List<Window> windows, String partial) {}

    /** @param every ns between the samples of the store */
    StoreWindows(StoreClient store, Mapping mapping, Asked asked, long every) {
        this.store = store;
        this.mapping = mapping;
        this.hosts = new HostNames(store, asked);
        this.asked = asked;
        this.every = every;
    }

    Told of(WindowQuery query, Metric metric) throws IOException, InterruptedException {
        Hosts names = hosts.at(query.to() / Times.MILLI, query.entities());
        boolean fine = (query.to() - query.from()) / query.columns() < every;
        if (!fine) {
            return stepped(query, metric, names);
        }
        Optional<Map<String, String>> raw = StoreQuestion.raw(mapping, metric, query.entities());
        if (raw.isPresent() && store.offersRemoteRead()) {
            try {
                return new Told(raw(query, metric, raw.get(), names), "");
            } catch (IOException e) {
                if (e instanceof Unanswered && store.offersRemoteRead()) {
                    throw e;
                }
            }
        }
        int columns = (int) Math.max(1, Math.ceilDiv(query.to() - query.from(), every));
        Told coarse = stepped(
                new WindowQuery(query.metric(), query.entities(), query.from(), query.to(), columns, false),
                metric,
                names);
        List<Window> spread = new ArrayList<>();
        for (Window window : coarse.windows()) {
            Window empty = Window.empty(window.metric(), window.entity(), query.from(), query.to(), query.columns());
            spread.add(Splice.of(empty, window, Long.MAX_VALUE));
        }
        return new Told(spread, coarse.partial());
    }

    private Told stepped(WindowQuery query, Metric metric, Hosts names) throws IOException, InterruptedException {
        double width = (query.to() - query.from()) / (double) query.columns() / Times.MILLI;
        long step = Math.max(1, Math.round(width));
        long interval = every / Times.MILLI;
        StoreQuestion.Over over = new StoreQuestion.Over(Math.max(step, interval), Math.max(step, 2 * interval));
        StoreQuestion question = StoreQuestion.of(mapping, metric, query.entities(), over)
                .orElseThrow(() -> new IOException("the store knows no " + metric.name()));
        Map<EntityId, StoreWindow> found = new LinkedHashMap<>();
        query.entities().forEach(e -> found.put(e, new StoreWindow(query, e, metric, step)));
        long first = query.from() / Times.MILLI + step - 1;
        long last = query.to() / Times.MILLI - 1 + step / 2;
        String partial = "";
        for (long start = first; start <= last; start += MOST_STEPS * step) {
            long end = Math.min(last, start + (MOST_STEPS - 1) * step);
            String lacks = store.range(question.query(), start, end, step, line -> take(line, metric, found, names));
            partial = partial.isEmpty() ? lacks : partial;
        }
        boolean missing = !partial.isEmpty();
        return new Told(found.values().stream().map(w -> w.done(missing)).toList(), partial);
    }

    private void take(StoreClient.Line line, Metric metric, Map<EntityId, StoreWindow> found, Hosts names) {
        String name = line.labels().getOrDefault(StoreQuestion.NAME, "");
        String fold = line.labels().getOrDefault(StoreQuestion.FOLD, "");
        Sample sample = new Sample(name, line.labels(), 0, "", Sample.NO_TIME, 0);
        mapping.meaning(sample, metric, names, asked).ifPresent(meaning -> {
            StoreWindow window = found.get(meaning.entity());
            if (window != null) {
                window.take(line, fold, meaning);
            }
        });
    }

    private List<Window> raw(WindowQuery query, Metric metric, Map<String, String> matching, Hosts names)
            throws IOException, InterruptedException {
        Map<EntityId, Together> found = new LinkedHashMap<>();
        for (EntityId e : query.entities()) {
            Window empty = Window.empty(query.metric(), e, query.from(), query.to(), query.columns());
            found.put(e, new Together(empty, metric));
        }
        long start = query.from() / Times.MILLI;
        long end = (query.to() + every) / Times.MILLI;
        Map<String, RemoteRead.Series> inOrder = new TreeMap<>();
        for (RemoteRead.Series series : store.raw(start, end, matching)) {
            inOrder.put(new TreeMap<>(series.labels()).toString(), series);
        }
        for (RemoteRead.Series series : inOrder.values()) {
            String name = series.labels().getOrDefault("__name__", "");
            Sample sample = new Sample(name, series.labels(), 0, "", Sample.NO_TIME, 0);
            mapping.meaning(sample, metric, names, asked).ifPresent(meaning -> {
                Together together = found.get(meaning.entity());
                if (together != null) {
                    WindowFold fold = new WindowFold(query, meaning.entity());
                    fold(series, fold, metric, meaning);
                    together.add(meaning, fold.done());
                }
            });
        }
        return found.values().stream().map(Together::done).toList();
    }

    private void fold(RemoteRead.Series series, WindowFold into, Metric metric, Mapping.Meaning meaning) {
        double scale = meaning.scale();
        for (int i = 0; i < series.times().length; i++) {
            double value = series.values()[i];
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            String raw = whole ? Long.toString((long) value) : Double.toString(value);
            DataState state = meaning.state(Blank.stateOf(raw, value), value);
            if (state == DataState.OK && !metric.isPlausible(value * scale)) {
                state = DataState.BAD;
            }
            if (!Double.isNaN(value)) {
                into.add(series.times()[i] * Times.MILLI, every, value * scale, (byte) state.ordinal());
            }
        }
    }
}
