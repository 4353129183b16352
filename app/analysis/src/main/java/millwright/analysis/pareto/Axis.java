package millwright.analysis.pareto;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a point can be judged by. Each axis knows its unit, which way is better and what it needs. */
public enum Axis {
    INTERACTIVITY(
            "interactivity",
            "Interactivity",
            "tok/s/user",
            true,
            "1000 / TPOT in ms",
            "a time per output token (TPOT or ITL) of that percentile"),
    OUTPUT_RATE(
            "output-tokens-per-second",
            "Output tokens per second",
            "tok/s",
            true,
            "output tokens / duration",
            "an output token rate"),
    OUTPUT_RATE_PER_GPU(
            "output-tokens-per-second-per-gpu",
            "Output tokens per second and GPU",
            "tok/s/GPU",
            true,
            "output tok/s / GPUs",
            "a GPU count: give --label gpus=N"),
    OUTPUT_RATE_PER_MW(
            "output-tokens-per-second-per-mw",
            "Output tokens per second and MW",
            "tok/s/MW",
            true,
            "1e6 x output tok/s / W",
            "the power: give --label watts=W"),
    JOULES_PER_TOKEN(
            "joules-per-token",
            "Energy per output token",
            "J/tok",
            false,
            "W / output tok/s",
            "an energy per token, or the power: give --label watts=W"),
    TTFT("ttft", "Time to first token", "s", false, "as measured", "a time to first token of that percentile");

    private static final double MILLIS = 1000;
    private static final double MEGA = 1e6;

    private final String key;
    private final String title;
    private final String unit;
    private final boolean higherIsBetter;
    private final String formula;
    private final String needs;

    Axis(String key, String title, String unit, boolean higherIsBetter, String formula, String needs) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        this.higherIsBetter = higherIsBetter;
        this.formula = formula;
        this.needs = needs;
    }

    /** As written on the command line and in JSON. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** How it is computed, one line for a tooltip. */
    public String formula() {
        return formula;
    }

    /** What is missing when {@link #value} is NaN, one sentence that names the axis and the remedy. */
    public String refusal() {
        return key + " needs " + needs;
    }

    /**
     * The point's value on this axis in {@link #unit}; NaN when the point lacks what it needs.
     *
     * @param percentile canonical name, see {@link Percentiles#canonical}; only latencies heed it
     */
    public double value(ServingPoint point, String percentile) {
        double output = point.tokens().output();
        double value = switch (this) {
            case INTERACTIVITY -> MILLIS / perToken(point, percentile);
            case OUTPUT_RATE -> output;
            case OUTPUT_RATE_PER_GPU -> output / point.deployment().gpus().orElse(0);
            case OUTPUT_RATE_PER_MW -> MEGA * output / point.energy().watts();
            case JOULES_PER_TOKEN -> joules(point);
            case TTFT -> point.latency().ttft().at(percentile);
        };
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** True when the value of this axis rests on ITL because the point has no TPOT. */
    static boolean standsOnItl(ServingPoint point, String percentile) {
        return Double.isNaN(point.latency().tpot().at(percentile))
                && !Double.isNaN(point.latency().itl().at(percentile));
    }

    private static double perToken(ServingPoint point, String percentile) {
        ServingPoint.Latency latency = point.latency();
        double tpot = latency.tpot().at(percentile);
        return Double.isNaN(tpot) ? latency.itl().at(percentile) : tpot;
    }

    private static double joules(ServingPoint point) {
        double measured = point.energy().joulesPerToken();
        return Double.isNaN(measured) ? point.energy().watts() / point.tokens().output() : measured;
    }

    /** @throws IllegalArgumentException naming all axes when there is none of that name */
    public static Axis named(String key) {
        return Arrays.stream(values())
                .filter(a -> a.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no axis '" + key + "'; axes are "
                        + Arrays.stream(values()).map(Axis::key).collect(Collectors.joining(", "))));
    }
}
