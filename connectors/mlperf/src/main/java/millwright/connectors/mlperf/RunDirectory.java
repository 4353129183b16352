package millwright.connectors.mlperf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run on disk.
 *
 * @param spl its power rows; the other files lie beside it, or in {@code power} beside it
 * @param system the submission's system, the directory above the model
 * @param name {@code model/scenario}, with {@code run_2} and so on behind it where there is one
 */
record RunDirectory(Path spl, String system, String name) {
    private static final int MAX_DEPTH = 12;

    /** All runs below the directory, by path. Ranging runs, which only find the meter's range, are left out and noted. */
    static List<RunDirectory> find(Path directory, List<String> notes) throws IOException {
        List<RunDirectory> runs = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory.toAbsolutePath().normalize(), MAX_DEPTH)) {
            for (Path spl : all.filter(p -> p.endsWith("spl.txt")).sorted().toList()) {
                List<String> names = names(spl);
                if (names.contains("ranging")) {
                    notes.add(spl + ": left out, a ranging run measures nothing");
                } else {
                    runs.add(of(spl, names));
                }
            }
        }
        return distinct(runs);
    }

    /** Two systems may have run the same scenario; then the system is part of the name. */
    private static List<RunDirectory> distinct(List<RunDirectory> runs) {
        Map<String, Long> times =
                runs.stream().collect(Collectors.groupingBy(RunDirectory::name, Collectors.counting()));
        return runs.stream()
                .map(r -> times.getOrDefault(r.name, 1L) == 1
                        ? r
                        : new RunDirectory(r.spl, r.system, r.system + "/" + r.name))
                .toList();
    }

    private static RunDirectory of(Path spl, List<String> names) {
        List<String> places = new ArrayList<>(names);
        places.removeIf(n -> n.equals("performance") || n.equals("power") || n.equals("run_1"));
        String again = !places.isEmpty() && places.getLast().matches("run_\\d+") ? "/" + places.removeLast() : "";
        int n = places.size();
        String scenario = n > 0 ? places.get(n - 1) : "run";
        String model = n > 1 ? places.get(n - 2) + "/" : "";
        return new RunDirectory(spl, n > 2 ? places.get(n - 3) : "system", model + scenario + again);
    }

    private static List<String> names(Path spl) {
        List<String> names = new ArrayList<>();
        Path parent = spl.getParent();
        if (parent != null) {
            parent.forEach(p -> names.add(p.toString()));
        }
        return names;
    }

    /** A file of this run, looked for where submissions keep it. */
    Optional<Path> file(String fileName) {
        return Stream.of("", "power", "..", "../power", "../run_1")
                .map(place -> spl.resolveSibling(place).resolve(fileName).normalize())
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
