package millwright.connectors.gateway;

import java.util.LinkedHashMap;
import millwright.feed.Frame;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/** What was not sent, by metric and kind. Guarded by its owner; bounded: beyond {@link #MOST} columns it is told of all. */
final class MissedColumns {
    private static final int MOST = 500;
    /** So many columns name their entities; the rest is of any. */
    private static final int NAMED = 20;

    private static final String REST = "";

    private final int most;
    private final LinkedHashMap<Object, Missed> columns = new LinkedHashMap<>();

    MissedColumns() {
        this(MOST);
    }

    /** @param most columns that are told each by itself */
    MissedColumns(int most) {
        this.most = most;
    }

    /** As {@link Missed#add}. */
    void add(int messages, long since, long until, Frame frame, @Nullable Plant plant) {
        of(frame).add(messages, since, until, frame, plant);
    }

    /** Something that is no sample and has no metric. */
    void add() {
        columns.computeIfAbsent(REST, _ -> new Missed()).add();
    }

    private Missed of(Frame frame) {
        Wants.Column column = new Wants.Column(frame.metric(), frame.kind());
        return columns.size() < most || columns.containsKey(column)
                ? columns.computeIfAbsent(column, _ -> new Missed(frame, columns.size() < NAMED))
                : columns.computeIfAbsent(REST, _ -> new Missed());
    }

    /** The one that began first, which is taken out; null when there is none. */
    @Nullable
    Missed poll() {
        var first = columns.pollFirstEntry();
        return first == null ? null : first.getValue();
    }
}
