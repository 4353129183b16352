package millwright.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.connectors.prometheus.Expositions;
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
 * Reading of expositions, beside the text parser of Hawkular's prometheus-scraper, the one library for Java that reads
 * them. It knows version 0.0.4 alone, so OpenMetrics is measured against that too.
 */
public final class ScrapeBench implements Bench {
    @Override
    public String name() {
        return "scrape";
    }

    @Override
    public List<Row> run() throws Exception {
        Jmh.Scores scores = Jmh.scores(Reads.class);
        Proof proof = ScrapeLoad.same();
        Peer peer = new Peer("prometheus-scraper 0.23, text 0.0.4", scores.of("peer"));
        Row plain = Row.of(
                "samples of dcgm-exporter read, text 0.0.4, eight labels each, one core",
                scores.of("plain"),
                "M samples/s",
                Target.atLeast(scores.of("peer")),
                proof);
        Row strict = Row.of(
                "the same as OpenMetrics, to the letter",
                scores.of("strict"),
                "M samples/s",
                Target.atLeast(scores.of("peer")),
                proof);
        return List.of(plain.beside(peer), strict.beside(peer));
    }

    /** What JMH runs, in a fork. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @OperationsPerInvocation(ScrapeLoad.SAMPLES)
    @Warmup(iterations = 4, time = 1)
    @Measurement(iterations = 5, time = 1)
    public static class Reads {
        private final String[] plain = ScrapeLoad.texts();
        private final String[] strict =
                Arrays.stream(plain).map(ScrapeLoad::openMetrics).toArray(String[]::new);
        private final byte[][] bytes = Arrays.stream(plain)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        private int next;

        private int next() {
            next = (next + 1) % plain.length;
            return next;
        }

        @Benchmark
        public int plain() {
            return Expositions.plain(new String(bytes[next()], StandardCharsets.UTF_8));
        }

        @Benchmark
        public int strict() throws IOException {
            return Expositions.strict(strict[next()]);
        }

        @Benchmark
        public int peer() throws IOException {
            return ScrapeLoad.peer(bytes[next()]);
        }
    }
}
