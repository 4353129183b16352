package millwright.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import javafx.stage.Stage;
import millwright.desk.shell.Desk;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.series.Latest;

/**
 * Does in memory what a user does first, so that the JVM can keep what it learnt of the program's classes: opens the
 * desk, waits for numbers, records, looks into the recording. {@code Rehearsal FOLDER [SCENARIO]}; run when the program
 * is assembled, never by users. Bounded by {@link #PATIENCE_SECONDS}.
 */
final class Rehearsal extends DeskOptions {
    private static final long PATIENCE_SECONDS = 60;
    private static final long AFTERWARDS_SECONDS = 3;
    /** The window toolkit of a real screen, none of which a rehearsal in memory needs. */
    private static final List<String> ON_SCREEN = List.of("com/sun/glass/ui/gtk/", "com/sun/glass/ui/delegate/");

    private Rehearsal(Path folder, String scenario) {
        super(scenario, folder.resolve("workspaces"));
    }

    public static void main(String[] args) throws Exception {
        Display.prepare();
        Display.memoryOnly();
        Path folder = Files.createDirectories(Path.of(args[0]));
        String scenario = args.length > 1 ? args[1] : "demo";
        toolkit();
        Desk.prepare();
        new Rehearsal(folder, scenario).window();
        Path capture = folder.resolve("rehearsal.mwcap");
        Path picture = folder.resolve("rehearsal.png");
        Files.deleteIfExists(capture);
        int ended = run("capture", "record", "--scenario", scenario, "--seconds", "4", "--out", capture.toString())
                + run("capture", "query", capture.toString(), "--metric", "site.power")
                + run("snapshot", "--capture", capture.toString(), "--view", "timeline", "--out", picture.toString());
        System.exit(ended);
    }

    private static int run(String... words) {
        return Main.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), words);
    }

    /** Classes are kept once they are loaded; nothing of them runs. */
    private static void toolkit() throws IOException, URISyntaxException, ClassNotFoundException {
        URI home =
                Stage.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (!home.getPath().endsWith(".jar")) {
            return;
        }
        try (JarFile jar = new JarFile(Path.of(home).toFile())) {
            for (String name : jar.stream()
                    .map(entry -> entry.getName())
                    .filter(n -> n.endsWith(".class") && ON_SCREEN.stream().anyMatch(n::startsWith))
                    .toList()) {
                String type =
                        name.substring(0, name.length() - ".class".length()).replace('/', '.');
                Class.forName(type, false, Rehearsal.class.getClassLoader());
            }
        }
    }

    @Override
    void opened(Desk desk) {
        Thread.ofPlatform().name("rehearsal").start(() -> {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!valued(desk) && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(AFTERWARDS_SECONDS));
            desk.close();
        });
    }

    private static boolean valued(Desk desk) {
        Latest power = desk.latest("site.power", EntityKind.SITE);
        return IntStream.range(0, power.size()).anyMatch(slot -> power.state(slot) == DataState.OK);
    }
}
