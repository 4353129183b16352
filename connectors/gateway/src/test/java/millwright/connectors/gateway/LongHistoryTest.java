package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.LiveStore;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LongHistoryTest {
    private static final WindowQuery QUERY =
            new WindowQuery(Made.POWER, List.of(Made.id("a")), 0, 60 * Times.SECOND, 6, false);

    /** Parts that are told by the thread of the test, as the plant thread tells them. */
    private final CompletableFuture<List<LongHistory.Part>> parts = new CompletableFuture<>();

    private @Nullable String asked;

    private CompletionStage<List<Window>> ask(ExecutorService queries) {
        LiveStore live = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run);
        LongHistory.Keepers keepers = new LongHistory.Keepers() {
            @Override
            public boolean any() {
                return true;
            }

            @Override
            public CompletableFuture<List<LongHistory.Part>> of(List<EntityId> entities) {
                return parts;
            }
        };
        return new LongHistory(live, keepers, queries).query(QUERY);
    }

    private History source() {
        return new History() {
            @Override
            public Catalogue describe() {
                return Catalogue.standard();
            }

            @Override
            public CompletionStage<List<Window>> query(WindowQuery query) {
                asked = Thread.currentThread().getName();
                return CompletableFuture.completedFuture(
                        List.of(Window.empty(Made.POWER, Made.id("a"), query.from(), query.to(), query.columns())));
            }
        };
    }

    @Test
    void whoTellsThePartsDoesNotJoinThem() throws Exception {
        try (ExecutorService queries = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("query").factory())) {
            CompletionStage<String> answered =
                    ask(queries).thenApply(w -> Thread.currentThread().getName());
            AskedPast past = new AskedPast(source(), Times.HOUR, () -> 0);
            parts.complete(List.of(new LongHistory.Part(past, List.of(0), List.of(Made.id("a")))));
            assertEquals("query", answered.toCompletableFuture().get(30, TimeUnit.SECONDS));
            assertEquals("query", asked);
        }
    }

    @Test
    void whoCouldNotTellThemDoesNotSayThatTheyWereNotReadEither() throws Exception {
        try (ExecutorService queries = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("query").factory())) {
            CompletionStage<String> answered = ask(queries)
                    .thenApply(w -> Thread.currentThread().getName() + " "
                            + DataState.values()[w.getFirst().state()[0]]);
            parts.completeExceptionally(new IllegalStateException("no plant"));
            assertEquals("query BAD", answered.toCompletableFuture().get(30, TimeUnit.SECONDS));
        }
    }
}
