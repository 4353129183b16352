package millwright.connectors.capture;

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

/** The instant that an event belongs to on the time axis of a capture, epoch ns. */
final class EventTimes {
    private EventTimes() {}

    static long of(PlantEvent event) {
        return switch (event) {
            case PlantChanged e -> e.time();
            case Frame e -> e.receiveTime();
            case Occurrence e -> e.receiveTime();
            case Finding e -> Math.max(e.updated(), e.cleared());
            case Incident e -> Math.max(e.opened(), e.closed());
            case Alarm e -> e.since();
            case Preview e -> e.time();
            case Receipt e -> e.time();
            case ActionProgress e ->
                e.trail().isEmpty()
                        ? e.action().header().created()
                        : e.trail().getLast().time();
            case Gap e -> e.to();
            case SourceState e -> e.time();
            case Interval e -> e.to();
            case Waste e -> e.time();
            case AuditHead e -> e.time();
            case TimeState e -> e.now();
            case LinkState e -> e.since();
        };
    }
}
