package millwright.connectors.mqtt;

import millwright.plant.Times;

/**
 * Times that others claim, against our clock. One ahead of it would outlast all that follows, so it is taken to be of
 * now; one far ahead is no time. Stateless.
 */
final class Claimed {
    /** Clocks differ by so much without anything being wrong. */
    private static final long SLACK = 3 * Times.SECOND;

    private static final long FAR = 24 * Times.HOUR;
    private static final long PLANNED = 366 * 24 * Times.HOUR;

    private Claimed() {}

    /** More than a day ahead. */
    static boolean isFar(long time, long now) {
        return time - now > FAR;
    }

    static boolean isAhead(long time, long now) {
        return time - now > SLACK;
    }

    /** Ns, 0 where it is not. */
    static long ahead(long time, long now) {
        return isAhead(time, now) ? time - now : 0;
    }

    static long known(long time, long now) {
        return isAhead(time, now) ? now : time;
    }

    /** Of something that has happened. @throws Garbled when it is far ahead */
    static long past(Json json, String field, long now) throws Garbled {
        long time = json.time(field);
        if (isFar(time, now)) {
            throw json.wrong(field, "must not be after tomorrow; look at the clock of its sender");
        }
        return known(time, now);
    }

    /** Of something planned. @throws Garbled when it is more than a year ahead */
    static long planned(Json json, String field, long now) throws Garbled {
        long time = json.time(field);
        if (time - now > PLANNED) {
            throw json.wrong(field, "must not be more than a year ahead");
        }
        return time;
    }
}
