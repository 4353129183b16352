package millwright.connectors.results;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Turns what was written on the command line (files, directories, globs) into result files, in the order of names. */
final class ResultPaths {
    private static final int MAX_DEPTH = 16;

    private ResultPaths() {}

    static Set<Path> find(List<String> arguments, ResultSet.Gathering problems) {
        Set<Path> found = new LinkedHashSet<>();
        for (String argument : arguments) {
            try {
                List<Path> matches = expand(argument);
                if (matches.isEmpty()) {
                    problems.problem(new ResultProblem(argument, "", "no .json file found here"));
                }
                found.addAll(matches);
            } catch (IOException | UncheckedIOException e) {
                problems.problem(new ResultProblem(argument, "", "cannot be read: " + e.getMessage()));
            } catch (PatternSyntaxException e) {
                problems.problem(new ResultProblem(argument, "", "is no pattern: " + e.getDescription()));
            }
        }
        return found;
    }

    private static List<Path> expand(String argument) throws IOException {
        int wild = firstWild(argument);
        Path plain = wild < 0 || new File(argument).exists() ? Path.of(argument) : null;
        if (plain == null) {
            int cut = argument.lastIndexOf('/', wild);
            Path base = Path.of(cut < 0 ? "." : argument.substring(0, Math.max(cut, 1)));
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + (cut < 0 ? "./" : "") + argument);
            return Files.isDirectory(base) ? walk(base, matcher) : List.of();
        }
        if (Files.isDirectory(plain)) {
            return walk(
                    plain, p -> p.toString().endsWith(".json") || p.toString().endsWith(".jsonl"));
        }
        return Files.exists(plain) ? List.of(plain) : List.of();
    }

    private static List<Path> walk(Path base, PathMatcher wanted) throws IOException {
        try (Stream<Path> all = Files.walk(base, MAX_DEPTH)) {
            return all.filter(Files::isRegularFile)
                    .filter(wanted::matches)
                    .sorted()
                    .toList();
        }
    }

    private static int firstWild(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            if ("*?[{".indexOf(argument.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
