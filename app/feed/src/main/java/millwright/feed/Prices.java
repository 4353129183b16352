package millwright.feed;

/**
 * What things cost, as somebody stated it. There is no default: what was not given is NaN, and then nothing is priced.
 *
 * @param currency ISO 4217 letters; empty when no price is given
 * @param perKilowattHour price of electricity at the meter, currency per kWh; NaN when not given
 * @param perMillionTokens what a million output tokens bring, currency; NaN when not given
 * @param perGpuHour what a GPU costs for an hour, used or not, currency; NaN when not given. Whether it holds the energy
 *     too is for who states it: the two are never added
 */
public record Prices(String currency, double perKilowattHour, double perMillionTokens, double perGpuHour) {
    public static final Prices NONE = new Prices("", Double.NaN, Double.NaN, Double.NaN);

    /** Without a price of GPU hours. */
    public Prices(String currency, double perKilowattHour, double perMillionTokens) {
        this(currency, perKilowattHour, perMillionTokens, Double.NaN);
    }

    /** True when at least one price is given. */
    public boolean given() {
        return !Double.isNaN(perKilowattHour) || !Double.isNaN(perMillionTokens) || !Double.isNaN(perGpuHour);
    }

    /** Currency per hour of drawing {@code watts}; NaN when either is not known. */
    public double ofPower(double watts) {
        return watts / 1000 * perKilowattHour;
    }

    /** Currency per hour of not making {@code tokensPerSecond}; NaN when either is not known. */
    public double ofTokens(double tokensPerSecond) {
        return tokensPerSecond * 3600 / 1e6 * perMillionTokens;
    }
}
