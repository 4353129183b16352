package millwright.connectors.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import millwright.plant.MetricId;

/** Which protocol measures a quantity most directly: a written table, {@code precedence.tsv}. Immutable. */
final class Precedence {
    private final Map<String, List<String>> byBeginning;

    private Precedence(Map<String, List<String>> byBeginning) {
        this.byBeginning = byBeginning;
    }

    static Precedence standard() {
        try (InputStream in = Precedence.class.getResourceAsStream("precedence.tsv")) {
            byte[] bytes = Objects.requireNonNull(in, "precedence.tsv is not on the class path")
                    .readAllBytes();
            Map<String, List<String>> table = new TreeMap<>();
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                int tab = line.indexOf('\t');
                if (!line.startsWith("#") && tab >= 0) {
                    table.put(
                            line.substring(0, tab),
                            List.of(line.substring(tab + 1).split(" ")));
                }
            }
            return new Precedence(Map.copyOf(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lower is more direct; equal for all protocols that the table does not name. */
    int rank(MetricId metric, String protocol) {
        String name = metric.name();
        String best = "";
        for (String beginning : byBeginning.keySet()) {
            if (name.startsWith(beginning) && beginning.length() > best.length()) {
                best = beginning;
            }
        }
        List<String> order = byBeginning.getOrDefault(best, List.of());
        int at = order.indexOf(protocol);
        return at < 0 ? order.size() : at;
    }
}
