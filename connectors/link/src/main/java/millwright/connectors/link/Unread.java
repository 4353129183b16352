package millwright.connectors.link;

import java.util.List;
import java.util.Map;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that this desk could not read: how many, and why the first. Told once as an event, and as the state of a
 * source of its own, so that it stands where sources stand. Link thread; bounded by one text.
 */
final class Unread {
    static final EntityId LINK = EntityId.of(EntityKind.SOURCE, "link");

    private static final int LONGEST = 300;

    private final String target;
    private String first = "";
    private long count;
    private long told;

    Unread(String target) {
        this.target = target;
    }

    /** @return true for the first */
    boolean count(@Nullable String why) {
        if (count++ > 0) {
            return false;
        }
        String reason = why == null ? "no reason given" : why;
        first = reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
        return true;
    }

    /** What there is to say, or null when nothing came since the last time. */
    @Nullable
    SourceState state(long now) {
        if (count == told) {
            return null;
        }
        told = count;
        String detail = (count == 1 ? "1 message of " : count + " messages of ") + target
                + " could not be read; the first: " + first + "; are both of the same version?";
        return new SourceState(LINK, "link", "failed", detail, now, Double.NaN, Double.NaN, count, List.of(), 0, 0);
    }

    /** Once, for the lane of events: that it happens, and why the first time. */
    Occurrence event(long now) {
        return new Occurrence(
                "unread/" + now,
                "link.unread",
                Layer.LOG,
                EntityId.of(EntityKind.SOURCE, "gateway"),
                now,
                0,
                now,
                Priority.MEDIUM,
                "a message of " + target + " could not be read: " + first + "; more are counted, not told",
                1,
                Map.of(),
                new Origin(LINK, false));
    }

    /** After everything was told anew it has to be said again. */
    void sayAgain() {
        told = 0;
    }
}
