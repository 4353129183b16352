package millwright.connectors.source;

import java.util.Map;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Layer;

/** What a log message says. */
public sealed interface LogMeaning {
    /**
     * The thing that a message is about.
     *
     * @param host as the message names it; empty for the one that logged it
     * @param local PCI address or name on that host; empty for the host itself
     * @param name for people
     */
    record Place(EntityKind kind, String host, String local, String name) {
        public static final Place HOST = new Place(EntityKind.NODE, "", "", "");

        public static Place node(String host) {
            return new Place(EntityKind.NODE, host, "", "");
        }
    }

    /**
     * An event.
     *
     * @param what the word of {@link millwright.feed.Occurrence}
     * @param details codes, tokens and numbers of the message
     */
    record Happened(String what, Layer layer, Place place, Priority priority, String text, Map<String, String> details)
            implements LogMeaning {
        public Happened {
            details = Map.copyOf(details);
        }
    }

    /** A GPU told by its address under which name it is known for ever. */
    record GpuNamed(String pci, String uuid) implements LogMeaning {}

    /** The serial number of the GPU that the same host named last. */
    record BoardSerial(String serial) implements LogMeaning {}
}
