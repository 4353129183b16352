package millwright.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import millwright.connectors.gateway.Gateway;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Records a plant. One whose gateway is in this program is listened to before its sources speak, so that what they tell
 * of their past is in the recording; a gateway elsewhere is recorded from now on.
 */
@Command(name = "record", description = "Records a plant into a capture.", mixinStandardHelpOptions = true)
final class CaptureRecord extends CaptureCommand.Base {
    private static final long LONGEST = Long.MAX_VALUE / 1_000_000_000L;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "a new file, *.mwcap")
    private @Nullable Path file;

    @Option(names = "--seconds", paramLabel = "N", description = "stop by itself (default: when ended)")
    private long seconds = LONGEST;

    @Option(
            names = "--fast",
            description = "of a simulated plant: not in real time but as fast as this machine can; takes --seconds")
    private boolean fast;

    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();
    private @Nullable Recording begun;

    @Override
    public Integer call() throws Exception {
        Path target = GivenFile.fresh(CaptureCommand.given(file));
        if (seconds < 1 || seconds > LONGEST) {
            throw new IllegalArgumentException("--seconds must be 1 or more, not " + seconds);
        }
        Consumer<String> tell = problem -> {
            problems.add(problem);
            failed.countDown();
        };
        return fast ? fast(target, tell) : inRealTime(target, tell);
    }

    /** A plant that lives faster than its watchers: the recording is of its whole life. */
    private Integer fast(Path target, Consumer<String> tell) throws Exception {
        SourceOptions.Choice choice = source.choice;
        if (choice != null && choice.scenario == null || seconds == LONGEST) {
            throw new IllegalArgumentException("--fast is for simulated plants (--scenario) and needs --seconds");
        }
        FastPlant plant = Origin.fast(source, seconds);
        try (Origin origin = Origin.fast(
                source,
                plant,
                gateway -> begun = begin(gateway, plant::waitedFor, target, problem -> {
                    tell.accept(problem);
                    plant.close(); // nobody takes in what it would go on to live
                }))) {
            Recording recording = Objects.requireNonNull(begun);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(recording)));
            String problem;
            try (ProgressLine line = watched(recording)) {
                problem = plant.awaitEnd();
            }
            if (!problem.isEmpty() && problems.isEmpty()) {
                tell.accept(origin.title() + " ended early: " + problem);
            }
            end(recording);
            return problems.isEmpty() && recording.lostSamples() == 0 ? Ends.DONE : Ends.PROBLEM;
        } finally {
            if (begun != null) {
                begun.close();
            }
        }
    }

    private Integer inRealTime(Path target, Consumer<String> tell) throws Exception {
        try (Origin origin = Origin.of(
                source,
                new CountDownLatch(0),
                gateway -> begun = begin(gateway, UnaryOperator.identity(), target, tell))) {
            Recording recording = begun == null ? remote(origin, target, tell) : begun;
            begun = recording;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(recording)));
            boolean broken;
            try (ProgressLine line = watched(recording)) {
                broken = failed.await(seconds, TimeUnit.SECONDS);
            }
            if (broken) {
                System.err.println("millwright: the recording ended: " + problems.getFirst());
            }
            end(recording);
            return problems.isEmpty() && recording.lostSamples() == 0 ? Ends.DONE : Ends.PROBLEM;
        } finally {
            if (begun != null) {
                begun.close();
            }
        }
    }

    private ProgressLine watched(Recording recording) {
        String of = seconds == LONGEST ? "" : (fast ? " of the plant's " : " of ") + seconds + " s";
        return ProgressLine.of(() -> "recorded " + recording.samples() + " samples, " + (recording.bytes() >> 20)
                + " MiB into " + recording.file().getFileName() + of);
    }

    private static Recording begin(Gateway gateway, UnaryOperator<Feed> through, Path target, Consumer<String> tell) {
        return Recording.of(
                through.apply(gateway.watch("recorder", new Caller("recorder", Role.WATCH), true)),
                gateway.name(),
                gateway.catalogue(),
                target,
                tell);
    }

    private Recording remote(Origin origin, Path target, Consumer<String> tell) {
        out().println("recording " + origin.title() + " from now on; what its gateway knows of the time before is not"
                + " told again: millwright gateway --record takes that in too");
        return Recording.remote(new Everything(origin), origin.title(), origin.catalogue(), target, tell);
    }

    /** Once, whether its time is up, it failed or it was ended from outside. */
    private void end(Recording recording) {
        recording.close();
        if (told.getAndSet(true)) {
            return;
        }
        out().println("recorded " + recording.samples() + " samples into " + recording.file());
        problems.forEach(out()::println);
        if (recording.lostSamples() > 0) {
            out().println(recording.lostSamples() + " samples could not be taken; capture info names the gaps");
        }
    }
}
