package millwright.connectors.prometheus;

import java.util.regex.Pattern;
import millwright.plant.MetricId;

/**
 * What a metric name of an exporter means: a row of {@code names.tsv}.
 *
 * @param rank row number; of two names for one metric the higher row stands
 * @param key label that must match {@code wanted}, empty when there is no condition
 * @param metric catalogue metric; for {@link How#SPREAD} what its percentiles' names begin with
 * @param scale factor from the exporter's unit to the catalogue's
 */
record Name(int rank, String name, String key, Pattern wanted, On on, How how, MetricId metric, double scale) {
    /** Whom it is about. */
    enum On {
        ENGINE,
        HOST,
        NIC,
        /** One of the PDUs that the target speaks for. */
        PDU,
        /** An outlet of such a PDU. */
        OUTLET,
        UPS,
        /** Labels of Triton. */
        TRITON_GPU
    }

    /** Whether it is read by SNMP from a power device, which answers -1 for what it does not measure. */
    boolean blank() {
        return how == How.VALUE && (on == On.PDU || on == On.OUTLET || on == On.UPS);
    }

    enum How {
        VALUE,
        /** What a counter grew by, per second. */
        RATE,
        /** How long a counter of seconds did not grow, in percent of the time, over all its series. */
        BUSY,
        /** Percentiles of what fell into a histogram between two scrapes. */
        SPREAD
    }

    boolean concerns(Sample sample) {
        return key.isEmpty() || wanted.matcher(sample.label(key)).matches();
    }

    /** Whether a store is asked for sums over its series, which carry the condition's label no more. */
    boolean sumsUp() {
        return how == How.BUSY || how == How.SPREAD;
    }

    boolean tells(MetricId wantedMetric) {
        return how == How.SPREAD ? wantedMetric.name().startsWith(metric.name() + ".") : metric.equals(wantedMetric);
    }
}
