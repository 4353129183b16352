package millwright.desk.draw;

import java.util.List;
import java.util.stream.DoubleStream;
import millwright.plant.Times;

/** How fast a replay is offered to go, in plant seconds per second. Pure arithmetic. */
public final class Speeds {
    private static final double[] SHORT = {0.25, 1, 5, 15, 60};
    /** For days, months and years: in the steps in which people count them. */
    private static final double[] LONG = {1, 60, 600, 3_600, 21_600, 86_400, 604_800};

    /** What passes in less is not watched but jumped over, s. */
    private static final double LEAST = 20;

    private static final double PATIENCE = 15.0 * Times.MINUTE;

    private Speeds() {}

    /** The same on every screen. @param extent ns that can be played */
    public static List<Double> of(long extent) {
        double seconds = (double) extent / Times.SECOND;
        double[] offered = seconds / LONG[2] < LEAST ? SHORT : LONG;
        return DoubleStream.of(offered)
                .filter(s -> s <= SHORT[SHORT.length - 1] || seconds / s >= LEAST)
                .boxed()
                .toList();
    }

    /** The slowest at which all of it passes in a quarter of an hour. */
    public static double watching(long extent) {
        List<Double> offered = of(extent);
        return offered.stream().filter(s -> extent / s <= PATIENCE).findFirst().orElse(offered.getLast());
    }

    /** {@code 5×}; from ten minutes a second on {@code 10 min/s}, {@code 1 d/s}. */
    public static String words(double speed) {
        if (speed < LONG[2]) {
            return Figures.times(speed);
        }
        boolean days = speed >= 86_400;
        return (days ? Math.round(speed / 86_400) + " d" : Figures.span(Math.round(speed * Times.SECOND))) + "/s";
    }
}
