package millwright.bench;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.SplittableRandom;
import millwright.connectors.otlp.Decoding;

/** Exports of one sender: 20 metrics of 500 GPUs, each point with three attributes, other values each time. Immutable. */
final class OtlpLoad {
    static final int POINTS = 10_000;
    private static final int METRICS = 20;
    private static final int EXPORTS = 8;

    private OtlpLoad() {}

    static byte[][] bodies() {
        byte[][] bodies = new byte[EXPORTS][];
        for (int i = 0; i < EXPORTS; i++) {
            bodies[i] = request(i).toByteArray();
        }
        return bodies;
    }

    private static ExportMetricsServiceRequest request(int export) {
        SplittableRandom random = new SplittableRandom(export);
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (int m = 0; m < METRICS; m++) {
            Gauge.Builder gauge = Gauge.newBuilder();
            for (int gpu = 0; gpu < POINTS / METRICS; gpu++) {
                gauge.addDataPoints(NumberDataPoint.newBuilder()
                        .setTimeUnixNano(1_790_000_000_000_000_000L + export * 10_000_000_000L)
                        .setAsDouble(random.nextDouble(1000))
                        .addAttributes(pair("UUID", "GPU-604ac76c-d9cf-fef3-62e9-" + (100_000_000_000L + gpu)))
                        .addAttributes(pair("gpu", Integer.toString(gpu % 8)))
                        .addAttributes(pair("Hostname", "node-" + gpu / 8 + ".cluster.local")));
            }
            scope.addMetrics(Metric.newBuilder().setName("DCGM_FI_DEV_" + m).setGauge(gauge));
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(pair("service.name", "dcgm-exporter")))
                        .addScopeMetrics(scope))
                .build();
    }

    private static KeyValue pair(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    /** Whether both read the same: every time, value and attribute of every point, in order. */
    static Proof same() throws Exception {
        Decoding decoding = new Decoding();
        int equal = 0;
        for (byte[] body : bodies()) {
            StringBuilder told = new StringBuilder();
            for (ResourceMetrics r : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
                for (ScopeMetrics s : r.getScopeMetricsList()) {
                    for (Metric m : s.getMetricsList()) {
                        m.getGauge()
                                .getDataPointsList()
                                .forEach(p -> told.append(m.getName()).append(line(p)));
                    }
                }
            }
            equal += told.toString().equals(decoding.text(body)) ? POINTS : 0;
        }
        return Proof.that(
                equal == EXPORTS * POINTS, equal + " points: names, times, values and attributes equal to the peer's");
    }

    private static String line(NumberDataPoint point) {
        StringBuilder line = new StringBuilder(" " + point.getTimeUnixNano() + " " + point.getAsDouble());
        for (KeyValue pair : point.getAttributesList()) {
            line.append(' ')
                    .append(pair.getKey())
                    .append('=')
                    .append(pair.getValue().getStringValue());
        }
        return line.append('\n').toString();
    }
}
