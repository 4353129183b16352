package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;
import millwright.desk.shell.NoWindowException;
import millwright.styles.Theme;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the console; the same with and without the word {@code desk}. */
class DeskOptions implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 20;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--theme", paramLabel = "dark|day", description = "colours to start with (default: dark)")
    private Theme theme = Theme.DARK;

    @Option(names = "--text-scale", paramLabel = "1..2", description = "size of text (default: 1)")
    private double textScale = 1;

    @Option(names = "--workspaces", paramLabel = "DIR", description = "folder of saved workspaces")
    private @Nullable Path workspaces;

    @Spec
    private @Nullable CommandSpec spec;

    DeskOptions() {}

    /** As if these had been asked for. */
    DeskOptions(String scenario, Path workspaces) {
        SourceOptions.Choice choice = new SourceOptions.Choice();
        choice.scenario = scenario;
        source.choice = choice;
        this.workspaces = workspaces;
    }

    /** The window was drawn. */
    void opened(Desk desk) {}

    @Override
    public Integer call() throws Exception {
        if (textScale < 1 || textScale > 2) {
            throw new IllegalArgumentException("--text-scale must be between 1 and 2, not " + textScale);
        }
        return Display.present() ? window() : withoutScreen();
    }

    final Integer window() throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        DeskSessions.Source simulated = Origin.simulation(source, drawn);
        Origin first = simulated == null ? Origin.of(source, drawn) : new Unbegun("plant").origin();
        try {
            return watched(first, simulated, drawn, ended);
        } finally {
            ended.countDown();
        }
    }

    private Integer watched(
            Origin first, DeskSessions.@Nullable Source then, CountDownLatch drawn, CountDownLatch ended)
            throws IOException, InterruptedException {
        try (DeskSessions sessions = new DeskSessions(first, source)) {
            Desk desk = shown(first, then, sessions, drawn);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closedFromOutside(desk, ended)));
            opened(desk);
            desk.awaitClose();
            return Ends.DONE;
        } catch (NoWindowException e) {
            throw new Ends.Unreachable(Display.notOpened(String.valueOf(e.getMessage())), e);
        }
    }

    /** Ended by a signal, a desk closes as by its button: what is open is kept, a recording is brought to its end. */
    static void closedFromOutside(Desk desk, CountDownLatch ended) {
        if (ended.getCount() > 0) {
            desk.end();
            try {
                if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("millwright: the desk did not close in time; what was open may not be kept");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Lets the sources begin once the window is drawn, or will never be.
     *
     * @param then takes the place of the first when the window is drawn: two cores are too few to make both at once
     */
    private Desk shown(Origin first, DeskSessions.@Nullable Source then, DeskSessions sessions, CountDownLatch drawn)
            throws IOException, InterruptedException {
        try {
            Desk desk = Desk.show(setup(first, sessions));
            sessions.shownIn(desk);
            if (then != null) {
                desk.awaitPainting();
                begin(desk, first, then, sessions);
            }
            desk.awaitDrawn();
            return desk;
        } finally {
            drawn.countDown();
        }
    }

    /** A plant that cannot begin leaves no window behind. */
    private static void begin(Desk desk, Origin first, DeskSessions.Source then, DeskSessions sessions)
            throws IOException {
        try {
            sessions.begin(first, then.open());
        } catch (IOException | RuntimeException e) {
            desk.close();
            throw e;
        }
    }

    private DeskSetup setup(Origin origin, DeskSessions sessions) {
        DeskSetup setup = DeskSetup.of(origin.feed(), origin.history(), origin.catalogue(), sessions, source.operator)
                .withTheme(theme)
                .withTextScale(textScale);
        return workspaces == null ? setup : setup.withWorkspaces(workspaces);
    }

    /** No display: says so, draws the overview once it has live values, and names the file. */
    private Integer withoutScreen() throws Exception {
        Path file = Path.of("millwright-overview.png").toAbsolutePath();
        try (Origin origin = Origin.of(source);
                DeskSessions sessions = new DeskSessions(origin, source)) {
            byte[] png = Desk.snapshot(setup(origin, sessions), "overview", Map.of(), 1600, 900, theme, Desk.values());
            Files.write(file, png);
        }
        print("There is no display here, so no window was opened. The overview as it would look now is in " + file);
        return Ends.DONE;
    }

    private void print(String line) {
        if (spec == null) {
            System.out.println(line);
        } else {
            spec.commandLine().getOut().println(line);
        }
    }
}
