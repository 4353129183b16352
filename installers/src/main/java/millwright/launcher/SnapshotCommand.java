package millwright.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.desk.Situation;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;
import millwright.feed.Command.Seek;
import millwright.feed.Interval;
import millwright.plant.Times;
import millwright.styles.Theme;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A screen as a picture, without any window. */
@Command(
        name = "snapshot",
        description = "Draws one screen into a PNG once it shows values.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--view",
            required = true,
            paramLabel = "NAME",
            description = "overview, floor, power, inference, timeline, alarms, actions or captures")
    private String view = "";

    /** Beats until what stands in a capture, its intervals among it, was told. */
    private static final int TOLD = 45;
    /** Beats until what led to an instant was told after a seek. */
    private static final int CAUGHT_UP = 90;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "instant of a capture, ISO 8601, for example 2026-03-17T13:07:32Z (default: the end of its "
                    + "first interval, or its own end)")
    private @Nullable Instant at;

    @Option(names = "--size", paramLabel = "WxH", description = "pixels (default: 1600x900)")
    private String size = "1600x900";

    @Option(names = "--theme", paramLabel = "dark|day", description = "colours (default: dark)")
    private Theme theme = Theme.DARK;

    @Option(names = "--after", paramLabel = "SECONDS", description = "wait this long before drawing (default: 0)")
    private int after;

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "where to write it")
    private @Nullable Path out;

    /** What was asked for; else where a capture has most to show: the end of its first named interval, or its own end. */
    private long instant(Situation situation) {
        Instant asked = at;
        if (asked != null) {
            return Times.nanos(asked);
        }
        return situation.intervals().stream()
                .mapToLong(Interval::to)
                .min()
                .orElse(situation.time().to());
    }

    @Override
    public Integer call() throws Exception {
        int cross = size.indexOf('x');
        if (!size.matches("\\d{3,4}x\\d{3,4}")) {
            throw new IllegalArgumentException(
                    "--size takes WIDTHxHEIGHT in pixels, for example 1600x900, not '" + size + "'");
        }
        int width = Integer.parseInt(size.substring(0, cross));
        int height = Integer.parseInt(size.substring(cross + 1));
        Display.memoryOnly();
        try (Origin origin = Origin.of(source);
                DeskSessions sessions = new DeskSessions(origin, source)) {
            DeskSetup setup =
                    DeskSetup.of(origin.feed(), origin.history(), origin.catalogue(), sessions, source.operator);
            TimeUnit.SECONDS.sleep(Math.clamp(after, 0, 3_600));
            boolean capture = source.choice != null && source.choice.capture != null;
            Predicate<Desk.Ready> values = Desk.values();
            boolean[] moved = {at == null && !capture};
            int[] beats = {0};
            byte[] png = Desk.snapshot(setup, view, width, height, theme, ready -> {
                boolean told = capture ? ready.situation().replay() : values.test(ready);
                if (!moved[0] && told && ++beats[0] >= TOLD) {
                    moved[0] = true;
                    beats[0] = 0;
                    origin.feed().send(new Seek(instant(ready.situation()), 0));
                }
                return moved[0] && (at == null && !capture || ++beats[0] >= CAUGHT_UP) && values.test(ready);
            });
            Path file = out;
            if (file != null) {
                Files.write(file, png);
            }
        } catch (IllegalStateException e) {
            throw new Ends.Unreachable(String.valueOf(e.getMessage()), e);
        }
        return Ends.DONE;
    }
}
