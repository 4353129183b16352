package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import millwright.plant.Aggregation;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.series.History;
import millwright.series.LiveStore;
import millwright.series.Merge;
import millwright.series.Splice;
import millwright.series.Unread;
import millwright.series.Window;
import millwright.series.WindowQuery;

/**
 * What was measured, as far back as anybody keeps it: the live store, and before it begins what the sources themselves
 * keep. A source that does not answer costs its own part alone, whose columns then say that they were not read. Any thread;
 * columns are joined by the executor, whoever tells the parts; bounded by the questions that are open at each source.
 */
final class LongHistory implements History {
    private static final int PATIENCE_SECONDS = 5;

    /** What a source has to be asked. @param places of its entities in the question that was asked of us */
    record Part(AskedPast past, List<Integer> places, List<EntityId> own) {}

    /** Who keeps something of which entities, by their ids in the merged plant; answered in time or never. */
    interface Keepers {
        /** False while no source keeps anything. */
        boolean any();

        CompletableFuture<List<Part>> of(List<EntityId> entities);
    }

    private final LiveStore live;
    private final Keepers keepers;
    private final Executor queries;

    /** @param queries does the work, as the plant thread, which tells the parts, has no time for it */
    LongHistory(LiveStore live, Keepers keepers, Executor queries) {
        this.live = live;
        this.keepers = keepers;
        this.queries = queries;
    }

    @Override
    public Catalogue describe() {
        return live.describe();
    }

    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        boolean within = !keepers.any()
                || query.entities().stream().allMatch(e -> live.oldest(query.metric(), e) <= query.from());
        Metric metric = live.describe().find(query.metric()).orElse(null);
        if (within || metric == null) {
            return live.query(query);
        }
        MetricId top = metric.numerator();
        MetricId bottom = metric.denominator();
        boolean made = query.entities().size() > 1
                || live.oldest(query.metric(), query.entities().getFirst()) == Long.MAX_VALUE;
        if (query.merged() && metric.aggregation() == Aggregation.RATIO && made && top != null && bottom != null) {
            return ratio(query, top, bottom);
        }
        CompletionStage<List<Window>> each = joined(each(query, query.metric()));
        return query.merged() ? each.thenApply(windows -> List.of(Merge.windows(metric.aggregation(), windows))) : each;
    }

    private CompletionStage<List<Window>> ratio(WindowQuery query, MetricId top, MetricId bottom) {
        return joined(each(query, top))
                .thenCombine(
                        joined(each(query, bottom)),
                        (over, under) -> List.of(Merge.ratio(
                                Merge.windows(Aggregation.SUM, over), Merge.windows(Aggregation.SUM, under))));
    }

    private static WindowQuery each(WindowQuery query, MetricId metric) {
        return new WindowQuery(metric, query.entities(), query.from(), query.to(), query.columns(), false);
    }

    private CompletionStage<List<Window>> joined(WindowQuery query) {
        return live.query(query).thenCompose(windows -> {
            long[] begins = query.entities().stream()
                    .mapToLong(e -> live.oldest(query.metric(), e))
                    .toArray();
            return keepers.of(query.entities())
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .thenComposeAsync(parts -> older(query, parts, new Join(windows, begins)), queries)
                    .exceptionallyAsync(
                            problem -> {
                                Join join = new Join(windows, begins);
                                join.failed(all(windows.size()), DataState.BAD);
                                return join.done();
                            },
                            queries);
        });
    }

    private static List<Integer> all(int size) {
        return java.util.stream.IntStream.range(0, size).boxed().toList();
    }

    /** Sources are asked side by side and told of in their order: the first that knows an entity's past tells it. */
    private static CompletableFuture<List<Window>> older(WindowQuery query, List<Part> parts, Join join) {
        CompletableFuture<Join> told = CompletableFuture.completedFuture(join);
        for (Part part : parts) {
            Part wanted = join.lacking(part);
            WindowQuery asked = wanted.own().isEmpty() ? null : join.before(query, wanted);
            if (asked != null && part.past().knows(asked)) {
                CompletableFuture<List<Window>> answer = part.past().ask(asked);
                told = told.thenCompose(j -> answer.handle((windows, problem) -> j.take(wanted, windows, problem)));
            }
        }
        return told.thenApply(Join::done);
    }

    /** The windows of one question while their older parts come in. One thread at a time. */
    private static final class Join {
        private final List<Window> live;
        private final List<Window> joined;
        private final long[] begins;
        private final boolean[] known;
        private final DataState[] failed;

        Join(List<Window> live, long[] begins) {
            this.live = live;
            this.joined = new ArrayList<>(live);
            this.begins = begins;
            this.known = new boolean[begins.length];
            this.failed = new DataState[begins.length];
            java.util.Arrays.fill(failed, DataState.OK);
        }

        /** Those of its entities whose memory begins after the first column. */
        Part lacking(Part part) {
            List<Integer> places = new ArrayList<>();
            List<EntityId> own = new ArrayList<>();
            for (int i = 0; i < part.places().size(); i++) {
                int place = part.places().get(i);
                boolean within = begins[place] <= live.get(place).from();
                if (!within && Splice.border(live.get(place), begins[place]) > 0) {
                    places.add(place);
                    own.add(part.own().get(i));
                }
            }
            return new Part(part.past(), places, own);
        }

        /**
         * What lies before memory begins, in columns that stay where they are while time goes on, so that who asks again
         * asks the same.
         */
        WindowQuery before(WindowQuery query, Part part) {
            Window grid = live.getFirst();
            int border = 0;
            for (int place : part.places()) {
                border = Math.max(border, Splice.border(live.get(place), begins[place]));
            }
            long width = Math.max(1, Math.round(grid.width()));
            long from = Math.floorDiv(query.from(), width) * width;
            long to = Math.min(query.to(), query.from() + Math.round((border + 1) * grid.width()));
            long columns = Math.clamp(Math.ceilDiv(to - from, width), 1, WindowQuery.MAX_COLUMNS);
            return new WindowQuery(query.metric(), part.own(), from, from + columns * width, (int) columns, false);
        }

        Join take(
                Part part,
                @org.jspecify.annotations.Nullable List<Window> windows,
                @org.jspecify.annotations.Nullable Throwable problem) {
            if (windows == null || windows.size() != part.places().size()) {
                Throwable cause =
                        problem instanceof CompletionException e && e.getCause() != null ? e.getCause() : problem;
                failed(part.places(), cause instanceof Unread unread ? unread.state() : DataState.BAD);
                return this;
            }
            for (int i = 0; i < windows.size(); i++) {
                int place = part.places().get(i);
                if (!known[place] && told(windows.get(i))) {
                    known[place] = true;
                    joined.set(place, Splice.of(live.get(place), windows.get(i), begins[place]));
                }
            }
            return this;
        }

        private static boolean told(Window past) {
            for (int c = 0; c < past.columns(); c++) {
                if (past.state()[c] != DataState.NO_DATA.ordinal()) {
                    return true;
                }
            }
            return false;
        }

        void failed(List<Integer> places, DataState why) {
            places.forEach(place -> failed[place] = why);
        }

        List<Window> done() {
            for (int i = 0; i < failed.length; i++) {
                if (!known[i] && failed[i] != DataState.OK) {
                    joined.set(i, Splice.unread(live.get(i), begins[i], failed[i]));
                }
            }
            return List.copyOf(joined);
        }
    }
}
