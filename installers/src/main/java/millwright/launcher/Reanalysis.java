package millwright.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.analysis.Analyst;
import millwright.analysis.AnalystConfig;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.Replay;
import millwright.connectors.capture.Replay.Placed;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Incident;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/**
 * Computes the findings of a capture again: takes everything in the order in which it arrived and looks whenever the
 * gateway looked, which its own state, told once a second, remembers; without it, once a second of plant time. So the same
 * version finds the same, to the byte. One thread; bounded by what is found.
 */
final class Reanalysis {
    private static final EntityId GATEWAY = EntityId.of(EntityKind.SOURCE, "gateway");

    private final Analyst analyst;
    private final List<Placed> found = new ArrayList<>();
    private boolean gatewayTicks;
    private long ticked = Long.MIN_VALUE;
    private long seq;

    private Reanalysis(Capture capture) {
        analyst = new Analyst(capture.catalogue(), AnalystConfig.standard().forReplay());
    }

    /** Findings, incidents and alarms of the whole capture, in order, marked as computed again. */
    static List<Placed> of(Capture capture) {
        Reanalysis made = new Reanalysis(capture);
        new Replay(capture, false, false).drainPlaced(made::arrived);
        made.end(capture.extent()[1]);
        return made.found;
    }

    private void arrived(long at, PlantEvent event) {
        seq = at;
        if (event instanceof SourceState state && state.source().equals(GATEWAY)) {
            gatewayTicks = true;
            tick(state.time());
        } else if (!gatewayTicks) {
            long now = receipt(event);
            if (ticked == Long.MIN_VALUE && now != Long.MIN_VALUE) {
                ticked = Math.floorDiv(now, Times.SECOND) * Times.SECOND;
            } else if (ticked != Long.MIN_VALUE && now - ticked >= Times.SECOND) {
                tick(Math.floorDiv(now, Times.SECOND) * Times.SECOND);
            }
        }
        analyst.accept(event, this::told);
    }

    private long receipt(PlantEvent event) {
        if (event instanceof Frame frame) {
            return frame.receiveTime();
        }
        return event instanceof Occurrence occurrence ? occurrence.receiveTime() : ticked;
    }

    private void tick(long now) {
        ticked = Math.max(ticked, now);
        analyst.tick(now, this::told);
    }

    private void end(long last) {
        if (!gatewayTicks) {
            tick(last + AnalystConfig.standard().lateness());
        }
    }

    private void told(PlantEvent event) {
        found.add(new Placed(seq, event));
    }

    /** One line about what was computed against what was recorded. */
    static String compared(Capture capture, List<Placed> computed) {
        Map<String, PlantEvent> recorded = new LinkedHashMap<>();
        new Replay(capture, true, false).drain(event -> keep(recorded, event));
        Map<String, PlantEvent> again = new LinkedHashMap<>();
        computed.forEach(p -> keep(again, p.event()));
        long findings =
                again.values().stream().filter(Finding.class::isInstance).count();
        long differing = again.entrySet().stream()
                        .filter(e -> !e.getValue().equals(recorded.get(e.getKey())))
                        .count()
                + recorded.keySet().stream().filter(k -> !again.containsKey(k)).count();
        return "computed again: " + findings + " findings, " + (again.size() - findings) + " incidents; "
                + (recorded.isEmpty() && !again.isEmpty()
                        ? "none are recorded"
                        : differing == 0 ? "identical to the recorded ones" : differing + " differ from the recorded");
    }

    /** The last word on each, as if it had not been computed again. */
    private static void keep(Map<String, PlantEvent> into, PlantEvent event) {
        if (event instanceof Finding f) {
            into.put("finding/" + f.id(), f.asRecorded());
        } else if (event instanceof Incident i) {
            into.put("incident/" + i.id(), i.asRecorded());
        }
    }
}
