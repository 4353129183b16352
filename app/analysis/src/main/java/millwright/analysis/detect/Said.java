package millwright.analysis.detect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as evidence tells them: four digits, an SI prefix where the unit takes one, the unit as people write it. */
final class Said {
    private static final String[] PREFIX = {"", "k", "M", "G", "T"};

    /** Below this three decimals would be one digit, or none. */
    private static final double SMALL = 0.00995;

    private static final int MOST_DECIMALS = 8;

    private Said() {}

    /** @param ucum unit of the value */
    static String of(double value, String ucum) {
        if (!Double.isFinite(value)) {
            return "not known";
        }
        String unit = unit(ucum);
        int step = 0;
        double rest = value;
        boolean prefixed = switch (ucum) {
            case "W", "VA", "J", "By", "By/s", "{token}/s", "{token}" -> true;
            default -> false;
        };
        while (prefixed && Math.abs(rest) >= 999.5 && step < PREFIX.length - 1) {
            rest /= 1000;
            step++;
        }
        String number = number(rest);
        String whole = PREFIX[step] + (unit.startsWith("tok") && step > 0 ? " " : "") + unit;
        return whole.isEmpty() ? number : number + " " + whole;
    }

    /** What is not zero is never told as zero. */
    private static String number(double value) {
        double magnitude = Math.abs(value);
        if (magnitude > 0 && magnitude < SMALL) {
            BigDecimal two = new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros();
            return two.scale() > MOST_DECIMALS ? String.format(Locale.ROOT, "%.1e", value) : two.toPlainString();
        }
        boolean whole = Math.abs(value - Math.rint(value)) < 1e-9;
        int decimals = whole || magnitude >= 999.5 ? 0 : magnitude >= 99.95 ? 1 : magnitude >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String unit(String ucum) {
        return switch (ucum) {
            case "1" -> "";
            case "Cel" -> "°C";
            case "L/min" -> "LPM";
            case "By" -> "B";
            case "By/s" -> "B/s";
            case "{token}/s" -> "tok/s";
            case "{token}/J" -> "tok/J";
            default -> ucum.replaceAll("[{}]", "");
        };
    }
}
