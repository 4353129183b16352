package millwright.plant;

/**
 * How values of several entities become one. RATIO is the sum of the metric's numerator over the sum of its denominator
 * (see {@link Metric#numerator}), never a mean of ratios; NONE means that no single number is honest.
 */
public enum Aggregation {
    SUM,
    MEAN,
    MIN,
    MAX,
    RATIO,
    MERGE,
    NONE
}
