import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the runnable tree at package time: {@code java Assemble.java PROJECT TREE JAR WITH_CACHE CLASSPATH}.
 * Runs once, on one thread, with the JDK whose runtime is shipped; what is already right is left alone.
 */
final class Assemble {
    private Assemble() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path project = Path.of(args[0]);
        Tree tree = new Tree(Path.of(args[1]));
        boolean withCache = Boolean.parseBoolean(args[3]);

        List<Path> jars = tree.fillLib(Path.of(args[2]), args[4]);
        Natives.unpack(tree.lib(), jars);
        Runtime.build(tree.runtime());
        tree.write("bin/millwright", script(project, jars)).toFile().setExecutable(true, false);
        for (String text : List.of("LICENSE", "NOTICE")) {
            tree.write(text, Files.readString(project.getParent().resolve(text)));
        }
        if (withCache) StartCache.train(tree, jars);
        else Files.deleteIfExists(tree.cache());
    }

    private static String script(Path project, List<Path> jars) throws IOException {
        StringBuilder classpath = new StringBuilder();
        for (Path jar : jars) classpath.append(classpath.isEmpty() ? "" : ":").append("$l/").append(jar.getFileName());
        return Files.readString(project.resolve("src/assembly/millwright.sh"))
                .replace("@CLASSPATH@", classpath)
                .replace("@OPTIONS@", String.join(" ", Options.ALWAYS));
    }
}
