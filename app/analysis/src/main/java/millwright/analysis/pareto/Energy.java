package millwright.analysis.pareto;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the power and the energy of a deployment, each by its basis. Nothing of one basis is ever taken for
 * another, except that the facility's follows from the nodes' where a PUE is stated and no meter was read.
 *
 * @param watts mean power of the whole deployment @param joulesPerToken per output token, measured
 * @param pue of the site while it ran; NaN when nobody says
 */
public record Energy(Map<PowerBasis, Double> watts, Map<PowerBasis, Double> joulesPerToken, double pue) {
    public static final Energy NONE = new Energy(Map.of(), Map.of(), Double.NaN);

    public Energy {
        watts = Map.copyOf(watts);
        joulesPerToken = Map.copyOf(joulesPerToken);
    }

    /** What is NaN is not known. */
    public static Energy of(PowerBasis basis, double watts, double joulesPerToken) {
        return new Energy(only(basis, watts), only(basis, joulesPerToken), Double.NaN);
    }

    private static Map<PowerBasis, Double> only(PowerBasis basis, double value) {
        return Double.isNaN(value) ? Map.of() : Map.of(basis, value);
    }

    /** @return W, NaN when not known */
    public double watts(PowerBasis basis) {
        return at(watts, basis);
    }

    /** @return J per output token as it was measured, NaN when not known */
    public double joulesPerToken(PowerBasis basis) {
        return at(joulesPerToken, basis);
    }

    private double at(Map<PowerBasis, Double> values, PowerBasis basis) {
        double own = values.getOrDefault(basis, Double.NaN);
        return Double.isNaN(own) && basis == PowerBasis.FACILITY
                ? values.getOrDefault(PowerBasis.NODE, Double.NaN) * pue
                : own;
    }

    /** True when the facility's figures are the nodes' times the PUE. */
    public boolean byPue() {
        return known().contains(PowerBasis.FACILITY)
                && !watts.containsKey(PowerBasis.FACILITY)
                && !joulesPerToken.containsKey(PowerBasis.FACILITY);
    }

    public Set<PowerBasis> known() {
        EnumSet<PowerBasis> known = EnumSet.noneOf(PowerBasis.class);
        for (PowerBasis basis : PowerBasis.values()) {
            if (!Double.isNaN(watts(basis)) || !Double.isNaN(joulesPerToken(basis))) {
                known.add(basis);
            }
        }
        return known;
    }

    /** The same with what is given where it is not known yet. */
    public Energy filled(Map<PowerBasis, Double> given, double givenPue) {
        Map<PowerBasis, Double> all = new EnumMap<>(PowerBasis.class);
        all.putAll(given);
        all.putAll(watts);
        return new Energy(all, joulesPerToken, Double.isNaN(pue) ? givenPue : pue);
    }
}
