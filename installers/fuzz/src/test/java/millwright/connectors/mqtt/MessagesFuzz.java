package millwright.connectors.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.GrowingPlant;
import millwright.feed.Origin;
import millwright.fuzz.Parts;
import millwright.fuzz.Said;
import millwright.plant.EntityId;

/** Messages of a building and of the grid, each under its topic. Only Garbled refuses one. */
public final class MessagesFuzz {
    private static final MqttConfig CONFIG =
            MqttConfig.of(ConfigNode.parse("fuzz", "{protocol: mqtt, url: 'mqtt://127.0.0.1'}"));
    private static final Signers SIGNERS = signers();
    private static final long NOW = 1_740_000_000_000_000_000L;

    private final GrowingPlant plant = new GrowingPlant(CONFIG.placement());
    private final Building building =
            new Building(CONFIG, new Points(CONFIG.meters(), CONFIG.integration(), plant), plant);
    private final Grid grid = new Grid(CONFIG, SIGNERS, plant, new Origin(new EntityId("source:mqtt"), false));

    private MessagesFuzz() {}

    private static Signers signers() {
        try {
            return new Signers(CONFIG.signers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean understands(byte[] bytes) {
        MessagesFuzz fresh = new MessagesFuzz();
        boolean all = true;
        int count = 0;
        for (Map.Entry<String, String> message : Parts.of(bytes).entrySet()) {
            if (!message.getKey().isEmpty()) {
                all &= fresh.take(message.getKey(), message.getValue().getBytes(StandardCharsets.UTF_8));
                count++;
            }
        }
        fresh.plant.told(NOW);
        return all && count > 0;
    }

    private boolean take(String topic, byte[] payload) {
        try {
            Optional<PointKey.Heading> heading = PointKey.of(CONFIG.points(), topic);
            if (heading.isPresent()) {
                building.take(heading.get(), payload, false, NOW);
                return true;
            } else if (grid.isOurs(topic)) {
                grid.take(topic, payload, false, NOW);
                return true;
            }
            return false;
        } catch (Garbled e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
