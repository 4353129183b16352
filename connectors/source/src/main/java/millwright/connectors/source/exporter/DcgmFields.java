package millwright.connectors.source.exporter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;

/** Names of DCGM fields, old and new, to catalogue metrics by way of the field id. Immutable, any thread. */
public final class DcgmFields {
    /** @param scale factor from DCGM's unit to the catalogue's */
    public record Field(int id, Metric metric, double scale) {
        /** Whether it is told of each instance of a GPU that is cut into instances; else of the whole board in each. */
        public boolean ofInstance() {
            return metric.on().contains(EntityKind.GPU_INSTANCE);
        }

        /** @param raw as printed, for DCGM's blanks @param time epoch ns or {@link Reading#UNSAID} */
        public Reading reading(EntityId entity, String raw, double value, long time) {
            return scaled(entity, metric, scale, Blank.stateOf(raw, value), value, time);
        }
    }

    /** A value in an exporter's unit with its state; BAD where it is not what the metric can be. */
    public static Reading scaled(
            EntityId entity, Metric metric, double scale, DataState state, double value, long time) {
        double converted = value * scale;
        DataState known = state == DataState.OK && !metric.isPlausible(converted) ? DataState.BAD : state;
        return new Reading(entity, metric, known == DataState.OK ? converted : Double.NaN, known, time);
    }

    /** What a console needs of a GPU; dcgm-exporter leaves several out by default. */
    public static final List<String> WANTED = List.of(
            "gpu.power",
            "gpu.power.limit",
            "gpu.energy",
            "gpu.temperature",
            "gpu.temperature.margin",
            "gpu.clock.sm",
            "gpu.sm.active",
            "gpu.dram.active",
            "gpu.throttle",
            "gpu.memory.used",
            "gpu.xid.last",
            "gpu.ecc.double");

    private static final Map<String, String> PROFILING =
            Map.of("gpu.sm.active", "SM_ACTIVE", "gpu.dram.active", "DRAM_ACTIVE");

    private final Map<String, Field> byName = new HashMap<>();

    public DcgmFields(Catalogue catalogue) {
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

    /** Why an exporter does not deliver one of the wanted fields. */
    public static String notEnabled(String metric) {
        return PROFILING.containsKey(metric)
                ? "profiling metrics are not enabled in the exporter"
                : "not enabled in the exporter";
    }

    /** A wanted field as people and DCGM call it. */
    static String title(String metric) {
        String dcgm = PROFILING.get(metric);
        return dcgm == null ? metric : metric + " (" + dcgm + ")";
    }

    public Optional<Field> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
