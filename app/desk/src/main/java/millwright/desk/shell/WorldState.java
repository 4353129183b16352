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

    static WorldState of(Situation s, ClockFace clock) {
        LinkState link = s.link();
        boolean silent = s.age() > LatestColumns.MIN_AGE;
        if (s.replay() && link.condition() == LinkState.Condition.ATTACHED) {
            String speed =
                    s.time().speed() == 0 ? "paused" : Figures.times(s.time().speed());
            return new WorldState("REPLAY", speed, Token.REPLAY, true, LINE, s.simulated());
        }
        return switch (link.condition()) {
            case ATTACHED ->
                silent
                        ? new WorldState("STALE", "nothing heard", Token.TEXT, false, DASHED, s.simulated())
                        : new WorldState(
                                "LIVE", s.simulated() ? "" : "age limit 5 s", Token.LIVE, false, LINE, s.simulated());
            case STALE ->
                new WorldState(
                        "STALE",
                        s.simulated() ? clock.minutes(link.since()) : "since " + clock.seconds(link.since()),
                        Token.TEXT,
                        false,
                        DASHED,
                        s.simulated());
            case CONNECTING -> new WorldState("WAITING", "connecting", Token.MUTED, false, DOTTED, s.simulated());
            case REFUSED -> new WorldState("REFUSED", link.detail(), Token.TEXT, false, DOTTED, s.simulated());
            case CLOSED -> new WorldState("CLOSED", link.detail(), Token.TEXT, false, DOTTED, s.simulated());
        };
    }
}
