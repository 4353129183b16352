package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.source.Reading;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Layer;

/**
 * Makes events out of the last-XID gauge, which stays for ever and cannot tell two equal XIDs in a row from one. One
 * thread at a time; one entry per GPU.
 */
public final class XidWatch {
    private static final String METRIC = "gpu.xid.last";

    private final Map<EntityId, Long> last = new HashMap<>();
    private final Origin origin;

    public XidWatch(Origin origin) {
        this.origin = origin;
    }

    /** @param uncertainty ns: an XID may have come at any time since the scrape before */
    public List<Occurrence> watch(List<Reading> readings, long received, long uncertainty) {
        List<Occurrence> events = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading.metric().name().equals(METRIC) && reading.state() == DataState.OK) {
                long code = (long) reading.value();
                Long before = last.put(reading.entity(), code);
                if (code != 0 && (before == null || before != code)) {
                    events.add(event(reading, code, before == null, received, uncertainty));
                }
            }
        }
        return events;
    }

    private Occurrence event(Reading reading, long code, boolean first, long received, long uncertainty) {
        String when =
                first ? "seen at the first scrape; it happened at an unknown time before" : "new since the last scrape";
        return new Occurrence(
                "xid/" + reading.entity().text() + "/" + code + "/" + received,
                "xid",
                Layer.GPU,
                reading.entity(),
                received,
                uncertainty,
                received,
                first ? Priority.INFO : Priority.MEDIUM,
                "XID " + code + " (" + when + ")",
                1,
                Map.of("xid", Long.toString(code), "from", "dcgm:230", "first", Boolean.toString(first)),
                origin);
    }
}
