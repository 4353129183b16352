package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.plant.DataState;
import millwright.plant.Times;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {
    private static final Map<String, String> NODE = Map.of("host.name", "n17", "service.name", "router");
    private static final Map<String, String> MODEL =
            Map.of("gen_ai.request.model", "llama", "server.address", "s1", "server.port", "8000");
    private static final String ENDPOINT = "endpoint:llama@s1:8000";

    private final Site site = new Site();

    private Metric.Builder explicit(String name, int temporality, long start, double sum, Long... counts) {
        return Metric.newBuilder()
                .setName(name)
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporalityValue(temporality)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano(start)
                                .setTimeUnixNano(site.now())
                                .setCount(
                                        Arrays.stream(counts).mapToLong(n -> n).sum())
                                .setSum(sum)
                                .addAllExplicitBounds(List.of(0.1, 0.2, 0.4))
                                .addAllBucketCounts(List.of(counts))
                                .addAllAttributes(Site.pairs(MODEL))));
    }

    @Test
    void percentilesAreOfWhatFellSinceTheLastExport() {
        String name = "gen_ai.server.time_to_first_token";
        site.send(NODE, explicit(name, 2, 1, 100, 1000L, 0L, 0L, 0L));
        site.pass(10);
        site.send(NODE, explicit(name, 2, 1, 130, 1000L, 100L, 0L, 0L));
        assertEquals(0.15, (double) site.newest("endpoint.ttft.p50", ENDPOINT), 1e-6);
        assertEquals(0.199, (double) site.newest("endpoint.ttft.p99", ENDPOINT), 1e-6);
        site.pass(10);
        site.send(NODE, explicit(name, 2, 1, 130, 1000L, 100L, 0L, 0L));
        assertEquals(DataState.NO_DATA, site.newest("endpoint.ttft.p99", ENDPOINT), "nothing fell, which is no zero");
        site.pass(10);
        site.send(NODE, explicit(name, 2, site.now() - 1, 8, 0L, 0L, 50L, 0L));
        assertEquals(0.3, (double) site.newest("endpoint.ttft.p50", ENDPOINT), 1e-6, "it began anew");
    }

    @Test
    void deltaHistogramsGiveRatesAndMeansInTheCataloguesUnit() {
        for (int i = 0; i < 2; i++) {
            long start = site.now();
            site.pass(10);
            site.send(
                    NODE,
                    explicit("gen_ai.server.time_per_output_token", 1, start, 3, 0L, 20L, 0L, 0L),
                    explicit("gen_ai.server.request.duration", 1, start, 3, 0L, 20L, 0L, 0L));
        }
        assertEquals(150.0, (double) site.newest("endpoint.tpot.mean", ENDPOINT), 1e-3);
        assertEquals(150.0, (double) site.newest("endpoint.tpot.p50", ENDPOINT), 1e-3);
        assertEquals(2.0, site.newest("endpoint.requests.rate", ENDPOINT));
    }

    @Test
    void eachPercentileComesWithWhatItsBucketLeavesOpen() {
        String name = "gen_ai.server.request.duration";
        for (long i = 1; i <= 2; i++) {
            site.pass(10);
            site.send(NODE, explicit(name, 2, 1, 20 * i, 0L, 80 * i, 20 * i, 0L));
        }
        assertEquals(0.1 + 0.1 * 50 / 80, (double) site.newest("endpoint.e2e.p50", ENDPOINT), 1e-6);
        assertEquals(0.3, (double) site.newest("endpoint.e2e.p90", ENDPOINT), 1e-6);
        assertEquals(0.1, (double) site.newest("endpoint.e2e.p90.error", ENDPOINT), 1e-6);
        assertEquals(0.2, (double) site.newest("endpoint.e2e.mean", ENDPOINT), 1e-6);
        assertEquals(10.0, site.newest("endpoint.requests.rate", ENDPOINT));
    }

    @Test
    void aPercentileBeyondTheLastBoundIsAtLeastThatAndHasNoError() {
        for (long i = 1; i <= 2; i++) {
            site.pass(10);
            site.send(NODE, explicit("gen_ai.server.time_to_first_token", 2, 1, 90 * i, 0L, 0L, 50 * i, 50 * i));
        }
        assertEquals(0.4, (double) site.newest("endpoint.ttft.p99", ENDPOINT), 1e-6);
        assertEquals(DataState.NO_DATA, site.newest("endpoint.ttft.p99.error", ENDPOINT));
        assertEquals(0.4, (double) site.newest("endpoint.ttft.p50", ENDPOINT), 1e-6);
        assertEquals(0.2, (double) site.newest("endpoint.ttft.p50.error", ENDPOINT), 1e-6);
    }

    private Metric.Builder ofKind(String kind, long start, Long... counts) {
        Metric.Builder metric = explicit("gen_ai.server.time_to_first_token", 1, start, 1, counts);
        metric.getHistogramBuilder().getDataPointsBuilder(0).addAttributes(Site.pair("kind", kind));
        return metric;
    }

    /** What the counts of all told histograms of time to first token add up to. */
    private List<Long> times() {
        return site.events.stream()
                .filter(e -> e instanceof Frame f && f.metric().name().equals("endpoint.ttft"))
                .map(e -> ((Frame) e).sourceTime())
                .toList();
    }

    private long counted() {
        return site.events.stream()
                .filter(e -> e instanceof Frame f && f.metric().name().equals("endpoint.ttft"))
                .map(e -> ((Frame) e).values())
                .flatMapToLong(v -> Arrays.stream(((Column.Histograms) v).counts()))
                .sum();
    }

    @Test
    void aRequestIsCountedOnceThoughPercentilesAreOfAllStreamsThatGoOn() {
        site.send(NODE, ofKind("chat", site.now() - 1, 1L, 0L, 0L, 0L), ofKind("tool", site.now() - 1, 1L, 0L, 0L, 0L));
        long before = counted();
        long start = site.now();
        site.pass(60);
        site.send(NODE, ofKind("chat", start, 0L, 5L, 0L, 0L), ofKind("tool", start, 0L, 0L, 3L, 0L));
        assertEquals(before + 8, counted());
        start = site.now();
        site.pass(60);
        site.send(NODE, ofKind("chat", start, 0L, 4L, 0L, 0L));
        assertEquals(before + 12, counted(), "nothing fell of the other kind, which is then not sent");
        assertEquals(0.3, (double) site.newest("endpoint.ttft.p90", ENDPOINT), 0.1, "of both kinds");
        assertTrue((double) site.newest("endpoint.ttft.p99", ENDPOINT) > 0.2);
    }

    @Test
    void whatFellIntoTheHistogramsOfTwoResourcesAtOneInstantAddsUp() {
        Map<String, String> first = Map.of("host.name", "n17", "service.instance.id", "a");
        Map<String, String> second = Map.of("host.name", "n17", "service.instance.id", "b");
        for (int i = 0; i < 3; i++) {
            long start = site.now();
            site.pass(10);
            site.send(first, ofKind("chat", start, 0L, 5L, 0L, 0L));
            site.send(second, ofKind("chat", start, 0L, 0L, 3L, 0L));
        }
        assertEquals(24, counted());
        List<Long> times = times();
        assertEquals(6, times.size());
        assertEquals(times, times.stream().sorted().distinct().toList(), "none is heard in place of another");
        assertEquals(0.3, (double) site.newest("endpoint.ttft.p90", ENDPOINT), 0.1, "of both");
    }

    @Test
    void whatSeveralReplicasOfOneEndpointTellAtOneInstantAddsUp() {
        for (int i = 1; i <= 2; i++) {
            site.pass(10);
            for (String replica : List.of("a", "b")) {
                int own = replica.equals("a") ? 1 : 3;
                site.send(
                        Map.of("host.name", "n17", "service.instance.id", replica),
                        MeaningTest.sum("vllm:generation_tokens", 2, site.at(100 * own * i, Map.of("model_name", "m"))),
                        MeaningTest.gauge("vllm:num_requests_running", site.at(own, Map.of("model_name", "m"))),
                        MeaningTest.gauge("vllm:kv_cache_usage_perc", site.at(0.9 / own, Map.of("model_name", "m"))));
            }
        }
        assertEquals(40.0, site.newest("endpoint.output.rate", "endpoint:m@n17"));
        assertEquals(4.0, site.newest("endpoint.requests.running", "endpoint:m@n17"));
        assertEquals(0.9, (double) site.newest("endpoint.kv-cache", "endpoint:m@n17"), 1e-6, "the fullest");
    }

    @Test
    void whatOvertakesOnItsWayIsCountedToo() {
        Map<String, String> slow = Map.of("host.name", "n17", "service.instance.id", "slow");
        site.pass(10);
        Metric.Builder late = ofKind("chat", site.now() - Times.SECOND, 0L, 2L, 0L, 0L);
        site.pass(1);
        site.send(NODE, ofKind("chat", site.now() - Times.SECOND, 0L, 5L, 0L, 0L));
        site.send(slow, late);
        assertEquals(5, counted(), "a store would drop what is older than the newest");
        long start = site.now();
        site.pass(10);
        site.send(NODE, ofKind("chat", start, 0L, 1L, 0L, 0L));
        assertEquals(8, counted());
        List<Long> times = times();
        assertEquals(times, times.stream().sorted().distinct().toList());
    }

    @Test
    void whatAClientMeasuresStandsWhereTheServerTellsNothing() {
        for (long i = 1; i <= 4; i++) {
            site.pass(10);
            site.send(NODE, explicit("gen_ai.client.operation.duration", 2, 1, 30 * i, 0L, 0L, 100 * i, 0L));
            if (i == 2) {
                assertEquals(0.3, (double) site.newest("endpoint.e2e.p50", ENDPOINT), 1e-6);
                assertEquals(10.0, site.newest("endpoint.requests.rate", ENDPOINT));
            }
            if (i > 2) {
                site.send(NODE, explicit("gen_ai.server.request.duration", 2, 1, 15 * i, 0L, 100 * i, 0L, 0L));
            }
        }
        site.send(NODE, explicit("gen_ai.client.operation.duration", 2, 1, 200, 0L, 0L, 600L, 0L));
        assertEquals(0.15, (double) site.newest("endpoint.e2e.p50", ENDPOINT), 1e-6);
    }

    @Test
    void tokenUsageIsARateByKind() {
        for (int i = 1; i <= 2; i++) {
            site.pass(10);
            Metric.Builder metric = explicit("gen_ai.client.token.usage", 2, 1, 500 * i, 0L, 0L, 5L * i, 0L);
            metric.getHistogramBuilder()
                    .getDataPointsBuilder(0)
                    .addAttributes(Site.pair("gen_ai.token.type", "output"));
            site.send(NODE, metric);
        }
        assertEquals(50.0, site.newest("endpoint.output.rate", ENDPOINT));
        assertEquals(null, site.newest("endpoint.input.rate", ENDPOINT));
    }

    @Test
    void countsThatDoNotFitTheirBoundsAreRefused() {
        Refusals refusals = site.send(NODE, explicit("gen_ai.server.time_to_first_token", 1, 1, 1, 1L, 2L));
        assertEquals("1 data points not taken, the first: 2 bucket counts for 3 bounds", refusals.message());
    }

    /** As the SDK fills it: the bucket of a value at a scale. */
    private static Powers of(double[] values, int scale) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        int[] index = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            index[i] = (int) Math.ceil(Math.log(values[i]) / Math.log(2) * Math.pow(2, scale)) - 1;
            lowest = Math.min(lowest, index[i]);
            highest = Math.max(highest, index[i]);
        }
        long[] counts = new long[highest - lowest + 1];
        for (int i : index) counts[i - lowest]++;
        double sum = Arrays.stream(values).sum();
        return new Powers(values.length, sum, scale, 0, 0, new Powers.Side(lowest, counts), Powers.Side.NONE);
    }

    @Property(tries = 200)
    void aQuantileOfPowersIsWithinItsBucketOfTheTruth(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int scale,
            @ForAll @IntRange(min = 1, max = 99) int p) {
        double[] values = new Random(seed).doubles(500, 0.01, 5).toArray();
        double estimate =
                of(values, scale).buckets().spread().quantile(p / 100.0).value();
        Arrays.sort(values);
        double truth = values[(int) Math.ceil(p / 100.0 * values.length) - 1];
        double base = Math.pow(2, Math.pow(2, -scale));
        assertTrue(
                estimate <= truth * base * 1.000001 && estimate >= truth / base / 1.000001, estimate + " for " + truth);
    }

    @Property(tries = 200)
    void whatFellBetweenTwoExportsIsFoundThoughTheScaleWentDown(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int coarser) {
        double[] before = new Random(seed).doubles(50, 0.1, 2).toArray();
        double[] between = new Random(seed + 1).doubles(80, 0.05, 900).toArray();
        double[] all = new double[130];
        System.arraycopy(before, 0, all, 0, 50);
        System.arraycopy(between, 0, all, 50, 80);
        Powers grown = of(all, 5 - coarser).minus(of(before, 5));
        Powers expected = of(between, 5 - coarser);
        assertEquals(80, grown.count());
        assertEquals(false, grown.fell());
        assertEquals(
                expected.buckets().spread().quantile(0.9).value(),
                grown.buckets().spread().quantile(0.9).value(),
                1e-9);
    }

    @Test
    void anExponentialHistogramOfASenderGivesPercentiles() {
        for (int i = 1; i <= 2; i++) {
            site.pass(10);
            site.send(
                    NODE,
                    Metric.newBuilder()
                            .setName("gen_ai.server.time_to_first_token")
                            .setExponentialHistogram(ExponentialHistogram.newBuilder()
                                    .setAggregationTemporalityValue(2)
                                    .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                            .setTimeUnixNano(site.now())
                                            .setStartTimeUnixNano(1)
                                            .setCount(100L * i)
                                            .setScale(0)
                                            .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                                    .setOffset(0)
                                                    .addBucketCounts(100L * i))
                                            .addAllAttributes(Site.pairs(MODEL)))));
        }
        assertEquals(1.5, (double) site.newest("endpoint.ttft.p50", ENDPOINT), 1e-6);
    }

    private static ExponentialHistogramDataPoint.Builder fell(Powers powers, long from, long time, String kind) {
        ExponentialHistogramDataPoint.Buckets.Builder buckets = ExponentialHistogramDataPoint.Buckets.newBuilder()
                .setOffset(powers.positive().offset());
        for (long count : powers.positive().counts()) {
            buckets.addBucketCounts(count);
        }
        return ExponentialHistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(from)
                .setTimeUnixNano(time)
                .setCount(powers.count())
                .setSum(powers.sum())
                .setScale(powers.scale())
                .setPositive(buckets)
                .addAllAttributes(Site.pairs(MODEL))
                .addAttributes(Site.pair("kind", kind));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 11})
    void streamsOfFarApartMagnitudesAreMergedAsOne(int scale) {
        double[] fast = new Random(1).doubles(100, 0.001, 0.002).toArray();
        double[] slow = new Random(2).doubles(100, 0.1, 0.2).toArray();
        long from = site.now();
        site.pass(10);
        site.send(
                NODE,
                Metric.newBuilder()
                        .setName("gen_ai.server.time_to_first_token")
                        .setExponentialHistogram(ExponentialHistogram.newBuilder()
                                .setAggregationTemporalityValue(1)
                                .addDataPoints(fell(of(fast, scale), from, site.now(), "fast"))
                                .addDataPoints(fell(of(slow, scale), from, site.now(), "slow"))));
        Arrays.sort(slow);
        double p99 = (double) site.newest("endpoint.ttft.p99", ENDPOINT);
        assertEquals(slow[97], p99, slow[97] * 0.1);
        double p50 = (double) site.newest("endpoint.ttft.p50", ENDPOINT);
        assertTrue(p50 > 0.0017 && p50 < 0.0023, "p50 " + p50);
    }
}
