package millwright.connectors.source;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import millwright.feed.Delivery;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.Times;

/**
 * How one peer of a source is doing: what {@code doctor} and the sources on screen say of it. One thread at a time. Keeps the
 * last round, and of each field when it came last.
 */
public final class SourceWatch {
    /** A field that did not come for so long is no longer delivered: some are told of once in a slow round only. */
    private static final long GONE = 15 * Times.MINUTE;

    private static final int LONGEST = 300;
    private final EntityId id;
    private final String protocol;
    private long lastSuccess;
    private long failedSince;
    private int failures;
    private long errors;
    private String detail = "starting";
    private Supplier<String> beside = () -> "";
    private String saidBeside = "";
    private double lagMillis = Double.NaN;
    private double rate;
    private List<String> missing = List.of();
    private long offset;
    private long uncertainty;
    private int watched;
    private long unread;
    private String example = "";
    private final Wanted wanted;
    private final Map<Metric, Long> delivered = new HashMap<>();
    private List<Reading> last = List.of();

    /** @param id a SOURCE entity */
    public SourceWatch(EntityId id, String protocol) {
        this.id = id;
        this.protocol = protocol;
        wanted = new Wanted(protocol);
    }

    /** Failures in a row. */
    public int failures() {
        return failures;
    }

    /** Epoch ns of the last success, 0 before the first. */
    public long lastSuccess() {
        return lastSuccess;
    }

    public void failed(String why, long time) {
        failedSince = failures++ == 0 ? time : failedSince;
        errors++;
        String since = "since " + Times.instant(failedSince).truncatedTo(ChronoUnit.SECONDS);
        detail = why.endsWith("?") ? why + " (" + since + ")" : why + ", " + since;
    }

    /** @param readings understood values @param text one line for people @param lag ns that asking took */
    public void succeeded(int readings, String text, long lag, long time) {
        double seconds = lastSuccess == 0 ? Double.NaN : (time - lastSuccess) / (double) Times.SECOND;
        rate = Double.isNaN(seconds) || seconds <= 0 ? 0 : readings / seconds;
        lastSuccess = time;
        failures = 0;
        lagMillis = lag / (double) Times.MILLI;
        detail = text;
    }

    /** It answered, but what it said could not be understood as a whole. */
    public void garbled(String why, long time) {
        failed(why, time);
        unread++;
        example = shortened(why);
    }

    /** A failure of either kind: what cannot be understood says so by its type. */
    public void failed(Exception why, String text, long time) {
        if (why instanceof Unreadable || why instanceof RuntimeException) {
            garbled(text, time);
        } else {
            failed(text, time);
        }
    }

    /**
     * Lines, values or messages that could not be understood though the peer answered.
     *
     * @param of one of them, with its line or field and why; empty to keep the one before
     */
    public void problems(long count, String of) {
        errors += count;
        unread += count;
        example = count == 0 || of.isEmpty() ? example : shortened(of);
    }

    /** Another of those that were counted before. @param of as with {@link #problems} */
    public void example(String of) {
        example = of.isEmpty() ? example : shortened(of);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** @param readings of one round, which are kept */
    public void delivered(List<Reading> readings, long time) {
        last = readings;
        wanted.take(readings, time);
        for (Reading reading : readings) {
            if (reading.state() == DataState.OK) {
                delivered.put(reading.metric(), time);
            }
        }
    }

    /** What came in the last round, as what may no longer be seen. */
    public List<Reading> forbidden() {
        List<Reading> locked = new ArrayList<>();
        for (Reading was : last) {
            Buckets fell = was.buckets();
            locked.add(new Reading(
                    was.entity(),
                    was.metric(),
                    Double.NaN,
                    DataState.FORBIDDEN,
                    Reading.UNSAID,
                    fell == null ? null : fell.none()));
        }
        return locked;
    }

    /**
     * Beside those that a console needs of any thing of its kind.
     *
     * @param fields that it ought to deliver and does not, one line each @param of how many that are looked for
     */
    public void missing(List<String> fields, int of) {
        missing = List.copyOf(fields);
        watched = of;
    }

    /** Of a source where no certain fields are looked for. */
    public void missing(List<String> fields) {
        missing(fields, 0);
    }

    /** @param ns the peer's clock is ahead by @param plusMinus ns */
    public void clock(long ns, long plusMinus) {
        offset = ns;
        uncertainty = plusMinus;
    }

    /** @param said by the peer's last answer; empty where that said nothing of its clock */
    public void clock(Optional<PeerDate> said) {
        clock(
                said.map(PeerDate::ahead).orElse(0L),
                said.map(PeerDate::plusMinus).orElse(0L));
    }

    /** @param told a problem beside what else is said of it, empty for none; asked at each report, by its thread */
    public SourceWatch beside(Supplier<String> told) {
        beside = told;
        return this;
    }

    public SourceState report(long time) {
        String said = beside.get();
        errors += said.isEmpty() || said.equals(saidBeside) ? 0 : 1;
        saidBeside = said;
        String condition = failures > 0 ? "failed" : lastSuccess == 0 ? "starting" : "ok";
        return new SourceState(
                id,
                protocol,
                condition,
                said.isEmpty() ? detail : detail + "; " + said,
                time,
                lagMillis,
                rate,
                errors,
                lacks(time),
                offset,
                uncertainty,
                delivery(time));
    }

    /** What the protocol itself says comes first; it knows more of why. */
    private List<String> lacks(long time) {
        List<String> all = new ArrayList<>(missing);
        for (String line : wanted.lines(time)) {
            String field = line.substring(0, line.indexOf(" on ") + 1);
            if (missing.stream().noneMatch(said -> said.startsWith(field))) {
                all.add(line);
            }
        }
        return all;
    }

    private Delivery delivery(long time) {
        TreeSet<String> fields = new TreeSet<>();
        delivered.values().removeIf(at -> time - at > GONE);
        delivered.keySet().forEach(metric -> fields.add(metric.name()));
        return new Delivery(List.copyOf(fields), watched + wanted.watched(time), unread, example);
    }
}
