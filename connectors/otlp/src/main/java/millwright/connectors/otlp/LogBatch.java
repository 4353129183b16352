package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.List;

/** The log records of one request, gathered while it is read. Bounded by {@link #MOST}. One thread. */
final class LogBatch {
    static final String THINGS = "log records";
    static final int MOST = 20_000;

    private final List<LogEntry> entries = new ArrayList<>();
    private final Refusals refusals = new Refusals(THINGS);

    List<LogEntry> entries() {
        return entries;
    }

    Refusals refusals() {
        return refusals;
    }

    void add(LogEntry entry) {
        if (entries.size() >= MOST) {
            over();
        } else {
            entries.add(entry);
        }
    }

    void over() {
        refusals.add("over " + MOST + " log records in one request; send smaller batches");
    }
}
