package millwright.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import millwright.connectors.prometheus.Expositions;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;

/** Expositions as dcgm-exporter serves them: 20 metrics of 500 GPUs, eight labels each, other values each time. Immutable. */
final class ScrapeLoad {
    static final int SAMPLES = 10_000;
    private static final int METRICS = 20;
    private static final int TEXTS = 8;

    private ScrapeLoad() {}

    static String[] texts() {
        String[] texts = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = text(i);
        }
        return texts;
    }

    private static String text(int scrape) {
        SplittableRandom random = new SplittableRandom(scrape);
        StringBuilder text = new StringBuilder(SAMPLES * 280);
        for (int m = 0; m < METRICS; m++) {
            String name = "DCGM_FI_DEV_" + m;
            text.append("# HELP ").append(name).append(" What it is (in W).\n# TYPE ");
            text.append(name).append(" gauge\n");
            for (int gpu = 0; gpu < SAMPLES / METRICS; gpu++) {
                text.append(name)
                        .append("{gpu=\"")
                        .append(gpu % 8)
                        .append("\",UUID=\"GPU-604ac76c-d9cf-fef3-62e9-")
                        .append(100_000_000_000L + gpu)
                        .append("\",pci_bus_id=\"00000000:1")
                        .append(gpu % 8)
                        .append(":00.0\",device=\"nvidia")
                        .append(gpu % 8)
                        .append("\",modelName=\"NVIDIA H100 80GB HBM3\",Hostname=\"node-")
                        .append(gpu / 8)
                        .append(".cluster.local\",namespace=\"train\",pod=\"job-")
                        .append(gpu % 31)
                        .append("\"} ")
                        .append(String.format(Locale.ROOT, "%.3f", random.nextDouble(1000)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** The same as OpenMetrics wants it. */
    static String openMetrics(String text) {
        return text + "# EOF\n";
    }

    /** How many samples the peer reads. */
    static int peer(byte[] text) throws IOException {
        TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(new ByteArrayInputStream(text));
        int samples = 0;
        for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
            samples += family.getMetrics().size();
        }
        return samples;
    }

    /** Whether all read the same: every name, label and value, in order. */
    static Proof same() throws IOException {
        int equal = 0;
        for (String text : texts()) {
            String told = told(text.getBytes(StandardCharsets.UTF_8));
            boolean both = told.equals(Expositions.lines(text, false))
                    && told.equals(Expositions.lines(openMetrics(text), true));
            equal += both ? SAMPLES : 0;
        }
        return Proof.that(
                equal == TEXTS * SAMPLES, equal + " samples: names, labels and values equal to the peer's, both ways");
    }

    private static String told(byte[] text) throws IOException {
        TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(new ByteArrayInputStream(text));
        StringBuilder told = new StringBuilder();
        for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
            for (Metric metric : family.getMetrics()) {
                told.append(metric.getName())
                        .append(new TreeMap<>(metric.getLabels()))
                        .append(' ')
                        .append(metric instanceof Gauge gauge ? gauge.getValue() : Double.NaN)
                        .append('\n');
            }
        }
        return told.toString();
    }
}
