package millwright.analysis.correlate;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Priority;
import org.jspecify.annotations.Nullable;

/** An incident in the making: its findings in their newest form and what was told of it. */
final class Case {
    static final Comparator<Finding> BY_TIME =
            Comparator.comparingLong(Finding::since).thenComparing(Finding::id);

    final String id;
    final long opened;
    final Map<String, Finding> members = new TreeMap<>();
    double tokensLost;
    boolean tokensKnown;
    long quietSince = Long.MAX_VALUE;

    @Nullable
    Incident told;

    long toldAt;

    Case(String id, long opened) {
        this.id = id;
        this.opened = opened;
    }

    boolean active() {
        return members.values().stream().anyMatch(Finding::active);
    }

    Priority priority() {
        return members.values().stream()
                .map(Finding::priority)
                .min(Comparator.naturalOrder())
                .orElse(Priority.INFO);
    }
}
