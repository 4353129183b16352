package millwright.views.inference;

import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.Terms;
import millwright.desk.draw.Figures;

/** How a figure came about, with its own numbers in the formula, so that it can be checked by hand. Stateless. */
final class Computed {
    private Computed() {}

    /** @return one line, for example {@code 1e6 × 1,358 tok/s ÷ 660 W of GPU boards}; the bare formula where it was measured */
    static String of(Axis axis, ServingPoint p, Terms terms) {
        double output = p.tokens().output();
        Energy energy = p.energy();
        double watts = energy.watts(terms.basis());
        String power = Figures.digits(watts) + " W of " + terms.basis().title()
                + (terms.basis() == millwright.analysis.pareto.PowerBasis.FACILITY && energy.byPue()
                        ? ", by PUE " + Figures.digits(energy.pue())
                        : "");
        String rate = Figures.digits(output) + " tok/s";
        return switch (axis) {
            case INTERACTIVITY -> "1000 ÷ " + Figures.digits(1000 / axis.value(p, terms)) + " ms";
            case OUTPUT_RATE_PER_GPU -> rate + " ÷ " + p.deployment().gpus().orElse(0) + " GPUs";
            case OUTPUT_RATE_PER_MW -> "1e6 × " + rate + " ÷ " + power;
            case JOULES_PER_TOKEN ->
                measured(p, terms) ? "measured of " + terms.basis().title() : power + " ÷ " + rate;
            case ENERGY_COST ->
                Figures.digits(Axis.JOULES_PER_TOKEN.value(p, terms)) + " J/tok of "
                        + terms.basis().title() + " ÷ 3.6 × "
                        + Figures.digits(terms.prices().perKilowattHour()) + " "
                        + terms.prices().currency() + "/kWh";
            case HOURLY_COST ->
                p.deployment().gpus().orElse(0) + " GPUs × "
                        + Figures.digits(terms.prices().perGpuHour()) + " "
                        + terms.prices().currency() + "/h ÷ " + Figures.digits(output * 3600 / 1e6) + " Mtok/h";
            case OUTPUT_RATE, TTFT -> axis.formula();
        };
    }

    private static boolean measured(ServingPoint p, Terms terms) {
        return !Double.isNaN(p.energy().joulesPerToken(terms.basis()));
    }
}
