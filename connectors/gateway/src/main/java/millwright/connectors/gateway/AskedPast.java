package millwright.connectors.gateway;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import millwright.plant.DataState;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Unread;
import millwright.series.Window;
import millwright.series.WindowQuery;

/**
 * What one source keeps of the past, asked so that its trouble stays its own: nobody waits longer than
 * {@value #PATIENCE_SECONDS} s, {@value #MOST} questions stand open at a time, trouble of the source is followed by a pause
 * in which it is not asked, and equal questions are asked once in a while, also such as it refused. Any thread; bounded in
 * cells.
 */
final class AskedPast {
    private static final int PATIENCE_SECONDS = 8;
    private static final int MOST = 32;
    private static final long FRESH = 30 * Times.SECOND;
    private static final long FIRST_PAUSE = 5 * Times.SECOND;
    private static final long LONGEST_PAUSE = Times.MINUTE;
    private static final long MOST_CELLS = 500_000;

    private record Answer(CompletableFuture<List<Window>> windows, long asked, long cells) {}

    private final History history;
    private final long reach;
    private final LongSupplier clock;
    private final Map<WindowQuery, Answer> answers = new LinkedHashMap<>();
    private long cells;
    private int open;
    private long pause;
    private long quietUntil = Long.MIN_VALUE;
    private Unread trouble = new Unread("", DataState.BAD);

    /** @param reach ns before now @param clock epoch ns */
    AskedPast(History history, long reach, LongSupplier clock) {
        this.history = history;
        this.reach = reach;
        this.clock = clock;
    }

    long reach() {
        return reach;
    }

    boolean knows(WindowQuery query) {
        return history.describe().find(query.metric()).isPresent();
    }

    /** Windows in the order asked, by the source's own ids; fails with {@link Unread} alone. */
    CompletableFuture<List<Window>> ask(WindowQuery query) {
        long now = clock.getAsLong();
        Answer mine;
        synchronized (this) {
            forget(now);
            Answer known = answers.get(query);
            if (known != null) {
                return waiting(known.windows());
            }
            if (now < quietUntil) {
                return CompletableFuture.failedFuture(trouble);
            }
            if (open >= MOST) {
                return CompletableFuture.failedFuture(
                        new Unread("more than " + MOST + " questions about the past are open", DataState.BAD));
            }
            open++;
            long size = (long) query.entities().size() * query.columns();
            mine = new Answer(new CompletableFuture<>(), now, size);
            Answer before = answers.put(query, mine);
            cells += size - (before == null ? 0 : before.cells());
        }
        start(query, mine);
        return waiting(mine.windows());
    }

    private void start(WindowQuery query, Answer mine) {
        try {
            var _ = history.query(query)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((windows, problem) -> {
                        heard(query, mine, problem);
                        if (problem == null) {
                            mine.windows().complete(windows);
                        } else {
                            mine.windows().completeExceptionally(problem);
                        }
                    });
        } catch (RuntimeException e) {
            heard(query, mine, e);
            mine.windows().completeExceptionally(e);
        }
    }

    /** Whoever asked hears in time; what comes late is there for the next who asks. */
    private static CompletableFuture<List<Window>> waiting(CompletableFuture<List<Window>> answer) {
        return answer.copy()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(problem -> CompletableFuture.failedFuture(unread(problem)));
    }

    private synchronized void heard(
            WindowQuery query, Answer mine, @org.jspecify.annotations.Nullable Throwable problem) {
        open--;
        if (problem == null) {
            pause = 0;
            return;
        }
        Unread why = unread(problem);
        if (why.onlyThis()) {
            return; // remembered with its question for as long as an answer
        }
        if (answers.remove(query, mine)) {
            cells -= mine.cells();
        }
        if (mine.asked() >= quietUntil) { // those asked before the last pause tell nothing new
            trouble = why;
            pause = pause == 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
            quietUntil = clock.getAsLong() + pause;
        }
    }

    private static Unread unread(Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case Unread unread -> unread;
            case java.util.concurrent.TimeoutException _ -> new Unread("no answer in time", DataState.BAD);
            default -> new Unread(String.valueOf(cause.getMessage()), DataState.BAD);
        };
    }

    private void forget(long now) {
        Iterator<Answer> oldest = answers.values().iterator();
        while (oldest.hasNext()) {
            Answer one = oldest.next();
            boolean old = now - one.asked() > FRESH || cells > MOST_CELLS;
            if (old && one.windows().isDone()) {
                cells -= one.cells();
                oldest.remove();
            }
        }
    }
}
