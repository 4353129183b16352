package millwright.connectors.prometheus;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpReader;
import millwright.plant.Aggregation;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.series.History;
import millwright.series.Merge;
import millwright.series.Unread;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * The past as a Prometheus-API store keeps it: Prometheus, Thanos, Mimir, VictoriaMetrics. Four questions at a time are
 * asked of the store, from threads of its own, and some may wait; answers are bounded in bytes.
 */
final class StoreHistory implements History, AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 64;

    /** Hears how each question went. */
    interface Listener {
        /** @param partial what the store says of parts that did not answer; empty for a whole answer */
        void answered(int windows, String partial, long started);

        void failed(String why);
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void answered(int windows, String partial, long started) {}

        @Override
        public void failed(String why) {}
    };

    private final Catalogue catalogue;
    private final HttpReader reader;
    private final StoreWindows windows;
    private final Listener listener;
    private final ExecutorService threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("store-history-", 0).factory());

    StoreHistory(PrometheusConfig config, URI address, Listener listener) throws IOException {
        this.listener = listener;
        reader = new HttpReader(config.pastAccess());
        Catalogue standard = Catalogue.standard();
        Mapping mapping = new Mapping(standard);
        windows = new StoreWindows(
                new StoreClient(address, reader, config.tenant()),
                mapping,
                new Asked(String.valueOf(address.getHost()), address.getAuthority(), 0),
                config.every());
        catalogue = Catalogue.of(standard.metrics().stream()
                .filter(metric -> known(mapping, standard, metric))
                .toList());
    }

    private static boolean known(Mapping mapping, Catalogue standard, Metric metric) {
        MetricId top = metric.numerator();
        MetricId bottom = metric.denominator();
        return StoreQuestion.of(mapping, metric, List.of(), new StoreQuestion.Over(1_000, 2_000))
                        .isPresent()
                || top != null
                        && bottom != null
                        && known(mapping, standard, standard.get(top))
                        && known(mapping, standard, standard.get(bottom));
    }

    /**
     * @param block of protocol prometheus
     * @return empty for one without a {@code store}
     * @throws IOException when its certificate authority cannot be read
     */
    static Optional<StoreHistory> of(ConfigNode block) throws IOException {
        PrometheusConfig config = PrometheusConfig.of(block);
        return config.store().isEmpty()
                ? Optional.empty()
                : Optional.of(new StoreHistory(config, config.store().get(), NOBODY));
    }

    @Override
    public Catalogue describe() {
        return catalogue;
    }

    /** What it fails with is an {@link Unread}. */
    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        try {
            return CompletableFuture.supplyAsync(() -> told(query), threads);
        } catch (RejectedExecutionException e) {
            String why = threads.isShutdown()
                    ? "closed meanwhile"
                    : "more than " + MOST_WAITING + " questions wait for the store";
            return CompletableFuture.failedFuture(new Unread(why, DataState.BAD, true));
        }
    }

    private List<Window> told(WindowQuery query) {
        long started = System.nanoTime();
        try {
            StoreWindows.Told told = answer(query);
            listener.answered(told.windows().size(), told.partial(), started);
            return told.windows();
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            listener.failed(why);
            throw e.getCause() instanceof Unread unread
                    ? unread
                    : new Unread(why, DataState.BAD, !(e instanceof Unanswered));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unread("closed meanwhile", DataState.BAD);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        reader.close();
    }

    private StoreWindows.Told answer(WindowQuery query) throws IOException, InterruptedException {
        Optional<Metric> metric = catalogue.find(query.metric());
        if (metric.isEmpty()) {
            throw new IOException("the store knows no " + query.metric().name());
        }
        MetricId top = metric.get().numerator();
        MetricId bottom = metric.get().denominator();
        if (metric.get().aggregation() == Aggregation.RATIO
                && top != null
                && bottom != null
                && ratioKnown(top, bottom)) {
            return ratios(query, top, bottom);
        }
        StoreWindows.Told each = windows.of(query, metric.get());
        return query.merged() && !each.windows().isEmpty()
                ? new StoreWindows.Told(
                        List.of(Merge.windows(metric.get().aggregation(), each.windows())), each.partial())
                : each;
    }

    private boolean ratioKnown(MetricId top, MetricId bottom) {
        return catalogue.find(top).isPresent() && catalogue.find(bottom).isPresent();
    }

    private StoreWindows.Told ratios(WindowQuery query, MetricId top, MetricId bottom)
            throws IOException, InterruptedException {
        StoreWindows.Told over = answer(of(query, top));
        StoreWindows.Told under = answer(of(query, bottom));
        List<Window> ratios = new ArrayList<>();
        for (int i = 0; i < over.windows().size(); i++) {
            Window ratio = Merge.ratio(over.windows().get(i), under.windows().get(i));
            ratios.add(named(query, over.windows().get(i).entity(), ratio));
        }
        return new StoreWindows.Told(ratios, over.partial().isEmpty() ? under.partial() : over.partial());
    }

    private static Window named(WindowQuery query, @Nullable EntityId entity, Window w) {
        return new Window(
                query.metric(),
                entity,
                w.from(),
                w.width(),
                w.min(),
                w.max(),
                w.mean(),
                w.last(),
                w.count(),
                w.state());
    }

    private static WindowQuery of(WindowQuery query, MetricId metric) {
        return new WindowQuery(metric, query.entities(), query.from(), query.to(), query.columns(), query.merged());
    }
}
