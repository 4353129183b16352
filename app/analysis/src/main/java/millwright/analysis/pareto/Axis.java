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
            "the power"),
    JOULES_PER_TOKEN(
            "joules-per-token",
            "Energy per output token",
            "J/tok",
            false,
            "W / output tok/s",
            "an energy per token, or the power"),
    ENERGY_COST(
            "energy-cost-per-mtok",
            "Energy cost per million output tokens",
            "per Mtok",
            false,
            "J/tok / 3.6 x price per kWh",
            "the price of a kWh"),
    HOURLY_COST(
            "hourly-cost-per-mtok",
            "Cost of GPU hours per million output tokens",
            "per Mtok",
            false,
            "GPUs x price per GPU and hour / output Mtok/h",
            "the price of a GPU hour"),
    TTFT("ttft", "Time to first token", "s", false, "as measured", "a time to first token of that percentile");

    private static final double MILLIS = 1000;
    private static final double MEGA = 1e6;
    private static final double JOULES_PER_KWH = 3.6e6;
    private static final double SECONDS_PER_HOUR = 3600;

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

    /** The unit with the currency of a price. */
    public String unit(Terms terms) {
        return isCost() && terms.prices().given() ? terms.prices().currency() + "/Mtok" : unit;
    }

    /** The title with whose power is meant, where it rests on power. */
    public String title(Terms terms) {
        return usesPower() ? title + " (" + terms.basis().title() + ")" : title;
    }

    /** True when the basis of the power decides what it means. */
    public boolean usesPower() {
        return this == OUTPUT_RATE_PER_MW || this == JOULES_PER_TOKEN || this == ENERGY_COST;
    }

    /** True when nothing is on it without a price. */
    public boolean isCost() {
        return this == ENERGY_COST || this == HOURLY_COST;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** How it is computed, one line for a tooltip. */
    public String formula() {
        return formula;
    }

    /** What is missing when {@link #value} is NaN, one sentence that names the axis and the remedy. */
    public String refusal(Terms terms) {
        return key + " needs " + needs + remedy(terms);
    }

    private String remedy(Terms terms) {
        double price = this == ENERGY_COST
                ? terms.prices().perKilowattHour()
                : terms.prices().perGpuHour();
        if (isCost() && Double.isNaN(price)) {
            String block = this == ENERGY_COST ? "price-per-kwh" : "price-per-gpu-hour";
            return ": no price given; write " + block + " under economics: in the configuration";
        }
        String power = ": of " + terms.basis().title() + ", give --label "
                + terms.basis().label() + "=W";
        if (terms.basis() == PowerBasis.UNSTATED) {
            power = ": give --label watts=W, or better gpuwatts, nodewatts or facilitywatts";
        }
        return switch (this) {
            case OUTPUT_RATE_PER_MW, JOULES_PER_TOKEN -> power;
            case ENERGY_COST -> " and the power" + power;
            case HOURLY_COST -> " and a GPU count: give --label gpus=N";
            case INTERACTIVITY, OUTPUT_RATE, OUTPUT_RATE_PER_GPU, TTFT -> "";
        };
    }

    /**
     * The point's value on this axis in {@link #unit}; NaN when the point lacks what it needs.
     *
     * @param terms only latencies heed the percentile, only what rests on power its basis, only costs the prices
     */
    public double value(ServingPoint point, Terms terms) {
        double output = point.tokens().output();
        double value = switch (this) {
            case INTERACTIVITY -> MILLIS / perToken(point, terms.percentile());
            case OUTPUT_RATE -> output;
            case OUTPUT_RATE_PER_GPU -> output / point.deployment().gpus().orElse(0);
            case OUTPUT_RATE_PER_MW -> MEGA * output / point.energy().watts(terms.basis());
            case JOULES_PER_TOKEN -> joules(point, terms.basis());
            case ENERGY_COST ->
                MEGA
                        * joules(point, terms.basis())
                        / JOULES_PER_KWH
                        * terms.prices().perKilowattHour();
            case HOURLY_COST ->
                MEGA * point.deployment().gpus().orElse(0) * terms.prices().perGpuHour() / (output * SECONDS_PER_HOUR);
            case TTFT -> point.latency().ttft().at(terms.percentile());
        };
        boolean nobody = this == HOURLY_COST && point.deployment().gpus().isEmpty();
        return Double.isFinite(value) && !nobody ? value : Double.NaN;
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

    private static double joules(ServingPoint point, PowerBasis basis) {
        double measured = point.energy().joulesPerToken(basis);
        return Double.isNaN(measured)
                ? point.energy().watts(basis) / point.tokens().output()
                : measured;
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
