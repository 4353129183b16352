package millwright.connectors.gateway;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * The clocks of all that samples come from, each by itself: the target, the sender or the device that a frame's origin names.
 * Those of simulated plants say themselves how their clocks stand. Plant thread; at most {@link #MOST}, of more those go that
 * were silent longest.
 */
final class PeerClocks {
    static final int MOST = 4096;
    /** What senders gather before they send it is no older, where nobody can say how old it is. */
    private static final long SENT_WITHIN = Times.MINUTE;

    private final Map<EntityId, PeerClock> clocks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EntityId, PeerClock> eldest) {
            return size() > MOST;
        }
    };

    /** @param now epoch ns by our clock @return the same, as of a time that is not to come */
    Frame heard(Frame frame, long now) {
        if (frame.origin().simulated()) {
            return frame;
        }
        long arrived = Math.min(frame.receiveTime(), now);
        EntityId source = frame.origin().source();
        PeerClock known = clocks.remove(source);
        PeerClock clock = known == null ? new PeerClock() : known;
        clocks.put(source, clock); // behind all others: it was heard last
        long time = clock.believed(frame, arrived);
        return time == frame.sourceTime() ? frame : Frames.at(frame, time, arrived);
    }

    /**
     * An event of the future would be told only then, so none is: it is set back by what its source's clock is known to be
     * ahead, to its arrival at the latest.
     *
     * @param now epoch ns by our clock
     */
    Occurrence happened(Occurrence e, long now) {
        if (e.origin().simulated() || e.time() - now <= Times.SECOND) {
            return e;
        }
        PeerClock clock = clocks.get(e.origin().source());
        ClockOffset.Estimate known = clock == null ? null : clock.measured(now);
        if (known != null) {
            long then = e.time() - known.ahead();
            if (then - now <= Times.SECOND + known.plusMinus() && now - then <= SENT_WITHIN) {
                return e.at(Math.min(now, then), known.plusMinus());
            }
        }
        return e.at(now, Math.min(e.time() - now, SENT_WITHIN));
    }

    /**
     * A source that does not know how its clock stands is measured by when its samples come; of what both say the narrower
     * counts.
     *
     * @param now epoch ns
     */
    SourceState timed(SourceState e, long now) {
        PeerClock clock = clocks.get(e.source());
        String trouble = clock == null ? "" : clock.trouble(now);
        long ahead = e.clockOffset();
        long plusMinus = e.clockUncertainty();
        boolean unknown = ahead == 0 && plusMinus == 0;
        ClockOffset.Estimate found = clock == null ? null : clock.measured(now);
        if (found != null && (unknown || found.plusMinus() < plusMinus)) {
            ahead = found.ahead();
            plusMinus = found.plusMinus();
        }
        if (!unknown && trouble.isEmpty() && Math.abs(ahead) > PeerClock.SLACK + plusMinus) {
            trouble = "clock " + PeerClock.length(ahead) + (ahead > 0 ? " ahead" : " behind");
        }
        String detail = trouble.isEmpty() ? e.detail() : e.detail().isEmpty() ? trouble : trouble + "; " + e.detail();
        return e.with(detail, ahead, plusMinus);
    }

    void forget(Collection<EntityId> sources) {
        clocks.keySet().removeAll(sources);
    }
}
