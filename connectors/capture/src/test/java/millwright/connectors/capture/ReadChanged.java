package millwright.connectors.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import millwright.feed.Frame;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.WindowQuery;

/**
 * Reads changed captures in every way there is, in a process with little memory; a line for each: what became of it, from
 * {@code WRONG} on where it should not.
 */
final class ReadChanged {
    private static final long PATIENCE_SECONDS = 5;

    private ReadChanged() {}

    /** What a capture tells: its samples by metric, and one window of each metric. */
    record Told(Map<String, Set<String>> samples, Map<String, String> windows, int problems, List<String> named) {}

    public static void main(String[] files) throws Exception {
        byte[] good = Files.readAllBytes(Path.of(files[0]));
        Told honest = told(Path.of(files[0]));
        Path copy = Path.of(files[0] + ".changed");
        for (long number = 0; number < Long.parseLong(files[1]); number++) {
            Files.write(copy, good);
            ChangedRows.Change change = ChangedRows.change(copy, number);
            System.out.println(number + " " + change.what() + ": " + outcome(copy, change, honest));
        }
    }

    private static String outcome(Path copy, ChangedRows.Change change, Told honest) throws InterruptedException {
        FutureTask<Told> reading = new FutureTask<>(() -> told(copy));
        Thread.ofPlatform().daemon().start(reading);
        try {
            return compared(reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS), change, honest);
        } catch (TimeoutException e) {
            return "WRONG it takes more than " + PATIENCE_SECONDS + " s";
        } catch (ExecutionException e) {
            String message = e.getCause().getMessage();
            boolean plain = e.getCause() instanceof CaptureException
                    && message != null
                    && message.lines().count() == 1;
            return plain
                    ? "refused: " + message
                    : "WRONG " + e.getCause() + " "
                            + Arrays.toString(e.getCause().getStackTrace());
        }
    }

    private static String compared(Told read, ChangedRows.Change change, Told honest) {
        boolean all = change.doubted().contains(ChangedRows.ALL);
        for (MetricId metric : Recorded.METRICS) {
            String name = metric.name();
            if (all || change.doubted().contains(name)) {
                continue;
            }
            Set<String> made = new HashSet<>(read.samples().getOrDefault(name, Set.of()));
            made.removeAll(honest.samples().get(name));
            if (!made.isEmpty()) {
                return "WRONG numbers that were never recorded: "
                        + made.iterator().next();
            }
            boolean less = !read.samples()
                    .getOrDefault(name, Set.of())
                    .equals(honest.samples().get(name));
            boolean other = !honest.windows().get(name).equals(read.windows().get(name));
            if ((less || other) && read.problems() == 0 && !change.dropped()) {
                return "WRONG " + name + " tells " + (less ? "less" : "something else") + " and names no problem";
            }
        }
        return read.problems() == 0 ? "read" : "left out: " + read.named().getFirst();
    }

    private static Told told(Path file) {
        Map<String, Set<String>> samples = new HashMap<>();
        Map<String, String> windows = new HashMap<>();
        try (Capture capture = Capture.open(file)) {
            new CaptureInfo(capture).toJson();
            new Replay(capture, true, false).drain(event -> {
                if (event instanceof Frame f) {
                    for (int i = 0; i < f.size(); i++) {
                        samples.computeIfAbsent(f.metric().name(), m -> new HashSet<>())
                                .add(f.slot(i) + "@" + f.sourceTime() + "="
                                        + f.states().at(i) + ":"
                                        + Double.doubleToRawLongBits(f.values().asDouble(i)));
                    }
                }
            });
            CaptureHistory history = new CaptureHistory(capture, Runnable::run);
            for (MetricId metric : Recorded.METRICS) {
                if (capture.catalogue().metrics().stream().anyMatch(m -> m.id().equals(metric))) {
                    windows.put(metric.name(), window(history, metric));
                }
            }
            new SampleStats(capture, "gpu.power", null, Recorded.START, Recorded.START + Times.HOUR).toJson();
            capture.readEverything();
            return new Told(samples, windows, capture.problemCount(), capture.problems());
        }
    }

    private static String window(CaptureHistory history, MetricId metric) {
        List<String> columns = new ArrayList<>();
        history.answer(new WindowQuery(
                        metric,
                        List.of(Recorded.gpu(1), Recorded.gpu(2)),
                        Recorded.START,
                        Recorded.START + 15 * Times.MINUTE,
                        60,
                        false))
                .forEach(w -> columns.add(Arrays.toString(w.min())
                        + Arrays.toString(w.max())
                        + Arrays.toString(w.mean())
                        + Arrays.toString(w.count())
                        + Arrays.toString(w.state())));
        return String.join("\n", columns);
    }
}
