package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClosedFromOutsideTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void aDeskEndedByASignalKeepsWhatWasOpen() throws Exception {
        SourceOptions options = new SourceOptions();
        options.choice = new SourceOptions.Choice();
        options.choice.scenario = "calm";
        Path workspaces = folder.resolve("workspaces");
        CountDownLatch ended = new CountDownLatch(1);
        Origin origin = Origin.of(options);
        DeskSessions sessions = new DeskSessions(origin, options);
        Desk desk =
                Desk.show(DeskSetup.of(origin.feed(), origin.history(), origin.catalogue(), sessions, options.operator)
                        .withWorkspaces(workspaces));
        sessions.shownIn(desk);
        assertTrue(sessions.audit().endsWith("audit.jsonl"), sessions.audit());
        desk.open("timeline");
        Thread program = Thread.ofVirtual().start(() -> {
            try {
                desk.awaitClose();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sessions.close();
            ended.countDown();
        });
        DeskOptions.closedFromOutside(desk, ended);
        program.join();
        assertEquals("Default", Files.readString(workspaces.resolve("last")));
        String kept = Files.readString(workspaces.resolve("Default.workspace"));
        assertTrue(kept.contains("view = timeline"), kept);
    }

    @Test
    @Timeout(120)
    void theToolkitThatEndsItselfFirstLosesNothing() throws Exception {
        Path workspaces = folder.resolve("workspaces");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EndedDesk.class.getName(),
                        workspaces.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), said);
        assertFalse(said.contains("did not close in time"), said);
        String kept = Files.readString(workspaces.resolve("Default.workspace"));
        assertTrue(kept.contains("view = timeline"), kept);
    }
}
