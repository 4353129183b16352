package millwright.connectors.capture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import millwright.feed.Interval;
import millwright.plant.Times;

/** Named stretches of a capture as lines for people: when each began, how long it took, its name, below it its numbers. */
final class IntervalTable {
    /** A number for people needs no more digits; all of them are in the JSON. */
    private static final MathContext DIGITS = new MathContext(6);

    /** From here on digits behind the point say nothing. */
    private static final double WHOLE = 100_000;

    private final List<Interval> intervals;

    IntervalTable(List<Interval> intervals) {
        this.intervals = intervals;
    }

    List<String> lines() {
        int starts = width(intervals.stream().map(IntervalTable::start).toList());
        int lengths = width(intervals.stream().map(IntervalTable::length).toList());
        String shape = "interval  %-" + starts + "s  %" + lengths + "s  %s";
        List<String> lines = new ArrayList<>();
        for (Interval interval : intervals) {
            lines.add(shape.formatted(start(interval), length(interval), interval.name()));
            if (!interval.numbers().isEmpty()) {
                lines.add("    " + numbers(interval.numbers()));
            }
        }
        return lines;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }

    private static String start(Interval interval) {
        return Times.instant(interval.from()).toString();
    }

    private static String length(Interval interval) {
        Duration length = Duration.ofNanos(Math.max(0, interval.to() - interval.from()));
        if (length.toSeconds() < 60) {
            return plain(length.toMillis() / 1e3) + " s";
        }
        return length.toHours() == 0
                ? "%d min %02d s".formatted(length.toMinutes(), length.toSecondsPart())
                : "%d h %02d min %02d s".formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart());
    }

    private static String numbers(Map<String, Double> numbers) {
        StringJoiner joined = new StringJoiner(", ");
        new TreeMap<>(numbers).forEach((name, value) -> joined.add(name + " " + plain(value)));
        return joined.toString();
    }

    private static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = Math.abs(value) < WHOLE ? exact.round(DIGITS) : exact.setScale(0, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }
}
