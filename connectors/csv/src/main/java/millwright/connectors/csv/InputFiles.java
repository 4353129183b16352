package millwright.connectors.csv;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.connectors.csv.Mapping.Table;

/** Which file is read by which table of the mapping. A file that no table is for is left out and noted. */
record InputFiles(List<Match> matches) {
    private static final int MAX_DEPTH = 8;

    /** @param table its number in the mapping */
    record Match(Path file, int table) {}

    /** @throws IllegalArgumentException when nothing can be read, naming what was looked for */
    static InputFiles find(List<Path> inputs, Mapping mapping, List<String> notes) throws IOException {
        List<Match> matches = new ArrayList<>();
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                throw new IllegalArgumentException(input + ": no such file or directory");
            }
            boolean named = Files.isRegularFile(input);
            for (Path file : named ? List.of(input) : below(input)) {
                int table = tableFor(file, mapping, named);
                if (table >= 0) {
                    matches.add(new Match(file, table));
                } else {
                    notes.add(file + ": left out, no table of mapping " + mapping.name() + " is for it");
                }
            }
        }
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("none of these files is for mapping " + mapping.name() + ", which reads "
                    + mapping.tables().stream().map(Table::file).collect(Collectors.joining(", ")));
        }
        return new InputFiles(matches);
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !sorted(directory.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    /** Whether it is of what an import sorts in, this one or another: a capture may be made beside its tables. */
    private static boolean sorted(Path file) {
        Path folder = file.getParent();
        while (folder != null) {
            if (String.valueOf(folder.getFileName()).startsWith(CsvImport.SCRATCH)) {
                return true;
            }
            folder = folder.getParent();
        }
        return false;
    }

    /** A file that a person names is meant, whatever its name, when the mapping has only one table. */
    private static int tableFor(Path file, Mapping mapping, boolean named) {
        for (int i = 0; i < mapping.tables().size(); i++) {
            PathMatcher glob = FileSystems.getDefault()
                    .getPathMatcher("glob:" + mapping.tables().get(i).file());
            Path name = file.getFileName();
            if (name != null && glob.matches(name)) {
                return i;
            }
        }
        return named && mapping.tables().size() == 1 ? 0 : -1;
    }
}
