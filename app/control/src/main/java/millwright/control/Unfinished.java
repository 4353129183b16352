package millwright.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import millwright.feed.ActionStage;
import millwright.feed.FeedSink;

/**
 * Actions that an earlier life of the gateway had sent and of which it did not live to see the outcome: the audit says once
 * that nobody knows it, so that none ends there as if it were still being carried out. One thread; bounded by the actions
 * that the audit remembers.
 */
final class Unfinished {
    private static final Set<String> SENT =
            Set.of(ActionStage.APPROVED.name(), ActionStage.EXECUTING.name(), ActionStage.OBSERVING.name());
    private static final String WHY =
            "the gateway ended before it saw the outcome; whether it was carried out is not known, look at its targets";

    private final AuditLog audit;
    private final Deque<String> keys = new ArrayDeque<>();

    Unfinished(AuditLog audit, boolean writable) {
        this.audit = audit;
        if (writable) {
            audit.outcomes().forEach((key, outcome) -> {
                if (SENT.contains(outcome)) {
                    keys.add(key);
                }
            });
        }
    }

    /** @throws AuditException when the audit cannot be written: the next call tries again */
    void tick(long now, Caller by, Outcomes outcomes, FeedSink out) {
        while (!keys.isEmpty()) {
            String key = keys.peek();
            String unknown = ActionStage.UNKNOWN.name();
            out.accept(audit.append(new AuditEntry(now, by.name(), by.role(), "outcome", key, WHY, unknown)));
            outcomes.put(key, unknown);
            keys.remove();
        }
    }
}
