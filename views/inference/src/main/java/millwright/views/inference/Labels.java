package millwright.views.inference;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;

/** What a person says about results whose files do not: only what is unknown is filled in, nothing is overwritten. */
record Labels(Map<String, String> values) {
    static final Labels NONE = new Labels(Map.of());

    private static final List<String> KNOWN = List.of(
            "model",
            "hardware",
            "precision",
            "gpus",
            "parallelism",
            "watts",
            "gpuwatts",
            "nodewatts",
            "facilitywatts",
            "pue");
    private static final Set<String> NUMBERS = Set.of("watts", "gpuwatts", "nodewatts", "facilitywatts", "pue");

    /** @param text {@code hardware=H200, gpus=8} @throws IllegalArgumentException one line with the remedy */
    static Labels of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split("[,;]")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            String key = equals < 1 ? "" : part.substring(0, equals).strip();
            String value = equals < 1 ? "" : part.substring(equals + 1).strip();
            if (!KNOWN.contains(key) || value.isEmpty()) {
                throw new IllegalArgumentException("'" + part.strip() + "' says nothing known; write for example "
                        + "hardware=H200, precision=FP8, gpus=8, nodewatts=5600");
            }
            if (!right(key, value)) {
                throw new IllegalArgumentException("'" + value + "' is no number of " + key
                        + (key.equals("pue") ? ", which is 1 or more" : "") + "; write for example " + key + "="
                        + (key.equals("gpus") ? "8" : key.equals("pue") ? "1.12" : "5600"));
            }
            values.put(key, value);
        }
        return new Labels(Map.copyOf(values));
    }

    /** As on the command line: no power of nothing, and a facility draws no less than its IT. */
    private static boolean right(String key, String value) {
        if (key.equals("gpus")) {
            return value.matches("[1-9]\\d{0,6}");
        }
        if (!NUMBERS.contains(key)) {
            return true;
        }
        double number = value.matches("\\d{1,9}(\\.\\d+)?") ? Double.parseDouble(value) : Double.NaN;
        return key.equals("pue") ? number >= 1 : number > 0;
    }

    List<ServingPoint> on(List<ServingPoint> points) {
        return values.isEmpty() ? points : points.stream().map(this::on).toList();
    }

    private ServingPoint on(ServingPoint p) {
        ServingPoint.Deployment d = p.deployment();
        OptionalInt gpus = d.gpus().isEmpty() && values.containsKey("gpus")
                ? OptionalInt.of(Integer.parseInt(values.getOrDefault("gpus", "1")))
                : d.gpus();
        Map<PowerBasis, Double> watts = new EnumMap<>(PowerBasis.class);
        for (PowerBasis basis : PowerBasis.values()) {
            String said = values.getOrDefault(basis.label(), "");
            if (!said.isEmpty()) {
                watts.put(basis, Double.parseDouble(said));
            }
        }
        double pue = Double.parseDouble(values.getOrDefault("pue", "NaN"));
        return new ServingPoint(
                new ServingPoint.Deployment(
                        or("model", d.model()),
                        or("hardware", d.hardware()),
                        or("precision", d.precision()),
                        gpus,
                        or("parallelism", d.parallelism())),
                p.load(),
                p.tokens(),
                p.latency(),
                p.energy().filled(watts, pue),
                p.labels(),
                p.source());
    }

    private String or(String key, String known) {
        return known.equals(ServingPoint.UNKNOWN) ? values.getOrDefault(key, known) : known;
    }

    /** Which fields are unknown in some of these points, for the prompt. */
    static List<String> missing(List<ServingPoint> points) {
        return List.of("hardware", "precision", "gpus").stream()
                .filter(f -> points.stream().anyMatch(p -> p.field(f).equals(ServingPoint.UNKNOWN)))
                .toList();
    }
}
