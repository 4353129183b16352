package millwright.plant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every metric the product knows, by canonical name and by native id. Immutable, any thread. The standard one is read
 * from {@code catalogue.tsv}, so that its rows can be reviewed as a table.
 */
public final class Catalogue {
    private static final int COLUMNS = 11;

    private final Map<String, Metric> byName;
    private final Map<String, Metric> byNative;

    private Catalogue(Map<String, Metric> byName) {
        this.byName = Collections.unmodifiableMap(byName);
        Map<String, Metric> natives = new LinkedHashMap<>();
        byName.values().forEach(m -> m.nativeIds().forEach(n -> natives.putIfAbsent(n, m)));
        this.byNative = Collections.unmodifiableMap(natives);
    }

    public static Catalogue of(Collection<Metric> metrics) {
        Map<String, Metric> byName = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (byName.put(metric.name(), metric) != null) {
                throw new IllegalArgumentException("metric " + metric.name() + " is in the catalogue twice");
            }
        }
        return new Catalogue(byName);
    }

    public static Catalogue standard() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.tsv")) {
            byte[] bytes = Objects.requireNonNull(in, "catalogue.tsv is not on the class path")
                    .readAllBytes();
            return of(parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Collection<Metric> metrics() {
        return byName.values();
    }

    public Optional<Metric> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Metric> find(MetricId id) {
        return find(id.name());
    }

    /** @throws IllegalArgumentException when the catalogue has no such metric */
    public Metric get(MetricId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no metric " + id + " in the catalogue"));
    }

    /** By vendor id, for example {@code dcgm:155} or {@code redfish:PowerWatts}. */
    public Optional<Metric> findNative(String nativeId) {
        return Optional.ofNullable(byNative.get(nativeId));
    }

    private static List<Metric> parse(String text) {
        List<Metric> metrics = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                if (cells.length != COLUMNS) {
                    throw new IllegalArgumentException(
                            "catalogue.tsv line " + number + ": " + cells.length + " columns instead of " + COLUMNS);
                }
                metrics.add(row(cells));
            }
        }
        return metrics;
    }

    private static Metric row(String[] cells) {
        EnumSet<EntityKind> on = EnumSet.noneOf(EntityKind.class);
        for (String kind : cells[3].split(",")) {
            on.add(EntityKind.valueOf(kind.trim().toUpperCase(Locale.ROOT)));
        }
        String[] aggregation = cells[6].split(" ");
        return new Metric(
                new MetricId(cells[0]),
                cells[1],
                cells[2],
                on,
                MetricKind.valueOf(cells[4]),
                ValueType.valueOf(cells[5]),
                Aggregation.valueOf(aggregation[0]),
                number(cells[7], 0),
                number(cells[8], Double.NEGATIVE_INFINITY),
                number(cells[9], Double.POSITIVE_INFINITY),
                ratioPart(aggregation, 1),
                ratioPart(aggregation, 2),
                cells[10].isBlank() ? List.of() : Arrays.asList(cells[10].split(" ")));
    }

    private static @Nullable MetricId ratioPart(String[] aggregation, int part) {
        return aggregation.length > part ? new MetricId(aggregation[part]) : null;
    }

    private static double number(String cell, double absent) {
        return cell.isBlank() ? absent : Double.parseDouble(cell);
    }
}
