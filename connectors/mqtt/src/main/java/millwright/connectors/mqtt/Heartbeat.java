package millwright.connectors.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import millwright.plant.Times;

/**
 * Says every ten seconds that this program is there, on each point that the building's metadata gives it for that; the
 * contract asks it of whoever writes points. The loop's thread.
 */
final class Heartbeat {
    private static final long EVERY = 10 * Times.SECOND;

    private final MqttConfig config;
    private final Points points;
    private final Orders.Publisher publisher;
    private long said;

    Heartbeat(MqttConfig config, Points points, Orders.Publisher publisher) {
        this.config = config;
        this.points = points;
        this.publisher = publisher;
    }

    /** Call a few times a second. */
    void tick(long now) {
        if (now - said < EVERY && now >= said) {
            return;
        }
        for (PointKey key : points.heartbeats()) {
            said = now;
            long millis = now / Times.MILLI;
            String payload =
                    String.format(Locale.ROOT, "{\"value\":%d,\"timestamp\":%d,\"quality\":1}", millis, millis);
            publisher.publish(
                    key.valueTopic(config.points(), config.integration()),
                    payload.getBytes(StandardCharsets.UTF_8),
                    _ -> {});
        }
    }
}
