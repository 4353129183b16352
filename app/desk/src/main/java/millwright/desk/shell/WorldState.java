package millwright.desk.shell;

import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.feed.LinkState;
import millwright.series.LatestColumns;
import millwright.styles.Token;

/**
 * Which world is shown and how fresh it is, in a word and a line.
 *
 * @param solid a filled box for worlds that are not live @param dashes of its outline
 */
record WorldState(String word, String detail, Token ink, boolean solid, double[] dashes, boolean simulated) {
    private static final double[] LINE = {};
    private static final double[] DASHED = {3, 3};
    private static final double[] DOTTED = {1, 3};

    /** @param heardAt plant time when anything was heard last */
    static WorldState of(Situation s, ClockFace clock, long heardAt) {
        LinkState link = s.link();
        if (s.replay() && link.condition() == LinkState.Condition.ATTACHED) {
            String speed =
                    s.time().speed() == 0 ? "paused" : Figures.times(s.time().speed());
            return new WorldState("REPLAY", speed, Token.REPLAY, true, LINE, s.simulated());
        }
        return switch (link.condition()) {
            case ATTACHED -> attached(s, clock);
            case STALE -> stale(s, clock, heardAt);
            case CONNECTING ->
                s.plant().size() > 0
                        ? stale(s, clock, heardAt)
                        : new WorldState("WAITING", "connecting", Token.MUTED, false, DOTTED, s.simulated());
            case REFUSED -> new WorldState("REFUSED", link.detail(), Token.TEXT, false, DOTTED, s.simulated());
            case CLOSED -> new WorldState("CLOSED", link.detail(), Token.TEXT, false, DOTTED, s.simulated());
        };
    }

    private static WorldState stale(Situation s, ClockFace clock, long since) {
        String text = s.simulated() ? clock.minutes(since) : "since " + clock.seconds(since);
        return new WorldState("STALE", text, Token.TEXT, false, DASHED, s.simulated());
    }

    /** A gateway that answers is not yet a plant that is measured. */
    private static WorldState attached(Situation s, ClockFace clock) {
        SilentSources sources = SilentSources.of(s);
        if (s.age() > LatestColumns.MIN_AGE) {
            return new WorldState("STALE", "nothing heard", Token.TEXT, false, DASHED, s.simulated());
        } else if (sources.everyOne()) {
            return sources.since() == 0
                    ? new WorldState("STALE", sources.words(), Token.TEXT, false, DASHED, s.simulated())
                    : stale(s, clock, sources.since());
        }
        String silent = s.simulated() ? sources.brief() : sources.words(); // SIMULATED stands before it
        String text = sources.silent() > 0 ? silent : s.simulated() ? "" : "age limit 5 s";
        return new WorldState("LIVE", text, Token.LIVE, false, LINE, s.simulated());
    }
}
