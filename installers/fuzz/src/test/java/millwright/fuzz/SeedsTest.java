package millwright.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every target still takes what it is started from: a seed is understood, one whose name begins with {@code bad} is refused. */
class SeedsTest {
    private static final Path SEEDS = Path.of("seeds");
    private static final Path CLASSES = Path.of("target/test-classes");

    /** Class by name, as {@code targets} lists them. */
    private static Map<String, String> targets() throws IOException {
        Map<String, String> targets = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("targets"))) {
            String[] words = line.split(" +");
            if (!line.isBlank() && !line.startsWith("#")) {
                assertEquals(2, words.length, "NAME CLASS is wanted: " + line);
                targets.put(words[0], words[1]);
            }
        }
        return targets;
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @TestFactory
    List<DynamicTest> seedsAreUnderstood() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, String> target : targets().entrySet()) {
            for (Path seed : in(SEEDS.resolve(target.getKey()))) {
                boolean good = !String.valueOf(seed.getFileName()).startsWith("bad");
                tests.add(DynamicTest.dynamicTest(
                        target.getKey() + "/" + seed.getFileName(), () -> tried(target.getValue(), seed, good)));
            }
        }
        assertFalse(tests.isEmpty());
        return tests;
    }

    private static void tried(String target, Path seed, boolean good) throws Exception {
        Method understands = Class.forName(target).getMethod("understands", byte[].class);
        byte[] bytes = Files.readAllBytes(seed);
        assertEquals(good, understands.invoke(null, bytes), seed + (good ? " was refused" : " was taken"));
    }

    @Test
    void everyTargetIsListedAndHasSeeds() throws IOException {
        TreeSet<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.map(f -> CLASSES.relativize(f).toString().replace('/', '.'))
                    .filter(f -> f.endsWith("Fuzz.class"))
                    .forEach(f -> classes.add(f.substring(0, f.length() - ".class".length())));
        }
        assertEquals(classes, new TreeSet<>(targets().values()));
        TreeSet<String> folders = new TreeSet<>();
        for (Path folder : in(SEEDS)) {
            folders.add(String.valueOf(folder.getFileName()));
            assertTrue(in(folder).size() >= 2, folder + " has fewer than two seeds");
        }
        assertEquals(folders, new TreeSet<>(targets().keySet()));
    }
}
