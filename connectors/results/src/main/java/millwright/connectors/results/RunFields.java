package millwright.connectors.results;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.ServingPoint.Deployment;
import millwright.analysis.pareto.ServingPoint.Load;

/**
 * What is known about one run from three places. A label given by a person wins over the file's content, that over its
 * name. What none of them says stays unknown.
 */
record RunFields(Map<String, String> labels, Map<String, String> content, Map<String, String> name) {
    /** Fields that labels and name patterns may set; any other key is a label of its own. */
    static final List<String> KNOWN = List.of(
            "model",
            "hardware",
            "precision",
            "gpus",
            "parallelism",
            "isl",
            "osl",
            "concurrency",
            "watts",
            "gpuwatts",
            "nodewatts",
            "facilitywatts",
            "pue");

    Deployment deployment() {
        return new Deployment(text("model"), text("hardware"), text("precision"), count("gpus"), text("parallelism"));
    }

    Load load() {
        return new Load(count("isl"), count("osl"), count("concurrency"));
    }

    /**
     * Each basis by itself: a label wins over what the file measured of the same basis, that over the file's name.
     *
     * @param measured what the content says
     */
    Energy energy(Energy measured) {
        Map<PowerBasis, Double> watts = new EnumMap<>(PowerBasis.class);
        Map<PowerBasis, Double> joules = new EnumMap<>(PowerBasis.class);
        joules.putAll(measured.joulesPerToken());
        for (PowerBasis basis : PowerBasis.values()) {
            double given = positive(labels, basis.label());
            if (!Double.isNaN(given)) {
                watts.put(basis, given);
                joules.remove(basis);
            }
        }
        Map<PowerBasis, Double> named = new EnumMap<>(PowerBasis.class);
        for (PowerBasis basis : PowerBasis.values()) {
            double given = positive(name, basis.label());
            if (!Double.isNaN(given)) {
                named.put(basis, given);
            }
        }
        named.putAll(measured.watts());
        double pue = positive(labels, "pue");
        pue = Double.isNaN(pue) ? positive(name, "pue") : pue;
        if (pue < 1) {
            throw new BadResult(said("pue"), "is " + pue + "; a PUE is 1 or more");
        }
        return new Energy(watts, joules, pue).filled(named, Double.NaN);
    }

    /** @return NaN when it does not stand there */
    private double positive(Map<String, String> where, String key) {
        String value = where.get(key);
        if (value == null) {
            return Double.NaN;
        }
        double number = parse(key, value);
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new BadResult(said(key), "is '" + value + "' where a finite number above 0 is needed");
        }
        return number;
    }

    /** Everything that is no known field. */
    Map<String, String> extra() {
        Map<String, String> extra = new LinkedHashMap<>();
        Arrays.asList(name, content, labels).forEach(extra::putAll);
        extra.keySet().removeAll(KNOWN);
        return extra;
    }

    private String text(String key) {
        String value = find(key);
        return value.isBlank() ? ServingPoint.UNKNOWN : value;
    }

    private OptionalInt count(String key) {
        String value = find(key);
        if (value.isBlank()) {
            return OptionalInt.empty();
        }
        double number = parse(key, value);
        if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw new BadResult(said(key), "is '" + value + "' where a whole number above 0 is needed");
        }
        return OptionalInt.of((int) number);
    }

    private String find(String key) {
        String value = labels.get(key);
        if (value == null) {
            value = content.getOrDefault(key, "");
        }
        return value.isBlank() ? name.getOrDefault(key, "") : value;
    }

    /** The field, and where it was said if not in the file. */
    private String said(String key) {
        if (labels.containsKey(key)) {
            return "label " + key;
        }
        return content.getOrDefault(key, "").isBlank() ? key + " in the name of the file" : key;
    }

    private double parse(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new BadResult(said(key), "is '" + value + "' where a number is needed");
        }
    }
}
