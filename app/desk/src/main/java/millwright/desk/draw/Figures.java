package millwright.desk.draw;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.plant.Count;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricKind;
import millwright.plant.Times;

/**
 * Prints numbers for people: SI prefixes where the unit takes them, three or four digits, thousands in groups, a minus
 * sign that is one. A blank is never printed as zero.
 */
public final class Figures {
    /** Unit of what one board draws or may draw: 850 W and 1,000 W are told apart, so kW begin at ten, with sums. */
    public static final String BOARD_WATTS = "W{gpu}";

    private static final String[] PREFIX = {"", "k", "M", "G", "T", "P"};
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("W", "W"),
            Map.entry(BOARD_WATTS, "W"),
            Map.entry("VA", "VA"),
            Map.entry("J", "J"),
            Map.entry("A", "A"),
            Map.entry("V", "V"),
            Map.entry("By/s", "B/s"),
            Map.entry("By", "B"),
            Map.entry("{token}/s", "tok/s"),
            Map.entry("{token}", "tok"),
            Map.entry("{sample}/s", "samples/s"),
            Map.entry("Cel", "°C"),
            Map.entry("K", "K"),
            Map.entry("L/min", "LPM"),
            Map.entry("{token}/J", "tok/J"),
            Map.entry("{request}/s", "req/s"),
            Map.entry("{request}", "req"),
            Map.entry("{gpu}", ""),
            Map.entry("MiBy", "MiB"),
            Map.entry("1", ""));

    private static final Map<String, List<String>> STATES = Map.of(
            "link.state", List.of("down", "up"),
            "power.breaker", List.of("open", "closed"),
            "leak.state", List.of("dry", "suspected", "leak"),
            "gpu.work", List.of("idle", "inference", "training"));

    private Figures() {}

    /** {@code 1 GPU}, {@code 1,024 GPUs}. @param thing one of them */
    public static String count(long number, String thing) {
        return whole(number) + " " + Count.thing(number, thing);
    }

    /** The value of a metric; the state speaks where there is no number. */
    public static Figure of(double value, DataState state, String ucum) {
        return switch (state) {
            case OK, STALE -> of(value, ucum);
            case NO_DATA -> new Figure("–", "");
            case NOT_SUPPORTED -> new Figure("n/s", "");
            case FORBIDDEN -> new Figure("locked", "");
            case BAD -> new Figure("bad", "");
        };
    }

    /** A state as its word, anything else as a number with its unit. */
    public static Figure of(double value, Metric metric) {
        return metric.kind() == MetricKind.STATE && Double.isFinite(value)
                ? new Figure(state(metric, value), "")
                : of(value, ucum(metric));
    }

    /** The unit in which the values of a metric are printed: its own, but {@link #BOARD_WATTS} for the power of boards. */
    public static String ucum(Metric metric) {
        return metric.unit().equals("W") && metric.on().equals(Set.of(EntityKind.GPU)) ? BOARD_WATTS : metric.unit();
    }

    /** {@code down} for a link that is, {@code XID 94}; a state that has no words as a whole number. */
    private static String state(Metric metric, double value) {
        List<String> words = STATES.getOrDefault(metric.name(), List.of());
        int code = (int) Math.round(value);
        if (code >= 0 && code < words.size()) {
            return words.get(code);
        }
        return (metric.name().equals("gpu.xid.last") ? "XID " : "")
                + fixed(code, 0).replace(",", "");
    }

    /** @param ucum unit of the value; shares ({@code 1}) are printed as they are, see {@link #percent} */
    public static Figure of(double value, String ucum) {
        if (!Double.isFinite(value)) {
            return new Figure("–", "");
        }
        String unit = unit(ucum);
        boolean many = ucum.equals(BOARD_WATTS) && Math.abs(value) >= 9_999.5;
        if (!takesPrefix(ucum) && !many) {
            return new Figure(plain(value, ucum), unit);
        }
        return prefixed(value, unit);
    }

    /** Shares with three decimals, temperatures and flows with one at most, whole numbers without any. */
    private static String plain(double value, String ucum) {
        double magnitude = Math.abs(value);
        return switch (ucum) {
            case "1" -> magnitude < 10 && magnitude > 0 ? fixed(value, 3) : digits(value);
            case "Cel", "K", "L/min", "%" -> fixed(value, whole(value) || magnitude >= 99.95 ? 0 : 1);
            case "{gpu}", "{request}" -> fixed(value, 0);
            default -> whole(value) ? fixed(value, 0) : digits(value);
        };
    }

    private static boolean whole(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-9;
    }

    /** Both with the prefix of the larger, for example {@code 6.62 / 11.20 MW}: value, limit, unit. */
    public static String[] pair(double value, double limit, String ucum) {
        double larger = Math.max(Math.abs(value), Double.isNaN(limit) ? 0 : Math.abs(limit));
        int step = takesPrefix(ucum) ? step(larger) : 0;
        double scale = Math.pow(1000, step);
        int decimals = decimals(larger / scale);
        return new String[] {
            fixed(value / scale, decimals), fixed(limit / scale, decimals), spaced(PREFIX[step], unit(ucum))
        };
    }

    /** A share of 1 as {@code 91.5} and {@code %}. */
    public static Figure percent(double share) {
        if (!Double.isFinite(share)) {
            return new Figure("–", "");
        }
        double percent = share * 100;
        return new Figure(fixed(percent, Math.abs(percent) >= 99.95 ? 0 : 1), "%");
    }

    /** With a sign, for differences. */
    public static Figure signed(double value, String ucum) {
        Figure plain = of(value, ucum);
        return value > 0 ? new Figure("+" + plain.number(), plain.unit()) : plain;
    }

    /** The unit as printed for a UCUM code: {@code °C} for {@code Cel}. */
    public static String unit(String ucum) {
        return UNITS.getOrDefault(ucum, ucum.startsWith("{") ? ucum.replaceAll("[{}]", "") : ucum);
    }

    /** Fixed decimals with grouped thousands and a real minus; a dash for what is no number. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        String text = Decimals.of(Math.abs(value), decimals);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return value < 0 && !zero ? "−" + text : text;
    }

    public static String whole(long count) {
        return count < 0 ? String.format(Locale.ROOT, "%,d", count) : Decimals.of(count);
    }

    /** About four digits: 1,310; 83.1; 4.20; 0.662. */
    public static String digits(double value) {
        return fixed(value, Math.abs(value) < 1 && value != 0 ? 3 : decimals(value));
    }

    /** A speed as {@code 1×}, {@code 0.25×} or {@code 60×}. */
    public static String times(double factor) {
        return (factor == Math.rint(factor) ? String.valueOf((long) factor) : String.valueOf(factor)) + "×";
    }

    /** A span as {@code 0.8 s}, {@code 41:10} (minutes) or {@code 1:02:17} (hours). @param nanos 0 or more */
    public static String age(long nanos) {
        if (nanos < 10 * Times.SECOND) {
            return fixed(Math.max(0, nanos) / 1e9, 1) + " s";
        }
        long seconds = nanos / Times.SECOND;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%,d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** A span in words: {@code 12 min}, {@code 2 h 5 min}, {@code 45 s}, {@code 7 d}, {@code 651 d}. */
    public static String span(long nanos) {
        long seconds = Math.max(0, Math.round(nanos / 1e9));
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        if (minutes >= 100 * 24 * 60) {
            return whole(Math.round(minutes / 1_440.0)) + " d";
        }
        if (minutes >= 48 * 60) {
            long hours = Math.round(minutes / 60.0);
            return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    private static Figure prefixed(double value, String unit) {
        int step = step(Math.abs(value));
        double scaled = value / Math.pow(1000, step);
        String number = whole(scaled) ? fixed(scaled, 0) : fixed(scaled, decimals(scaled));
        return new Figure(number, spaced(PREFIX[step], unit));
    }

    private static String spaced(String prefix, String unit) {
        boolean word = unit.length() > 3 && unit.contains("/") && !unit.startsWith("B");
        return prefix.isEmpty() || !word ? prefix + unit : prefix + " " + unit;
    }

    private static int step(double magnitude) {
        int step = 0;
        double rest = magnitude;
        while (rest >= 999.5 && step < PREFIX.length - 1) {
            rest /= 1000;
            step++;
        }
        return step;
    }

    private static int decimals(double value) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return 0;
        }
        return magnitude >= 99.95 ? 0 : magnitude >= 19.995 ? 1 : 2;
    }

    private static boolean takesPrefix(String ucum) {
        return switch (ucum) {
            case "W", "VA", "J", "By", "By/s", "{token}/s", "{token}", "{sample}/s" -> true;
            default -> false;
        };
    }
}
