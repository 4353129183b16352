package millwright.connectors.otlp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.source.Conversion;
import millwright.plant.Catalogue;
import millwright.plant.Metric;

/**
 * What a metric of a sender means.
 *
 * @param rank of two that tell one metric of one thing the lower stands
 * @param key attribute that must have one of the values {@code wanted}, empty when there is no condition; an empty one is
 *     that of an attribute that is missing
 * @param metric of a spread the median
 * @param unit in which the values are where the sender does not say
 * @param to the catalogue's unit
 * @param wrong why values of the unit that the sender says are no values of the metric; empty where they are
 */
record Rule(
        int rank,
        String name,
        String key,
        Set<String> wanted,
        On on,
        How how,
        Metric metric,
        String unit,
        Conversion to,
        String wrong) {
    /** What the median of a spread is called after its beginning. */
    static final String MEDIAN = ".p50";

    /** Whom it is about, and by which attributes that is found. */
    enum On {
        /** {@code hw.id} is a GPU. */
        HW_GPU,
        /** {@code hw.id} is a network port. */
        HW_NIC,
        /** The host of the resource. */
        HOST,
        /** Labels of dcgm-exporter. */
        EXPORTER_GPU,
        /** The same, of the whole GPU whichever of its instances they name. */
        EXPORTER_BOARD,
        /** The host that labels of dcgm-exporter name. */
        EXPORTER_HOST,
        /** Labels of a serving engine. */
        ENGINE,
        /** The model and server of {@code gen_ai.*}. */
        MODEL;

        /** Whether DCGM's blanks may come in place of numbers. */
        boolean isExporter() {
            return this == EXPORTER_GPU || this == EXPORTER_BOARD || this == EXPORTER_HOST;
        }
    }

    enum How {
        /** The value itself; what counters added up since the first we heard, when they are deltas. */
        VALUE,
        /** What a sum or the sum of a histogram grew by, per second. */
        RATE,
        /** How many fell into a histogram, per second. */
        COUNT_RATE,
        /** Values of several components of one thing, which add up. */
        SUM,
        /** Values of several components of one thing, of which the highest stands. */
        HIGHEST,
        /** Which of some states each of several components is in: 1 for the one, 0 for the others; the worst stands. */
        STATE,
        /** Percentiles and mean of what fell into a histogram. */
        SPREAD;

        /** Whether several components of one thing tell it together. */
        boolean isOfComponents() {
            return this == SUM || this == HIGHEST || this == STATE;
        }
    }

    /** The same for values of a unit that the sender says. */
    Rule in(String said) {
        if (said.isEmpty() || said.equals(unit) || how == How.COUNT_RATE) {
            return this;
        }
        Optional<Conversion> from = Conversion.between(amount(said), metric.unit());
        String why = from.isPresent()
                ? ""
                : "its unit '" + said + "' does not become '" + metric.unit() + "' of " + metric.name()
                        + "; send it in " + Conversion.convertible(unit.isEmpty() ? metric.unit() : unit);
        return new Rule(rank, name, key, wanted, on, how, metric, unit, from.orElse(to), why);
    }

    /** What the names of the metrics of a spread begin with. */
    String base() {
        return metric.name().substring(0, metric.name().length() - MEDIAN.length());
    }

    /** All that it tells of. */
    List<Metric> metrics(Catalogue catalogue) {
        return how != How.SPREAD
                ? List.of(metric)
                : catalogue.metrics().stream()
                        .filter(m -> m.name().startsWith(base() + "."))
                        .toList();
    }

    /** What grew by it in a second. */
    private String amount(String of) {
        return how == How.RATE ? of + "/s" : of;
    }

    double convert(double value) {
        return to.apply(value);
    }

    boolean concerns(Attributes attributes) {
        return key.isEmpty() || wanted.contains(attributes.text(key));
    }
}
