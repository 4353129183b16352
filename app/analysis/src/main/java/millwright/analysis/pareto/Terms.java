package millwright.analysis.pareto;

import millwright.feed.Prices;

/**
 * What figures mean that do not say it by themselves.
 *
 * @param percentile canonical name of the latency statistic, see {@link Percentiles#canonical}
 * @param basis whose power figures per MW, per token and costs of energy are of
 * @param prices what was stated; nothing is priced without
 */
public record Terms(String percentile, PowerBasis basis, Prices prices) {
    /** Medians, power of which nobody said whose it is, no price. */
    public static final Terms MEDIAN = new Terms(Percentiles.MEDIAN, PowerBasis.UNSTATED, Prices.NONE);

    public Terms {
        percentile = Percentiles.canonical(percentile);
    }

    public Terms at(String newPercentile) {
        return new Terms(newPercentile, basis, prices);
    }

    public Terms on(PowerBasis newBasis) {
        return new Terms(percentile, newBasis, prices);
    }

    public Terms priced(Prices newPrices) {
        return new Terms(percentile, basis, newPrices);
    }
}
