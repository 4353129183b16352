package millwright.feed;

import java.util.List;
import java.util.Set;
import millwright.plant.EntityId;

/**
 * How one source is doing.
 *
 * @param condition one word: {@code ok}, {@code late}, {@code failed}, {@code partial} where some of its peers failed,
 *     {@code starting}, {@code ended}
 * @param detail one line for people, for example "connection refused since 14:03:11"
 * @param errors attempts that failed, and with them all that could not be understood
 * @param missing fields that it ought to deliver and does not, one line each
 * @param clockOffset ns by which its clock is ahead of ours
 * @param clockUncertainty +- ns of that; both are 0 where nobody measured it
 * @param delivery what it does deliver
 */
public record SourceState(
        EntityId source,
        String protocol,
        String condition,
        String detail,
        long time,
        double lagMillis,
        double samplesPerSecond,
        long errors,
        List<String> missing,
        long clockOffset,
        long clockUncertainty,
        Delivery delivery)
        implements PlantEvent {
    /** Protocol of what only names the targets of a source. */
    public static final String DISCOVERY = "discovery";
    /** Protocol of what only answers for the past of a source. */
    public static final String PAST = "past";

    /** Protocol of a port that senders call, which tells of its own trouble alone. */
    public static final String PORT = "port";

    private static final Set<String> MEASURES_NOTHING = Set.of(DISCOVERY, PAST, PORT, "gateway", "replay", "link");

    public SourceState {
        missing = List.copyOf(missing);
        delivery = delivery == null ? Delivery.UNSAID : delivery; // captures of before do not have it
    }

    /** Of a source that says nothing of what it delivers. */
    public SourceState(
            EntityId source,
            String protocol,
            String condition,
            String detail,
            long time,
            double lagMillis,
            double samplesPerSecond,
            long errors,
            List<String> missing,
            long clockOffset,
            long clockUncertainty) {
        this(
                source,
                protocol,
                condition,
                detail,
                time,
                lagMillis,
                samplesPerSecond,
                errors,
                missing,
                clockOffset,
                clockUncertainty,
                Delivery.UNSAID);
    }

    /** The same, said otherwise and with a measured clock. @param ahead ns @param plusMinus ns */
    public SourceState with(String said, long ahead, long plusMinus) {
        return new SourceState(
                source,
                protocol,
                condition,
                said,
                time,
                lagMillis,
                samplesPerSecond,
                errors,
                missing,
                ahead,
                plusMinus,
                delivery);
    }

    /** False for what tells of itself, of the way here, or of where to ask, and not of the plant. */
    public boolean measures() {
        return !MEASURES_NOTHING.contains(protocol);
    }

    /** Errors that are no matter of understanding: what was refused, broken off, or not answered. */
    public long failures() {
        return Math.max(0, errors - delivery.unread());
    }
}
