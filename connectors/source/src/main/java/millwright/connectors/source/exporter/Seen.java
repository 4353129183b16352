package millwright.connectors.source.exporter;

import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * Something that samples speak of.
 *
 * @param host the node it stands in or is served by
 * @param index position in its node, from 0
 * @param labels those that identify it natively
 */
public record Seen(EntityId id, EntityKind kind, String host, String name, int index, Map<String, String> labels) {
    public Seen {
        labels = Map.copyOf(labels);
    }
}
