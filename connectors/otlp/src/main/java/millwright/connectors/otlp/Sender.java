package millwright.connectors.otlp;

import java.util.List;
import millwright.connectors.source.SourceWatch;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.Seen;
import millwright.feed.Origin;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/** How one sender is doing: its pace, what it lacks, whether it fell silent. One thread. */
final class Sender {
    private static final long SHORTEST = 100 * Times.MILLI;
    private static final long LONGEST = 10 * Times.MINUTE;
    /** Between two of the sender's reports. */
    private static final long QUIET = Times.SECOND;
    /** What is later than this is worth a word. */
    private static final long FAR = Times.MINUTE;

    private final EntityId id;
    private final SourceWatch watch;
    private final String name;
    private long every;
    private long newest;
    private long lastHeard;
    private long lastTold;
    private boolean gpus;
    private boolean silent;
    private boolean due;
    private int errorLogs;

    /** @param every ns between exports as long as nothing better is known */
    Sender(String name, long every, long now) {
        this.name = name;
        this.id = EntityId.of(EntityKind.SOURCE, name);
        this.watch = new SourceWatch(id, "otlp");
        this.every = every;
        this.lastHeard = now;
    }

    /** Each sender's samples by themselves: each has a clock of its own, which the gateway measures by them. */
    Origin origin() {
        return new Origin(id, false);
    }

    /** What one of its values is taken to speak for, ns. */
    long every() {
        return every;
    }

    String name() {
        return name;
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Ns since the export before, 0 at the first. */
    long sinceLast(long received) {
        return watch.lastSuccess() == 0 ? 0 : received - watch.lastSuccess();
    }

    void pace(long time) {
        if (newest > 0 && time - newest >= SHORTEST) {
            every = Math.clamp(time - newest, SHORTEST, LONGEST);
        }
        newest = Math.max(newest, time);
    }

    /** @param lacks fields that are missing, one line each */
    void understood(Understood what, List<String> lacks, long received) {
        lastHeard = received;
        silent = false;
        gpus |= what.seen().values().stream().anyMatch(Seen::isGpu);
        long late = what.newest() == 0 ? 0 : received - what.newest();
        watch.succeeded(what.readings().size(), text(what, late), Math.max(0, late), received);
        watch.missing(lacks, gpus ? DcgmFields.WANTED.size() : 0);
        watch.delivered(what.readings(), received);
    }

    private String text(Understood what, long late) {
        String unknown = what.unknown().isEmpty()
                ? ""
                : ", " + what.unknown().size() + " metrics not known such as "
                        + shortened(what.unknown().firstKey());
        String logs = errorLogs == 0 ? "" : ", " + errorLogs + " error logs";
        String clock = late > FAR ? ", its times are " + seconds(late) + " behind" : "";
        return what.readings().size() + " values understood" + unknown + logs + clock;
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static String seconds(long ns) {
        return ns / Times.SECOND + " s";
    }

    void logs(int errors, long received) {
        lastHeard = received;
        silent = false;
        errorLogs += errors;
        watch.succeeded(0, errorLogs + " error logs so far", 0, received);
    }

    /** @param of one of them */
    void problems(long count, String of) {
        watch.problems(count, of);
    }

    /** The report, or nothing when it told one just now; then it is due at the next {@link #look}. */
    @Nullable
    SourceState report(long now) {
        due = now - lastTold < QUIET;
        if (due) {
            return null;
        }
        lastTold = now;
        return watch.report(now);
    }

    /** The last word of a sender of which nothing comes any more. */
    SourceState ended(long now) {
        String detail = "nothing came for " + seconds(now - lastHeard);
        return new SourceState(id, "otlp", "ended", detail, now, Double.NaN, 0, 0, List.of(), 0, 0);
    }

    /** @return the report that is due; that of its silence, once, when it ought to have sent by now */
    @Nullable
    SourceState look(long now) {
        if (due) {
            return report(now);
        }
        if (silent || now - lastHeard < 3 * every + 5 * Times.SECOND) {
            return null;
        }
        silent = true;
        watch.failed("nothing came for " + seconds(now - lastHeard) + "; it sent every " + seconds(every), now);
        lastTold = now;
        return watch.report(now);
    }
}
