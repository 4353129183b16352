package millwright.connectors.simulator;

import java.util.function.Function;
import millwright.feed.Column;

/** The streams of inference endpoints. Simulation thread only. */
final class Serving {
    private final World world;

    Serving(World world) {
        this.world = world;
    }

    void fill(Streams s) {
        Service[] e = world.services;
        s.wide("endpoint.output.rate", 1, 10, i -> e[i].served);
        s.wide("endpoint.output.expected", 1, 10, i -> e[i].expected);
        s.wide("endpoint.input.rate", 1, 10, i -> e[i].served / e[i].plan.outputTokens() * e[i].plan.inputTokens());
        s.gauge("endpoint.ttft.p50", 1, 10, 0.001, i -> e[i].ttft.percentile(0.5));
        s.gauge("endpoint.ttft.p99", 1, 10, 0.001, i -> e[i].ttft.percentile(0.99));
        s.gauge("endpoint.tpot.p50", 1, 10, 0.01, i -> 1000 * e[i].tpot.percentile(0.5));
        s.gauge("endpoint.tpot.p99", 1, 10, 0.01, i -> 1000 * e[i].tpot.percentile(0.99));
        s.gauge("endpoint.tpot.mean", 1, 10, 0.01, i -> 1000 * e[i].tpot.mean());
        s.gauge("endpoint.goodput", 1, 10, 0.01, i -> e[i].goodput);
        s.gauge("endpoint.requests.rate", 1, 10, 0.1, i -> e[i].served / e[i].plan.outputTokens());
        s.gauge("endpoint.requests.running", 1, 10, 1, i -> e[i].running);
        s.gauge("endpoint.requests.waiting", 1, 10, 1, i -> e[i].waiting);
        s.gauge("endpoint.kv-cache", 1, 10, 0.001, i -> e[i].keyValueCache);
        s.gauge("job.gpus", 5, 60, 1, i -> sum(e[i], j -> (double) world.jobs.gpus[j]));
        s.gauge("job.power", 1, 10, 1, i -> sum(e[i], j -> world.jobs.power[j]));
        s.gauge("job.gpus.useful", 1, 10, 1, i -> sum(e[i], j -> world.jobs.useful[j]));
        s.column("endpoint.ttft", 5, 60, () -> histogram(true));
        s.column("endpoint.tpot", 5, 60, () -> histogram(false));
    }

    private double sum(Service service, Function<Integer, Double> value) {
        double sum = 0;
        for (int j = 0; j < world.serviceOf.length; j++) {
            sum += world.serviceOf[j] == service && world.jobs.running[j] ? value.apply(j) : 0;
        }
        return sum;
    }

    /** Requests of the last five seconds by bucket; rounded to whole ones without losing any. */
    private Column histogram(boolean first) {
        int buckets = 25;
        long[] counts = new long[buckets * world.services.length];
        double[] sums = new double[world.services.length];
        double[] upper = new Latency(1, 2, 1).upper;
        for (int i = 0; i < sums.length; i++) {
            Service service = world.services[i];
            Latency latency = first ? service.ttft : service.tpot;
            upper = latency.upper;
            double perRequest = first ? 1 : service.plan.outputTokens();
            double all = service.served / service.plan.outputTokens() * 5 * perRequest;
            double before = 0;
            for (int b = 0; b < buckets; b++) {
                double after = before + latency.share[b] * all;
                counts[i * buckets + b] = Math.round(after) - Math.round(before);
                before = after;
            }
            sums[i] = latency.mean() * all;
        }
        return new Column.Histograms(upper, counts, sums);
    }
}
