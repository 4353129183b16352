package millwright.desk.draw;

import java.util.Locale;

/**
 * Digits of numbers as {@code String.format} writes them in {@code Locale.ROOT}, in a small part of its time: screens that
 * change in every frame print hundreds. Pure arithmetic.
 */
final class Decimals {
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** Up to here a product with a power of ten is off by less than {@link #TIE}. */
    private static final double EXACT = 1e9;

    /** Nearer than this to the middle of two results only all digits of the number tell which one it is. */
    private static final double TIE = 1e-6;

    private Decimals() {}

    /** {@code 1,234.50}. @param value 0 or more, finite @param decimals 0 or more */
    static String of(double value, int decimals) {
        if (decimals < POWERS.length) {
            double scaled = value * POWERS[decimals];
            double below = Math.floor(scaled);
            double rest = scaled - below;
            if (scaled < EXACT && Math.abs(rest - 0.5) > TIE) {
                long units = (long) below + (rest > 0.5 ? 1 : 0);
                return text(units / POWERS[decimals], units % POWERS[decimals], decimals);
            }
        }
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** {@code 1,234,567}. @param count 0 or more */
    static String of(long count) {
        return text(count, 0, 0);
    }

    private static String text(long whole, long part, int decimals) {
        StringBuilder text = new StringBuilder(Long.toString(whole));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        if (decimals > 0) {
            String digits = Long.toString(part);
            text.append('.').repeat('0', decimals - digits.length()).append(digits);
        }
        return text.toString();
    }
}
