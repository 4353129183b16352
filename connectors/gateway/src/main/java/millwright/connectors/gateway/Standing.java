package millwright.connectors.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;

/**
 * What a desk that attaches anew must hear of the past: how findings, incidents, alarms, actions and sources stand, and
 * what happened lately. Plant thread; each kind is bounded by a count, the oldest goes first.
 */
final class Standing {
    private final Map<String, Down> sources = newest(2_000);
    private final Map<String, Down> occurrences = newest(5_000);
    private final Map<String, Down> findings = newest(12_000);
    private final Map<String, Down> incidents = newest(1_000);
    private final Map<String, Down> alarms = newest(12_000);
    private final Map<String, Down> actions = newest(1_000);
    private final Map<String, Down> rest = newest(1_000);

    private static Map<String, Down> newest(int bound) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Down> eldest) {
                return size() > bound;
            }
        };
    }

    void take(PlantEvent event, Down down) {
        switch (event) {
            case SourceState e -> put(sources, e.source().text(), down);
            case Occurrence e -> put(occurrences, e.origin().source().text() + "/" + e.id(), down);
            case Finding e -> put(findings, e.id(), down);
            case Incident e -> put(incidents, e.id(), down);
            case Alarm e -> put(alarms, e.finding(), down);
            case ActionProgress e -> put(actions, e.key(), down);
            case Waste _ -> put(rest, "waste", down);
            case AuditHead _ -> put(rest, "audit", down);
            case Interval e -> put(rest, "interval/" + e.name() + "/" + e.entity(), down);
            case Gap _ -> put(rest, "gap/" + down.sequence(), down);
            case PlantChanged _, Frame _, Preview _, Receipt _, TimeState _, LinkState _ -> {}
        }
    }

    /** Most recently told last, so that the bound drops what nobody speaks of any more. */
    private static void put(Map<String, Down> map, String key, Down down) {
        map.remove(key);
        map.put(key, down);
    }

    List<Down> all() {
        return Stream.of(sources, rest, occurrences, findings, alarms, incidents, actions)
                .flatMap(map -> map.values().stream())
                .toList();
    }
}
