package millwright.launcher;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;

/** A program with an open desk that is ended, where the window toolkit has ended itself before anything else hears of it. */
final class EndedDesk {
    private static final String OF_THE_TOOLKIT = "Glass/Prism Shutdown Hook";

    private EndedDesk() {}

    /** @param args the folder of the workspaces */
    public static void main(String[] args) throws Exception {
        SourceOptions options = new SourceOptions();
        options.choice = new SourceOptions.Choice();
        options.choice.scenario = "calm";
        CountDownLatch ended = new CountDownLatch(1);
        Origin origin = Origin.of(options);
        DeskSessions sessions = new DeskSessions(origin, options);
        Desk desk =
                Desk.show(DeskSetup.of(origin.feed(), origin.history(), origin.catalogue(), sessions, options.operator)
                        .withWorkspaces(Path.of(args[0])));
        sessions.shownIn(desk);
        desk.open("timeline");
        desk.awaitDrawn();
        Thread.ofPlatform().daemon().start(() -> waited(desk, sessions, ended));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            toolkitEnded();
            DeskOptions.closedFromOutside(desk, ended);
        }));
        System.exit(0);
    }

    private static void waited(Desk desk, DeskSessions sessions, CountDownLatch ended) {
        try {
            desk.awaitClose();
            sessions.close();
            ended.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void toolkitEnded() {
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals(OF_THE_TOOLKIT)) {
                    thread.join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
