package millwright.bench;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.connectors.otlp.Decoding;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding OTLP metrics with three attributes a point, beside the generated classes of opentelemetry-proto, which are what
 * the OpenTelemetry SDK for Java reads its own messages with. Once with the attributes of the export before, as exporters
 * send them, once with nothing remembered.
 */
public final class OtlpBench implements Bench {
    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public List<Row> run() throws Exception {
        Jmh.Scores scores = Jmh.scores(Reads.class);
        Proof proof = OtlpLoad.same();
        Row again = Row.of(
                "OTLP data points decoded, three attributes each, the attributes of the export before, one core",
                scores.of("again"),
                "M points/s",
                Target.atLeast(2 * scores.of("generated")),
                proof);
        Row fresh = Row.of(
                "the same with nothing remembered between exports; each set of attributes stands 20 times in one",
                scores.of("fresh"),
                "M points/s",
                Target.atLeast(2 * scores.of("generated")),
                proof);
        Peer peer = new Peer("generated classes", scores.of("generated"));
        return List.of(again.beside(peer), fresh.beside(peer));
    }

    /** What JMH runs, in a fork. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @OperationsPerInvocation(OtlpLoad.POINTS)
    @Warmup(iterations = 5, time = 1)
    @Measurement(iterations = 5, time = 1)
    public static class Reads {
        private final byte[][] bodies = OtlpLoad.bodies();
        private final Decoding known = new Decoding();
        private int next;

        private byte[] body() {
            next = (next + 1) % bodies.length;
            return bodies[next];
        }

        @Benchmark
        public long again() {
            return known.points(body());
        }

        @Benchmark
        public long fresh() {
            return new Decoding().points(body());
        }

        @Benchmark
        public Object generated() throws Exception {
            return ExportMetricsServiceRequest.parseFrom(body());
        }
    }
}
