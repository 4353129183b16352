package millwright.connectors.source.exporter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * Something that samples speak of.
 *
 * @param host the node it stands in or is served by; the PDU of an outlet
 * @param index position in its node, from 0
 * @param labels those that identify it natively
 */
public record Seen(EntityId id, EntityKind kind, String host, String name, int index, Map<String, String> labels) {
    /** @throws IllegalArgumentException when nothing of a plant can be named as its host is */
    public Seen {
        labels = Map.copyOf(labels);
        if (!host.isEmpty()) {
            named(host);
        }
    }

    /** Refused here, before anything is put into a plant: the host is put there when its GPU is. */
    private static void named(String host) {
        try {
            EntityId.of(EntityKind.NODE, host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the name of its host: " + e.getMessage(), e);
        }
    }

    /** A power device by the name of what speaks for it alone. */
    public static Seen device(EntityKind kind, String host) {
        return new Seen(EntityId.of(kind, host), kind, host, host, 0, Map.of("host", host));
    }

    /** Whether it is a GPU or an instance of one. */
    public boolean isGpu() {
        return kind == EntityKind.GPU || kind == EntityKind.GPU_INSTANCE;
    }

    /** The GPU that an instance is part of; anything else is itself. */
    public Seen board() {
        if (kind != EntityKind.GPU_INSTANCE) {
            return this;
        }
        String local = id.text().substring(kind.prefix().length() + 1);
        String end = "/mig" + labels.getOrDefault("mig", "");
        Map<String, String> whole = new HashMap<>(labels);
        whole.keySet().removeAll(List.of("mig", "mig.profile"));
        EntityId gpu = EntityId.of(EntityKind.GPU, local.substring(0, local.length() - end.length()));
        return new Seen(gpu, EntityKind.GPU, host, "G" + labels.getOrDefault("dcgm.gpu", "?"), index, whole);
    }
}
