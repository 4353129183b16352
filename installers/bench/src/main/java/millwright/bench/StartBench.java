package millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long the installed program takes from its start to the first picture on a screen that shows the overview's
 * numbers of the demo plant: without a start cache, with the one that ships, with one trained on another plant.
 */
public final class StartBench implements Bench {
    private static final int RUNS = 9;
    private static final Installed INSTALLED = Installed.standard();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> run() throws Exception {
        Path program = INSTALLED.program();
        if (!Screen.available() || !INSTALLED.isThere()) {
            Proof none = Proof.that(false, "needs Xvfb and " + program + " (mvn -DskipTests package)");
            return List.of(Row.of("start to first numbers", 0, "s", Target.atMost(1), none));
        }
        Path folder = Files.createTempDirectory("bench-start");
        Path other = folder.resolve("calm.aot");
        train(other, folder);
        List<Row> rows = new ArrayList<>();
        try (Screen screen = Screen.open()) {
            double[][] bare = measure(screen, program, folder, "-XX:AOTMode=off");
            double[][] shipped = measure(screen, program, folder, "");
            double[][] trained = measure(screen, program, folder, "-XX:AOTCache=" + other);
            rows.addAll(rows("no cache", bare, bare, Target.none(false), Target.none(false)));
            rows.addAll(rows("the cache that ships", shipped, bare, Target.none(false), Target.none(false)));
            rows.addAll(rows("a cache trained on another plant", trained, bare, Target.atMost(1), Target.atMost(2)));
        }
        return rows;
    }

    private static List<Row> rows(String how, double[][] took, double[][] bare, Target frame, Target value) {
        return List.of(
                row("start to first frame, " + how, took[0], bare[0], frame),
                row("start to first live numbers on the overview, " + how, took[1], bare[1], value));
    }

    private static Row row(String what, double[] took, double[] bare, Target target) {
        Proof seen = Proof.that(
                took.length == RUNS,
                took.length + " of " + RUNS + " starts seen on the screen, longest " + Table.number(last(took)) + " s");
        Row row = Row.of(what + ", median", median(took), "s", target, seen);
        return took == bare ? row : row.beside(new Peer("no cache", median(bare)));
    }

    private static double last(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** @return seconds to the first frame and to the first numbers, each sorted */
    private static double[][] measure(Screen screen, Path program, Path folder, String options) throws Exception {
        List<String> frames = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            String said = screen.run(
                    List.of("-Djava.awt.headless=false", "-Dbench.start.options=-Duser.home=" + folder + " " + options),
                    "millwright.bench.StartWatch",
                    program.toString());
            String[] words = said.split(" ");
            if (words.length == 2) {
                frames.add(words[0]);
                numbers.add(words[1]);
            }
        }
        return new double[][] {sorted(frames), sorted(numbers)};
    }

    private static double[] sorted(List<String> seconds) {
        double[] values = seconds.stream().mapToDouble(Double::parseDouble).toArray();
        Arrays.sort(values);
        return values;
    }

    /** As the build makes the one that ships, but on the calm plant. */
    private static void train(Path cache, Path folder) throws IOException, InterruptedException {
        Process rehearsal = new ProcessBuilder(INSTALLED.java(
                        List.of("-XX:AOTCacheOutput=" + cache),
                        "",
                        "millwright.launcher.Rehearsal",
                        folder.resolve("rehearsal").toString(),
                        "calm"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("train.log").toFile())
                .start();
        if (!rehearsal.waitFor(300, TimeUnit.SECONDS) || !Files.exists(cache)) {
            throw new IOException("no cache was made; see " + folder.resolve("train.log"));
        }
    }
}
