package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisbehaviourTest {
    @TempDir
    private Path folder;

    /** After a good start the peer answers like this; the plant stays, the source says so, and it recovers. */
    private void survives(FakeSlurm.Mischief mischief, String said) throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40).job(7, "RUNNING", "n1", "gpu:4(IDX:0-3)");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            slurm.mischief = mischief;
            SourceState failed =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains(said) && failed.detail().contains("since "), failed.detail());
            assertEquals(3, heard.plant().count(EntityKind.NODE));
            assertEquals(1, heard.plant().count(EntityKind.JOB));
            slurm.mischief = exchange -> false;
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|garbage|no JSON of slurmrestd",
                "200|[]|no JSON of slurmrestd",
                "200|{}|holds no",
                "200|{\"nodes\":[],\"jobs\":[]}|no node at all",
                "200|{\"nodes\":[{\"name\":\"n1\"|no JSON of slurmrestd",
                "200|{\"errors\":[{\"error\":\"Unable to contact slurm controller\"}],\"nodes\":[]}|Unable to contact"
                        + " slurm controller",
                "500|{\"errors\":[{\"description\":\"Zero Bytes were transmitted or received\"}]}|answered 500: Slurm"
                        + " says: Zero Bytes",
                "401|Authentication failure|is the token (token-file) valid",
                "302||answered 302"
            })
    void aWrongAnswerIsSaidAndNothingIsLost(int status, String body, String said)
            throws IOException, InterruptedException {
        survives(
                exchange -> {
                    FakeSlurm.send(exchange, status, body == null ? "" : body);
                    return true;
                },
                said);
    }

    @Test
    void whatItToldBeforeIsForbiddenOnceTheTokenIsRefused() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40).job(7, "RUNNING", "n1", "gpu:4(IDX:0-3)");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            slurm.mischief = exchange -> {
                FakeSlurm.send(exchange, 401, "Authentication failure");
                return true;
            };
            Frame locked = heard.await(Frame.class, f -> f.states().at(0) == DataState.FORBIDDEN);
            assertEquals("node.state", locked.metric().name());
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertEquals(0, state.delivery().unread());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"403|forbidden|answered 403", "500|{\"errors\":[{\"error\":\"busy\"}]}|busy", "200|garbage|no JSON"
            })
    void partitionsThatCannotBeReadTakeNothingElseAway(int status, String body, String said)
            throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40)) {
            slurm.partitions.put("train", "DRAIN");
            try (Listening heard = new Listening(folder, slurm.port(), "")) {
                heard.await(SourceState.class, s -> s.condition().equals("ok"));
                slurm.mischief = exchange -> {
                    boolean asked = exchange.getRequestURI().getPath().contains("partitions");
                    if (asked) {
                        FakeSlurm.send(exchange, status, body);
                    }
                    return asked;
                };
                SourceState state =
                        heard.await(SourceState.class, s -> s.detail().contains("partitions could not be read"));
                assertEquals("ok", state.condition());
                assertTrue(
                        state.detail().contains("train: DRAIN")
                                && state.detail().contains(said),
                        state.detail());
                assertTrue(state.missing().toString().contains("those of before stand"), state.missing()::toString);
                slurm.job(7, "RUNNING", "n1", "gpu:4(IDX:0-3)");
                heard.awaitPlant(p -> p.count(EntityKind.JOB) == 1);
                slurm.mischief = exchange -> false;
                heard.await(SourceState.class, s -> s.missing().isEmpty());
            }
        }
    }

    @Test
    void whatIsNoAnswerOfSlurmIsCountedAsNotUnderstood() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            slurm.mischief = exchange -> {
                FakeSlurm.send(exchange, 200, "garbage");
                return true;
            };
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.delivery().unread() > 0);
            assertTrue(state.delivery().example().contains("no JSON"), state.delivery()::example);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException, InterruptedException {
        survives(MisbehaviourTest::endless, "answer ");
    }

    private static boolean endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) ' ');
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 200; i++) {
                out.write(chunk);
            }
        }
        return true;
    }

    @Test
    void aBombOfBracketsIsNoReasonToEnd() throws IOException, InterruptedException {
        String deep = "{\"nodes\":[" + "[".repeat(200_000) + "]".repeat(200_000) + "]}";
        survives(
                exchange -> {
                    FakeSlurm.send(exchange, 200, deep);
                    return true;
                },
                "");
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Listening heard = new Listening(folder, silent.getLocalPort(), "")) {
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.detail().contains("answer within"), state.detail());
        }
    }

    @Test
    void aRefusedConnectionSaysWhatToLookAt() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Listening heard = new Listening(folder, port, "")) {
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.detail().contains("connection refused"), state.detail());
        }
    }

    @Test
    void onlyVersionsThatNobodyKnowsAreRefusedByName() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(37);
                Listening heard = new Listening(folder, slurm.port(), "")) {
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.detail().contains("it offers v0.0.36, v0.0.37; v0.0.38 to v0.0.46"), state.detail());
        }
    }

    @Test
    void oneItemThatCannotBeUnderstoodIsCountedAndTakesNothingAway() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40).job(7, "RUNNING", "n1", "gpu:4(IDX:0-3)");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            slurm.job(7, "RUNNING", "n[1-", "gpu:1");
            SourceState state = heard.await(SourceState.class, s -> s.errors() > 0);
            assertEquals("ok", state.condition());
            assertTrue(
                    state.detail().startsWith("1 items could not be understood, first: job 7: host list"),
                    state.detail());
            assertEquals(1, heard.plant().count(EntityKind.JOB));
        }
    }

    @Test
    void theTokenStandsInNoEvent() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            slurm.mischief = exchange -> {
                FakeSlurm.send(exchange, 500, "{\"errors\":[{\"error\":\"no\"}]}");
                return true;
            };
            SourceState failed =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(!failed.toString().contains("sesame"), failed.toString());
        }
    }
}
