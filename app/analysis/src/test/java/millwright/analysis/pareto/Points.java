package millwright.analysis.pareto;

import java.util.Map;
import java.util.OptionalInt;
import millwright.analysis.pareto.ServingPoint.Deployment;
import millwright.analysis.pareto.ServingPoint.Latency;
import millwright.analysis.pareto.ServingPoint.Load;
import millwright.analysis.pareto.ServingPoint.Tokens;

/** Points for tests. */
final class Points {
    private Points() {}

    static ServingPoint run(String source, double tpotMillis, double output) {
        return run(source, tpotMillis, output, OptionalInt.of(1024), OptionalInt.empty(), Energy.NONE);
    }

    static ServingPoint run(
            String source, double tpotMillis, double output, OptionalInt isl, OptionalInt gpus, Energy energy) {
        Percentiles tpot = Percentiles.median(tpotMillis);
        return new ServingPoint(
                new Deployment("m", ServingPoint.UNKNOWN, "fp8", gpus, "tp8"),
                new Load(isl, OptionalInt.of(128), OptionalInt.of(4)),
                new Tokens(Double.NaN, output, Double.NaN),
                new Latency(tpot, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE),
                energy,
                Map.of(),
                source);
    }
}
