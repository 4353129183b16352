package millwright.connectors.otlp;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.connectors.source.SourceWatch;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/** How one sender is doing: its pace, its clock, what it lacks, whether it fell silent. One thread. */
final class Sender {
    private static final long SHORTEST = 100 * Times.MILLI;
    private static final long LONGEST = 10 * Times.MINUTE;
    /** Between two of the sender's reports. */
    private static final long QUIET = Times.SECOND;
    /** A clock or a way that is further off is worth a word. */
    private static final long FAR = Times.MINUTE;

    private final SourceWatch watch;
    private final Set<String> lacks = new TreeSet<>(DcgmFields.WANTED);
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
        this.watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, name), "otlp");
        this.every = every;
        this.lastHeard = now;
    }

    /** What one of its values is taken to speak for, ns. */
    long every() {
        return every;
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

    void understood(Understood what, long received) {
        lastHeard = received;
        silent = false;
        what.readings().forEach(r -> lacks.remove(r.metric().name()));
        gpus |= what.seen().values().stream().anyMatch(s -> s.kind() == EntityKind.GPU);
        long late = what.newest() == 0 ? 0 : received - what.newest();
        if (late < 0 || late > FAR) {
            watch.clock(-late, every);
        } else {
            watch.clock(0, 0);
        }
        watch.succeeded(what.readings().size(), text(what, late), Math.max(0, late), received);
        watch.missing(gpus ? lacks.stream().map(m -> "no " + m + ": not sent").toList() : List.of());
    }

    private String text(Understood what, long late) {
        String unknown = what.unknown().isEmpty()
                ? ""
                : ", " + what.unknown().size() + " metrics not known such as "
                        + shortened(what.unknown().firstKey());
        String logs = errorLogs == 0 ? "" : ", " + errorLogs + " error logs";
        String clock = late < 0
                ? ", its clock is " + seconds(-late) + " ahead"
                : late > FAR ? ", its times are " + seconds(late) + " behind" : "";
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

    void problems(long count) {
        watch.problems(count);
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
