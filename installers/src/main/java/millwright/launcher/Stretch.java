package millwright.launcher;

import java.time.Instant;
import millwright.connectors.capture.Capture;
import millwright.feed.Interval;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A stretch of time on the command line: two instants, or the name of an interval. */
final class Stretch {
    @Option(names = "--from", paramLabel = "T", description = "ISO 8601, for example 2026-03-17T13:07:32Z")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "T", description = "ISO 8601; included")
    private @Nullable Instant to;

    @Option(
            names = "--interval",
            paramLabel = "NAME",
            description = "a named interval of the capture, see capture info")
    private @Nullable String interval;

    /** First and last instant, both included. */
    long[] of(Capture capture) {
        String name = interval;
        if (name != null && (from != null || to != null)) {
            throw new IllegalArgumentException("give either --interval or --from and --to");
        }
        if (name != null) {
            for (Interval known : capture.intervals()) {
                if (known.name().equals(name)) {
                    return new long[] {known.from(), known.to()};
                }
            }
            throw new IllegalArgumentException("no interval '" + name + "'; there are: "
                    + capture.intervals().stream().map(Interval::name).toList());
        }
        long[] extent = capture.extent();
        Instant start = from;
        Instant end = to;
        return new long[] {start == null ? extent[0] : Times.nanos(start), end == null ? extent[1] : Times.nanos(end)};
    }
}
