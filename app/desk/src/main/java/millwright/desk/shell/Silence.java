package millwright.desk.shell;

import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.feed.LinkState;
import millwright.plant.Count;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What every screen says above itself when nobody tells how the plant is now: who is silent, since when, and what is done
 * about it.
 */
record Silence(String word, String text) {
    /** A gateway that is there answers sooner. */
    private static final long OPENING = 2 * Times.SECOND;

    /**
     * @param heardAt plant time when anything was heard last @param wall now, by the clock of the link
     * @return null when the plant speaks
     */
    static @Nullable Silence of(Situation s, ClockFace clock, long heardAt, long wall) {
        LinkState link = s.link();
        String peer = link.peer().isEmpty() ? "the gateway" : link.peer();
        boolean known = s.plant().size() > 0;
        String since = " since " + clock.seconds(heardAt);
        String of = known ? "; what is shown is of then" : "";
        return switch (link.condition()) {
            case ATTACHED -> sources(s, clock);
            case STALE -> new Silence("STALE", peer + " does not answer" + since + of);
            case CONNECTING -> {
                if (!known && s.age() < OPENING) {
                    yield null;
                }
                yield known
                        ? new Silence("STALE", peer + " does not answer" + since + again(link, wall) + of)
                        : new Silence("WAITING", peer + " does not answer" + again(link, wall));
            }
            case REFUSED -> new Silence("REFUSED", peer + " lets nobody in: " + link.detail() + again(link, wall) + of);
            case CLOSED -> new Silence("CLOSED", "nothing is attached any more" + of);
        };
    }

    private static @Nullable Silence sources(Situation s, ClockFace clock) {
        SilentSources sources = SilentSources.of(s);
        if (s.replay() || !sources.everyOne()) {
            return null;
        }
        String who = switch (sources.all()) {
            case 1 -> "the only source is silent";
            case 2 -> "both sources are silent";
            default -> "all " + Count.of(sources.all(), "source") + " are silent";
        };
        String since = sources.since() == 0 ? "" : " since " + clock.seconds(sources.since());
        return new Silence("STALE", who + since + ", while the gateway answers; what is shown is of then. See Sources");
    }

    private static String again(LinkState link, long wall) {
        long seconds = Math.ceilDiv(link.retry() - wall, Times.SECOND);
        return link.retry() == 0 || seconds <= 0 ? "; trying again" : "; trying again in " + seconds + " s";
    }
}
