package millwright.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Runs the benchmarks and prints their table: {@code BenchRun WORD,WORD… FILE}, where {@code all} selects every one.
 * Ends with 0 when all ran and proved their work, 1 when one failed or proved nothing, 2 when no name matches.
 */
public final class BenchRun {
    private BenchRun() {}

    public static void main(String[] args) throws Exception {
        if (System.getenv("DISPLAY") == null && System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        System.exit(run(args.length > 0 ? args[0] : "all", args.length > 1 ? Path.of(args[1]) : null, System.out));
    }

    private static int run(String words, @Nullable Path file, PrintStream out) throws Exception {
        List<Bench> chosen = new ArrayList<>();
        for (Bench bench : ServiceLoader.load(Bench.class)) {
            if (isChosen(bench.name(), words)) {
                chosen.add(bench);
            }
        }
        if (chosen.isEmpty()) {
            System.err.println("no benchmark is named like '" + words + "'; use -Dbench=all");
            return 2;
        }
        List<Row> rows = new ArrayList<>();
        boolean failed = false;
        for (Bench bench : chosen) {
            System.err.println("bench " + bench.name() + " …");
            try {
                rows.addAll(bench.run());
            } catch (Exception e) {
                failed = true;
                System.err.println("bench " + bench.name() + " failed");
                e.printStackTrace();
            }
        }
        String table = machine() + "\n\n" + Table.of(rows);
        out.print(table);
        if (file != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, table);
        }
        return failed || rows.stream().anyMatch(row -> !row.proof().holds()) ? 1 : 0;
    }

    static boolean isChosen(String name, String words) {
        for (String word : words.toLowerCase(Locale.ROOT).split(",")) {
            if (word.equals("all") || name.toLowerCase(Locale.ROOT).contains(word.strip())) {
                return true;
            }
        }
        return false;
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ", " + runtime.availableProcessors() + " cores, heap at most " + (runtime.maxMemory() >> 20) + " MiB";
    }
}
