package millwright.connectors.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the name of a result file says about its run. A pattern is a regular expression over the name without
 * {@code .json}; its named groups become fields. The first pattern that matches the whole name counts. Immutable.
 */
public final class NamePatterns {
    private final List<Pattern> patterns;

    private NamePatterns(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** The names that InferenceX gives its results. */
    public static NamePatterns standard() {
        try (InputStream in = NamePatterns.class.getResourceAsStream("file-names.txt")) {
            String text =
                    new String(Objects.requireNonNull(in, "file-names.txt").readAllBytes(), StandardCharsets.UTF_8);
            return new NamePatterns(text.lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(Pattern::compile)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These patterns first, then the present ones. @throws IllegalArgumentException naming a malformed one */
    public NamePatterns and(List<String> more) {
        List<Pattern> all = new ArrayList<>();
        for (String text : more) {
            try {
                Pattern pattern = Pattern.compile(text);
                if (pattern.namedGroups().isEmpty()) {
                    throw new IllegalArgumentException(
                            "name pattern '" + text + "' has no named group; write for example (?<concurrency>\\d+)");
                }
                all.add(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "name pattern '" + text + "': " + e.getDescription() + " at position " + e.getIndex(), e);
            }
        }
        all.addAll(patterns);
        return new NamePatterns(all);
    }

    Map<String, String> read(String fileName) {
        String stem = fileName.replaceFirst("\\.jsonl?$", "");
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(stem);
            if (matcher.matches()) {
                Map<String, String> found = new LinkedHashMap<>();
                pattern.namedGroups().keySet().forEach(g -> {
                    String value = matcher.group(g);
                    if (value != null) {
                        found.put(g, value);
                    }
                });
                return found;
            }
        }
        return Map.of();
    }
}
