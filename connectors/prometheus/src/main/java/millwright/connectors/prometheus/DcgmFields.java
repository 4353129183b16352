package millwright.connectors.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.Catalogue;
import millwright.plant.Metric;

/** Names of DCGM fields, old and new, to catalogue metrics by way of the field id. Immutable, any thread. */
final class DcgmFields {
    /** @param scale factor from DCGM's unit to the catalogue's */
    record Field(int id, Metric metric, double scale) {}

    private final Map<String, Field> byName = new HashMap<>();

    DcgmFields(Catalogue catalogue) {
        for (String line : table().lines().toList()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] cells = line.split("\t", -1);
                int id = Integer.parseInt(cells[0]);
                Metric metric = catalogue
                        .findNative("dcgm:" + id)
                        .orElseThrow(() -> new IllegalStateException("dcgm-fields.tsv: no metric for field " + id));
                for (String name : cells[2].split(" ")) {
                    byName.put(name, new Field(id, metric, Double.parseDouble(cells[1])));
                }
            }
        }
    }

    private static String table() {
        try (InputStream in = DcgmFields.class.getResourceAsStream("dcgm-fields.tsv")) {
            return new String(
                    Objects.requireNonNull(in, "dcgm-fields.tsv is not on the class path")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Field> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
