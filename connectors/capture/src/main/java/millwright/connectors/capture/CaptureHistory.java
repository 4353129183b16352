package millwright.connectors.capture;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import millwright.plant.Aggregation;
import millwright.plant.Catalogue;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.series.History;
import millwright.series.Merge;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** What a capture holds, as a history. Queries run on the executor given; each reads only the tiles it needs. */
public final class CaptureHistory implements History {
    private final Capture capture;
    private final Executor executor;

    public CaptureHistory(Capture capture, Executor executor) {
        this.capture = capture;
        this.executor = executor;
    }

    @Override
    public Catalogue describe() {
        return capture.catalogue();
    }

    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        return CompletableFuture.supplyAsync(() -> answer(query), executor);
    }

    /** As {@link #query}, on the caller's thread. */
    public List<Window> answer(WindowQuery query) {
        Metric metric = capture.catalogue().get(query.metric());
        if (!query.merged()) {
            return windows(query);
        }
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        if (metric.aggregation() == Aggregation.RATIO
                && over != null
                && under != null
                && query.entities().size() > 1) {
            return List.of(Merge.ratio(sum(query, over), sum(query, under)));
        }
        List<Window> each = windows(query);
        return each.isEmpty() ? List.of() : List.of(Merge.windows(metric.aggregation(), each));
    }

    private Window sum(WindowQuery query, MetricId metric) {
        return Merge.windows(
                Aggregation.SUM,
                windows(new WindowQuery(metric, query.entities(), query.from(), query.to(), query.columns(), false)));
    }

    private List<Window> windows(WindowQuery query) {
        try (WindowReader reader = new WindowReader(capture, query)) {
            return reader.windows();
        }
    }
}
