package millwright.desk.draw;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import millwright.desk.ClockFace;
import millwright.plant.Times;

/** Where an axis is labelled: steps of 1, 2, 2.5 or 5 for values, of clock units for time. Pure arithmetic. */
public final class Ticks {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final long DAY = 24 * Times.HOUR;
    private static final long MONTH = 30 * DAY;
    private static final long YEAR = 12 * MONTH + 5 * DAY;
    private static final int MOST = 1_000;
    private static final long[] CLOCK = {
        Times.MILLI,
        2 * Times.MILLI,
        5 * Times.MILLI,
        10 * Times.MILLI,
        20 * Times.MILLI,
        50 * Times.MILLI,
        100 * Times.MILLI,
        200 * Times.MILLI,
        500 * Times.MILLI,
        Times.SECOND,
        2 * Times.SECOND,
        5 * Times.SECOND,
        10 * Times.SECOND,
        15 * Times.SECOND,
        30 * Times.SECOND,
        Times.MINUTE,
        2 * Times.MINUTE,
        5 * Times.MINUTE,
        10 * Times.MINUTE,
        15 * Times.MINUTE,
        30 * Times.MINUTE,
        Times.HOUR,
        2 * Times.HOUR,
        3 * Times.HOUR,
        6 * Times.HOUR,
        12 * Times.HOUR,
        24 * Times.HOUR,
        2 * 24 * Times.HOUR,
        7 * 24 * Times.HOUR,
        MONTH,
        3 * MONTH,
        6 * MONTH,
        YEAR,
        2 * YEAR,
        5 * YEAR,
        10 * YEAR,
        20 * YEAR,
        50 * YEAR
    };

    private Ticks() {}

    /** The smallest pleasant step that gives at most {@code most} intervals between the two values. */
    public static double step(double low, double high, int most) {
        double span = high - low;
        if (!(span > 0) || most < 1) {
            return 1;
        }
        double raw = span / most;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double step : STEPS) {
            if (step * power >= raw * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Multiples of the step inside [low, high]. */
    public static double[] values(double low, double high, int most) {
        double step = step(low, high, most);
        double first = Math.ceil(low / step - 1e-9);
        double last = Math.floor(high / step + 1e-9);
        int count = (int) Math.max(0, Math.min(1000, last - first + 1));
        double[] ticks = new double[count];
        for (int i = 0; i < count; i++) {
            ticks[i] = (first + i) * step;
        }
        return ticks;
    }

    /** Decimals that tell two neighbouring ticks apart. */
    public static int decimals(double step) {
        if (step >= 1 && Math.rint(step) == step) {
            return 0;
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
        double scaled = step * Math.pow(10, decimals);
        return Math.abs(scaled - Math.rint(scaled)) < 1e-6 ? decimals : decimals + 1;
    }

    /** The smallest step of clock or calendar, ns, that gives at most {@code most} intervals; of months and years about. */
    public static long clockStep(long span, int most) {
        for (long step : CLOCK) {
            if (span / step <= most) {
                return step;
            }
        }
        return CLOCK[CLOCK.length - 1];
    }

    /** Instants as the clocks and calendars of a zone have them: full hours, midnights, Mondays, firsts of months. */
    public static List<Long> times(long from, long to, int most, ZoneId zone) {
        long step = clockStep(to - from, Math.max(1, most));
        if (step >= Times.HOUR) {
            return calendar(from, to, step, zone);
        }
        long offset =
                Times.SECOND * zone.getRules().getOffset(Times.instant(from)).getTotalSeconds();
        List<Long> ticks = new ArrayList<>();
        for (long t = -Math.floorDiv(-(from + offset), step) * step - offset;
                t <= to && ticks.size() < MOST;
                t += step) {
            ticks.add(t);
        }
        return ticks;
    }

    private static List<Long> calendar(long from, long to, long step, ZoneId zone) {
        LocalDate day = first(Times.instant(from).atZone(zone).toLocalDate(), step);
        LocalDateTime at = day.atStartOfDay();
        List<Long> ticks = new ArrayList<>();
        while (ticks.size() < MOST) {
            long t = Times.nanos(at.atZone(zone).toInstant());
            if (t > to) {
                return ticks;
            }
            // an hour that a zone leaves out is the next one there
            if (t >= from && (ticks.isEmpty() || t > ticks.getLast())) {
                ticks.add(t);
            }
            at = step < MONTH ? at.plusSeconds(step / Times.SECOND) : at.plusMonths(months(step));
        }
        return ticks;
    }

    /** The last tick at the midnight of that day or before it. */
    private static LocalDate first(LocalDate day, long step) {
        if (step >= MONTH) {
            long months = months(step);
            long at = Math.floorDiv(12L * day.getYear() + day.getMonthValue() - 1, months) * months;
            return LocalDate.of((int) Math.floorDiv(at, 12L), (int) Math.floorMod(at, 12L) + 1, 1);
        }
        long days = Math.max(1, step / DAY);
        long monday = LocalDate.EPOCH.minusDays(3).toEpochDay();
        return LocalDate.ofEpochDay(monday + Math.floorDiv(day.toEpochDay() - monday, days) * days);
    }

    private static long months(long step) {
        return step >= YEAR ? step / YEAR * 12 : step / MONTH;
    }

    /**
     * What stands at the ticks of {@link #times}: the clock, the day at midnights, days, months or years; the year with the
     * first of each.
     *
     * @param span of the whole axis, ns @param most as it was given there
     */
    public static List<String> words(List<Long> ticks, long span, int most, ClockFace face) {
        long step = clockStep(span, Math.max(1, most));
        List<String> words = new ArrayList<>();
        String year = "";
        for (long tick : ticks) {
            boolean midnight = span > DAY && face.seconds(tick).equals("00:00:00");
            if (step >= YEAR) {
                words.add(face.year(tick));
            } else if (step < DAY && !midnight) {
                words.add(step < Times.MINUTE ? face.seconds(tick) : face.minutes(tick));
            } else {
                String word = step >= MONTH ? face.month(tick) : face.day(tick);
                words.add(step < DAY || face.year(tick).equals(year) ? word : word + " " + face.year(tick));
                year = face.year(tick);
            }
        }
        return words;
    }
}
