package millwright.connectors.mqtt;

import java.util.OptionalDouble;
import millwright.plant.Times;

/**
 * What a value message says.
 *
 * @param value as sent; empty when the building has none
 * @param time of its source, epoch ns; when it came, where its source is ahead of our clock
 * @param ahead ns that it is, 0 where it is not
 * @param good false when the building does not trust it
 * @param retained kept by the broker from before
 */
record PointValue(OptionalDouble value, long time, long ahead, boolean good, boolean retained, String publisher) {
    private static final int GOOD = 1;

    /** @param now epoch ns; what claims to be of more than a day later is refused */
    static PointValue of(Json json, boolean retained, String publisher, long now) throws Garbled {
        long millis = json.whole("timestamp");
        if (millis <= 0 || millis > Long.MAX_VALUE / Times.MILLI || Claimed.isFar(millis * Times.MILLI, now)) {
            throw json.wrong("timestamp", "must be epoch milliseconds, not after tomorrow");
        }
        boolean good = json.whole("quality") == GOOD;
        OptionalDouble value = json.isNull("value") ? OptionalDouble.empty() : OptionalDouble.of(json.number("value"));
        long time = millis * Times.MILLI;
        return new PointValue(value, Claimed.known(time, now), Claimed.ahead(time, now), good, retained, publisher);
    }
}
