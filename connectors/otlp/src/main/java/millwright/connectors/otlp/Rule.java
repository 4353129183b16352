package millwright.connectors.otlp;

import millwright.plant.Metric;

/**
 * What a metric of a sender means.
 *
 * @param key attribute that must have the value {@code wanted}, empty when there is no condition; with {@code wanted}
 *     empty the attribute may be missing
 * @param scale factor from the sender's unit to the catalogue's
 */
record Rule(String name, String key, String wanted, On on, How how, Metric metric, double scale) {
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
        /** Labels of a serving engine. */
        ENGINE,
        /** The model and server of {@code gen_ai.*}. */
        MODEL
    }

    enum How {
        /** The value itself; what counters added up since the first we heard, when they are deltas. */
        VALUE,
        /** What a sum or the sum of a histogram grew by, per second. */
        RATE,
        /** How many fell into a histogram, per second. */
        COUNT_RATE,
        P50,
        P99,
        MEAN
    }

    boolean concerns(Attributes attributes) {
        return key.isEmpty() || attributes.text(key).equals(wanted);
    }
}
