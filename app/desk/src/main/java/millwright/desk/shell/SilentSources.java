package millwright.desk.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.desk.Situation;
import millwright.feed.Finding;
import millwright.feed.SourceState;
import millwright.plant.Count;
import millwright.plant.EntityId;

/**
 * How many of the sources that measure the plant tell nothing, while the gateway does. Of a feed of several peers each
 * counts, and the feed itself does not.
 *
 * @param since when the last of them fell silent, as far as the gateway found out; 0 when it has not yet
 */
record SilentSources(int silent, int all, long since) {
    static SilentSources of(Situation situation) {
        int silent = 0;
        int all = 0;
        long since = 0;
        List<SourceState> measuring = situation.sources().values().stream()
                .filter(s -> s.measures() && !s.condition().equals("ended"))
                .toList();
        Set<String> summedUp = summedUp(measuring);
        for (SourceState state : measuring) {
            if (!summedUp.contains(state.source().text())) {
                all++;
                if (isSilent(state)) {
                    silent++;
                    since = Math.max(since, found(situation, state.source()));
                }
            }
        }
        return new SilentSources(silent, all, since);
    }

    static boolean isSilent(SourceState state) {
        return state.condition().equals("late") || state.condition().equals("failed");
    }

    /** All that others are below of, by name. */
    private static Set<String> summedUp(List<SourceState> states) {
        Set<String> above = new HashSet<>();
        for (SourceState state : states) {
            String name = state.source().text();
            for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
                above.add(name.substring(0, end));
            }
        }
        return above;
    }

    /** Plant time at which the gateway found the source silent, 0 when it has not. */
    static long found(Situation situation, EntityId source) {
        return situation.findings().values().stream()
                .filter(f ->
                        f.active() && f.rule().equals("source") && f.entity().equals(source))
                .mapToLong(Finding::since)
                .min()
                .orElse(0);
    }

    boolean everyOne() {
        return all > 0 && silent == all;
    }

    /** {@code 1 of 3 sources silent}; empty when all of them speak. */
    String words() {
        return silent == 0 ? "" : silent + " of " + Count.of(all, "source") + " silent";
    }

    /** {@code 1 silent}, where there is no room for more. */
    String brief() {
        return silent + " silent";
    }
}
