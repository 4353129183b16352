package millwright.connectors.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the name of a result file says about its run: the first pattern that fits the whole name counts. Immutable. */
public final class NamePatterns {
    private final List<NamePattern> patterns;

    private NamePatterns(List<NamePattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** The names that InferenceX gives its results. */
    public static NamePatterns standard() {
        try (InputStream in = NamePatterns.class.getResourceAsStream("file-names.txt")) {
            String text =
                    new String(Objects.requireNonNull(in, "file-names.txt").readAllBytes(), StandardCharsets.UTF_8);
            return new NamePatterns(text.lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(NamePattern::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These patterns first, then the present ones. @throws IllegalArgumentException naming a malformed one */
    public NamePatterns and(List<String> more) {
        List<NamePattern> all = new ArrayList<>();
        more.forEach(text -> all.add(NamePattern.of(text)));
        all.addAll(patterns);
        return new NamePatterns(all);
    }

    Map<String, String> read(String fileName) {
        return patterns.stream()
                .map(p -> p.read(fileName))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Map.of());
    }
}
