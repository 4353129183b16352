package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.source.Reading;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Layer;

/**
 * Makes events of what an exporter tells of XIDs: of its counts, where it counts them, and of the last-XID gauge, which stays
 * for ever and cannot tell two equal XIDs in a row from one. What both tell is one event. One thread at a time; one entry per
 * entity and as {@link XidCounts}.
 */
public final class XidWatch {
    private static final String METRIC = "gpu.xid.last";
    /** More of one code between two readings are told by one event for the rest of them. */
    private static final int MOST = 32;

    private record Last(long code, long time) {}

    private final Map<EntityId, Last> last = new HashMap<>();
    private final XidCounts counts = new XidCounts();
    /** Of which anything was read before. */
    private final Set<EntityId> seen = new HashSet<>();

    /** The same of an exporter that counts none. */
    public List<Occurrence> watch(List<Reading> readings, long received, long uncertainty, Origin teller) {
        return watch(readings, List.of(), received, uncertainty, teller);
    }

    /**
     * What is new in these readings.
     *
     * @param counted what the exporter counts
     * @param uncertainty ns: an XID may have come at any time since the scrape before; 0 at the first
     * @param teller the target or sender that they are of: each has a clock of its own
     */
    public List<Occurrence> watch(
            List<Reading> readings, List<ExporterOwn.Xids> counted, long received, long uncertainty, Origin teller) {
        List<Occurrence> events = new ArrayList<>();
        for (XidCounts.New fresh : counts.take(counted, gpu -> uncertainty == 0 || !seen.contains(gpu), received)) {
            long range = fresh.past() ? fresh.window() : uncertainty;
            String when =
                    fresh.past() ? "counted within the time before the first scrape" : "new since the last scrape";
            for (long i = 0, left = fresh.count(); left > 0; i++) {
                long one = i < MOST - 1 ? 1 : left;
                left -= one;
                String id = id(fresh.key(), received) + "/" + i;
                events.add(event(id, fresh.key(), one, false, when, received, range, teller));
            }
        }
        for (Reading reading : readings) {
            if (reading.metric().name().equals(METRIC) && reading.state() == DataState.OK) {
                gauge(reading, received, uncertainty, teller, events);
            }
        }
        see(readings, counted);
        return events;
    }

    private void see(List<Reading> readings, List<ExporterOwn.Xids> counted) {
        EntityId before = null;
        for (Reading reading : readings) {
            EntityId entity = reading.entity();
            if (!entity.equals(before)) {
                seen.add(entity);
            }
            before = entity;
        }
        counted.forEach(one -> seen.add(one.gpu()));
    }

    private void gauge(Reading reading, long received, long uncertainty, Origin teller, List<Occurrence> events) {
        long code = (long) reading.value();
        Last before = last.put(reading.entity(), new Last(code, received));
        if (code == 0 || before != null && before.code() == code) {
            return;
        }
        XidCounts.Key key = new XidCounts.Key(reading.entity(), (int) code);
        if (counts.toldSince(key, before == null ? received : before.time())) {
            return;
        }
        if (before != null) {
            counts.ahead(key, received);
        }
        String when = before == null
                ? "seen at the first scrape; it happened at an unknown time before"
                : "new since the last scrape";
        events.add(event(id(key, received), key, 1, before == null, when, received, uncertainty, teller));
    }

    private static String id(XidCounts.Key key, long received) {
        return "xid/" + key.gpu().text() + "/" + key.code() + "/" + received;
    }

    private static Occurrence event(
            String id,
            XidCounts.Key key,
            long count,
            boolean first,
            String when,
            long received,
            long uncertainty,
            Origin teller) {
        return new Occurrence(
                id,
                "xid",
                Layer.GPU,
                key.gpu(),
                received,
                uncertainty,
                received,
                first ? Priority.INFO : Priority.MEDIUM,
                "XID " + key.code() + " (" + when + ")",
                count,
                Map.of("xid", Integer.toString(key.code()), "from", "dcgm:230", "first", Boolean.toString(first)),
                teller);
    }

    /** Of a GPU that is no more. */
    public void forget(EntityId gpu) {
        seen.remove(gpu);
        last.remove(gpu);
        counts.forget(gpu);
    }
}
