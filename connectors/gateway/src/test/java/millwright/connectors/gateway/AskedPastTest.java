package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Unread;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

/** The past of one source: its trouble stays its own, a bad question spoils no other. */
class AskedPastTest {
    private final AtomicLong now = new AtomicLong(1_000 * Times.SECOND);
    private final List<CompletableFuture<List<Window>>> asked = new ArrayList<>();
    private Runnable first = () -> {};

    private final AskedPast past = new AskedPast(
            new History() {
                @Override
                public Catalogue describe() {
                    return Catalogue.standard();
                }

                @Override
                public CompletionStage<List<Window>> query(WindowQuery query) {
                    CompletableFuture<List<Window>> answer = new CompletableFuture<>();
                    asked.add(answer);
                    Runnable meanwhile = first;
                    first = () -> {};
                    meanwhile.run();
                    return answer;
                }
            },
            Times.HOUR,
            now::get);

    private static WindowQuery question(String gpu) {
        return WindowQuery.one(Made.POWER, Made.id(gpu), 0, Times.MINUTE, 60);
    }

    private static Unread trouble() {
        return new Unread("connection refused", DataState.BAD);
    }

    @Test
    void aRefusedQuestionIsNotAskedAgainForAWhileAndOthersAre() {
        CompletableFuture<List<Window>> refused = past.ask(question("a"));
        asked.getFirst().completeExceptionally(new Unread("too many samples", DataState.BAD, true));
        assertTrue(refused.isCompletedExceptionally());
        CompletableFuture<List<Window>> other = past.ask(question("b"));
        asked.getLast().complete(List.of());
        assertEquals(List.of(), other.join());
        assertTrue(past.ask(question("a")).isCompletedExceptionally());
        assertEquals(2, asked.size());
        now.addAndGet(31 * Times.SECOND);
        assertFalse(past.ask(question("a")).isDone());
        assertEquals(3, asked.size());
    }

    @Test
    void aSourceInTroubleIsLeftAlone() {
        var _ = past.ask(question("a"));
        asked.getFirst().completeExceptionally(trouble());
        assertTrue(past.ask(question("b")).isCompletedExceptionally());
        assertEquals(1, asked.size());
        now.addAndGet(5 * Times.SECOND);
        assertFalse(past.ask(question("b")).isDone());
    }

    @Test
    void manyQuestionsThatFailTogetherMakeOnePause() {
        for (String gpu : List.of("a", "b", "c", "d")) {
            var _ = past.ask(question(gpu));
        }
        List.copyOf(asked).forEach(answer -> answer.completeExceptionally(trouble()));
        now.addAndGet(5 * Times.SECOND);
        assertFalse(past.ask(question("e")).isDone());
        asked.getLast().completeExceptionally(trouble());
        now.addAndGet(6 * Times.SECOND);
        assertTrue(past.ask(question("f")).isCompletedExceptionally(), "the second pause is longer");
    }

    @Test
    void equalQuestionsAreAskedOnceAlsoWhileTheFirstIsBeingAsked() {
        List<CompletableFuture<List<Window>>> second = new ArrayList<>();
        first = () -> second.add(past.ask(question("a")));
        CompletableFuture<List<Window>> answer = past.ask(question("a"));
        assertEquals(1, asked.size());
        asked.getFirst().complete(List.of());
        assertEquals(List.of(), answer.join());
        assertEquals(List.of(), second.getFirst().join());
    }
}
