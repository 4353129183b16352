package millwright.connectors.source;

import java.util.concurrent.ThreadLocalRandom;
import millwright.plant.Times;

/** How long to leave a failing peer alone: twice as long each time up to a minute or the usual pause, half of it by chance. */
public final class Backoff {
    private static final long MOST = Times.MINUTE;

    private Backoff() {}

    /** @param every ns between tries that succeed @param failures in a row, at least 1 @return ns */
    public static long after(long every, int failures) {
        long base = Math.min(Math.max(MOST, every), Math.max(1, every) << Math.min(10, failures - 1));
        return base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1);
    }
}
