import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The ahead-of-time cache, made by one headless run of the assembled program that does what a user does first.
 * Bounded by {@link #PATIENCE_SECONDS}; a run that fails leaves no cache and the build goes on.
 */
final class StartCache {
    private static final long PATIENCE_SECONDS = 180;

    private StartCache() {}

    static void train(Tree tree, List<Path> jars) throws IOException, InterruptedException {
        Path stamp = tree.root().resolveSibling("millwright.aot.of");
        String inputs = describe(tree, jars);
        if (Files.exists(tree.cache())
                && Files.exists(stamp)
                && Files.readString(stamp).equals(inputs)) return;
        Files.deleteIfExists(tree.cache());
        Path log = tree.root().resolveSibling("millwright.aot.log");

        Process run = new ProcessBuilder(command(tree, jars))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly().waitFor();
        }
        if (ended && run.exitValue() == 0 && Files.exists(tree.cache())) {
            Files.writeString(stamp, inputs);
            return;
        }
        Files.deleteIfExists(tree.cache());
        System.err.println("no start cache: the training run "
                + (ended ? "ended with " + run.exitValue() : "took over " + PATIENCE_SECONDS + " s")
                + "; the program starts without it, see " + log);
    }

    private static List<String> command(Tree tree, List<Path> jars) {
        List<String> command = new ArrayList<>();
        command.add(tree.runtime().resolve("bin/java").toString());
        command.add("-XX:AOTCacheOutput=" + tree.cache());
        command.addAll(Options.ALWAYS);
        command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        command.add("-cp");
        command.add(jars.stream().map(Path::toString).collect(Collectors.joining(":")));
        command.add("millwright.launcher.Rehearsal");
        command.add(tree.root().resolveSibling("rehearsal").toString());
        return command;
    }

    private static String describe(Tree tree, List<Path> jars) throws IOException {
        StringBuilder inputs = new StringBuilder(String.join(" ", command(tree, jars)));
        inputs.append('\n').append(Files.readString(tree.runtime().resolve("linked-from")));
        for (Path jar : jars) {
            inputs.append('\n').append(Files.size(jar)).append(' ').append(Files.getLastModifiedTime(jar));
        }
        return inputs.toString();
    }
}
