package millwright.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.capture.Capture;
import millwright.desk.Situation;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;
import millwright.feed.Command.Seek;
import millwright.feed.Interval;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
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
            description = "overview, floor, power, inference, timeline, alarms, actions, captures or sources")
    private String view = "";

    private static final int LONGEST_WAIT = 3_600;

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

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "serving results for the inference screen, as pareto reads them")
    private @Nullable Path results;

    @Option(
            names = "--rack",
            paramLabel = "NAME",
            description = "rack that the floor shows from near, for example R1-02 (default: the whole hall)")
    private @Nullable String rack;

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

    /** Of a capture it is known before anything is drawn; live, nothing shows what has not happened yet. */
    private void checkInstant(Origin origin) {
        Instant asked = at;
        if (asked == null) {
            return;
        }
        Capture recorded = origin.recorded();
        Instant first = recorded == null ? Instant.MIN : Times.instant(recorded.extent()[0]);
        Instant last = Times.instant(recorded == null ? Origin.now() : recorded.extent()[1]);
        if (asked.isBefore(first) || asked.isAfter(last)) {
            throw new IllegalArgumentException("--at " + asked + " is outside of " + origin.title()
                    + (recorded == null ? ": it is now " + last : ", which reaches from " + first + " to " + last));
        }
    }

    private @Nullable EntityId near() {
        String name = rack;
        return name == null ? null : EntityId.of(EntityKind.RACK, name);
    }

    /** What the screen is opened with. */
    private Map<String, String> begun() {
        String near = rack;
        if (near != null && !view.equals("floor")) {
            throw new IllegalArgumentException("--rack is for --view floor, not for " + view);
        }
        Path folder = results;
        if (folder == null) {
            return near == null
                    ? Map.of()
                    : Map.of("rack", EntityId.of(EntityKind.RACK, near).text());
        }
        if (!view.equals("inference")) {
            throw new IllegalArgumentException("--results is for --view inference, not for " + view);
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--results " + folder + " is no folder");
        }
        return Map.of("results", folder.toAbsolutePath().toString());
    }

    @Override
    public Integer call() throws Exception {
        PictureSize pixels = PictureSize.parse(size);
        if (after < 0 || after > LONGEST_WAIT) {
            throw new IllegalArgumentException("--after takes 0 to " + LONGEST_WAIT + " seconds, not " + after);
        }
        if (out != null) {
            GivenFile.writable(out);
        }
        Map<String, String> begun = begun();
        try (Origin origin = Origin.of(source);
                DeskSessions sessions = new DeskSessions(origin, source)) {
            checkInstant(origin);
            Display.memoryOnly();
            DeskSetup setup =
                    DeskSetup.of(origin.feed(), origin.history(), origin.catalogue(), sessions, source.operator);
            TimeUnit.SECONDS.sleep(after);
            boolean capture = source.choice != null && source.choice.capture != null;
            Predicate<Desk.Ready> values = Desk.values();
            boolean[] moved = {at == null && !capture};
            int[] beats = {0};
            EntityId near = near();
            boolean[] absent = {false};
            byte[] png = Desk.snapshot(setup, view, begun, pixels.width(), pixels.height(), theme, ready -> {
                boolean told = capture ? ready.situation().replay() : values.test(ready);
                if (!moved[0] && told && ++beats[0] >= TOLD) {
                    moved[0] = true;
                    beats[0] = 0;
                    origin.feed().send(new Seek(instant(ready.situation()), 0));
                }
                absent[0] = near != null && ready.situation().plant().indexOf(near) < 0;
                return moved[0] && (at == null && !capture || ++beats[0] >= CAUGHT_UP) && values.test(ready);
            });
            if (absent[0]) {
                throw new IllegalArgumentException(
                        "--rack " + rack + ": " + origin.title() + " has no rack of that name");
            }
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
