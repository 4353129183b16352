package millwright.connectors.prometheus;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.PeerDate;
import millwright.connectors.source.Reading;
import millwright.connectors.source.SourceWatch;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.Seen;
import millwright.feed.Origin;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** How one target is doing, and what must be kept of it between two readings. One thread. */
final class TargetState {
    private final SourceWatch watch;
    private final Totals totals = new Totals();
    private final EntityId id;
    private boolean plainOnly;
    private long expected;
    private long toldAt;

    TargetState(String label, String source) {
        this(label, source, "prometheus");
    }

    /** @param protocol as a state names it: {@link SourceState#DISCOVERY} and {@link SourceState#PAST} measure nothing */
    TargetState(String label, String source, String protocol) {
        id = EntityId.of(EntityKind.SOURCE, source + "/" + label);
        watch = new SourceWatch(id, protocol);
    }

    /** @param reader whose renewed certificates may be wrong */
    TargetState by(HttpReader reader) {
        watch.beside(reader::renewal);
        return this;
    }

    /** Each target's samples by themselves: each has a clock of its own. */
    Origin origin() {
        return new Origin(id, false);
    }

    Totals totals() {
        return totals;
    }

    /** True where richer formats were refused before. */
    boolean plainOnly() {
        return plainOnly;
    }

    /** Bytes that its next answer is likely to have. */
    long expected() {
        return expected;
    }

    /** @param bytes of an answer, 0 where nothing is known of it */
    void expects(long bytes) {
        expected = bytes + bytes / 8;
    }

    int failures() {
        return watch.failures();
    }

    long lastSuccess() {
        return watch.lastSuccess();
    }

    void failed(String why, long time) {
        watch.failed(why, time);
    }

    String name() {
        return id.text();
    }

    /** @param text why, for people */
    void failed(Exception why, String text, long time) {
        watch.failed(why, text, time);
    }

    /**
     * What it said last, as what may no longer be seen.
     *
     * @param others what they told is left out, as it can be seen there
     * @param since epoch ns, where they told it since then
     */
    List<Reading> forbidden(Collection<TargetState> others, long since) {
        List<Reading> unseen = watch.forbidden();
        Set<List<Object>> seen = new HashSet<>(); // of what, and which metric
        for (TargetState other : others) {
            if (other != this && other.toldAt >= since) {
                other.watch.forbidden().forEach(r -> seen.add(what(r)));
            }
        }
        unseen.removeIf(r -> seen.contains(what(r)));
        return unseen;
    }

    private static List<Object> what(Reading reading) {
        return List.of(reading.entity(), reading.metric().id());
    }

    /** @param lacks fields that are missing, one line each */
    void succeeded(Exposition exposition, Mapping.Result result, List<String> lacks, long started, long received) {
        plainOnly |= exposition.plainOnly();
        int understood = result.readings().size();
        String text = exposition.problems().isEmpty()
                ? understood + " values understood, " + result.unknown().size() + " metrics not known"
                : exposition.problemCount() + " problems, first: "
                        + exposition.problems().getFirst();
        watch.succeeded(understood, text, received - started, received);
        watch.problems(
                exposition.problemCount(),
                exposition.problems().isEmpty() ? "" : exposition.problems().getFirst());
        boolean gpus = result.entities().values().stream().anyMatch(Seen::isGpu);
        watch.missing(lacks, gpus ? DcgmFields.WANTED.size() : 0);
        if (!result.readings().isEmpty()) { // a store that has nothing new takes nothing back
            watch.delivered(result.readings(), received);
            toldAt = received;
        }
    }

    void clock(Optional<PeerDate> said) {
        watch.clock(said);
    }

    void looked(int targets, long started, long received) {
        watch.succeeded(targets, targets + " targets found", received - started, received);
    }

    /** @param partial what a store says of parts of it that did not answer */
    void told(int windows, String partial, long took, long time) {
        String text =
                partial.isEmpty() ? "the past is answered, " + windows + " series" : "a partial answer: " + partial;
        watch.succeeded(windows, text, took, time);
        watch.problems(partial.isEmpty() ? 0 : 1, partial);
    }

    SourceState report(long time) {
        return watch.report(time);
    }

    /** The last word of a target that discovery no longer names. */
    SourceState ended(long time) {
        return new SourceState(
                id, "prometheus", "ended", "discovery no longer names it", time, Double.NaN, 0, 0, List.of(), 0, 0);
    }
}
