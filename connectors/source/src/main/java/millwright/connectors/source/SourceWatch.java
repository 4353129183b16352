package millwright.connectors.source;

import java.util.List;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.Times;

/** How one peer of a source is doing: what {@code doctor} and the sources on screen say of it. One thread at a time. */
public final class SourceWatch {
    private final EntityId id;
    private final String protocol;
    private long lastSuccess;
    private long failedSince;
    private int failures;
    private long errors;
    private String detail = "starting";
    private double lagMillis = Double.NaN;
    private double rate;
    private List<String> missing = List.of();
    private long offset;
    private long uncertainty;

    /** @param id a SOURCE entity */
    public SourceWatch(EntityId id, String protocol) {
        this.id = id;
        this.protocol = protocol;
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
        detail = why + ", since " + Times.instant(failedSince);
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

    /** Lines, values or messages that could not be understood though the peer answered. */
    public void problems(long count) {
        errors += count;
    }

    /** @param fields that it ought to deliver and does not, one line each */
    public void missing(List<String> fields) {
        missing = List.copyOf(fields);
    }

    /** @param ns the peer's clock is ahead by @param plusMinus ns */
    public void clock(long ns, long plusMinus) {
        offset = ns;
        uncertainty = plusMinus;
    }

    public SourceState report(long time) {
        String condition = failures > 0 ? "failed" : lastSuccess == 0 ? "starting" : "ok";
        return new SourceState(
                id, protocol, condition, detail, time, lagMillis, rate, errors, missing, offset, uncertainty);
    }
}
