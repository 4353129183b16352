package millwright.connectors.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.series.Window;
import millwright.series.WindowQuery;

/**
 * Everything that a capture tells, for comparing two to the bit.
 *
 * @param told what a replay tells, in its order: each sample of each metric with its entity, times, state and bits, and each
 *     event whole
 * @param answers by question: the catalogue, what {@code info} and {@code query} say, and windows of every metric recorded
 */
record Content(List<String> told, Map<String, String> answers, int problems) {

    /** @throws CaptureException when the file is refused */
    static Content of(Path file) {
        try (Capture capture = Capture.open(file)) {
            List<String> told = new ArrayList<>();
            new Replay(capture, true, false).drain(event -> tell(event, told));
            Map<String, String> answers = new TreeMap<>();
            answers.put("info", new CaptureInfo(capture).toJson().replace(file.toString(), "FILE"));
            answers.put("extent", Arrays.toString(capture.extent()));
            for (Metric metric : capture.catalogue().metrics()) {
                answers.put("metric " + metric.id(), metric.toString());
                if (Recorded.METRICS.contains(metric.id())) { // the rest has no samples, as info says
                    ask(capture, metric, answers);
                }
            }
            capture.readEverything();
            return new Content(told, answers, capture.problemCount());
        }
    }

    private static void ask(Capture capture, Metric metric, Map<String, String> answers) {
        long from = Recorded.START;
        long to = capture.extent()[1] + 1;
        List<EntityId> all = new ArrayList<>(List.of(new EntityId("endpoint:e"), new EntityId("node:n")));
        for (int i = 0; i < Recorded.GPUS; i++) {
            all.add(Recorded.gpu(i));
        }
        CaptureHistory history = new CaptureHistory(capture, Runnable::run);
        StringBuilder windows = new StringBuilder();
        for (Window window : history.answer(new WindowQuery(metric.id(), all, from, to, 40, false))) {
            windows.append(Arrays.toString(window.min()))
                    .append(Arrays.toString(window.max()))
                    .append(Arrays.toString(window.mean()))
                    .append(Arrays.toString(window.last()))
                    .append(Arrays.toString(window.count()))
                    .append(Arrays.toString(window.state()))
                    .append('\n');
        }
        answers.put("windows " + metric.id(), windows.toString());
        answers.put("query " + metric.id(), new SampleStats(capture, metric.id().name(), null, from, to).toJson());
    }

    private static void tell(PlantEvent event, List<String> told) {
        if (!(event instanceof Frame frame)) {
            told.add(event.toString());
            return;
        }
        for (int i = 0; i < frame.size(); i++) {
            told.add(String.join(
                    " ",
                    frame.metric().name(),
                    frame.kind().name(),
                    "revision " + frame.revision(),
                    "slot " + frame.slot(i),
                    "at " + frame.sourceTime(),
                    "came " + frame.receiveTime(),
                    "for " + frame.interval(),
                    frame.origin().toString(),
                    frame.states().at(i).name(),
                    bits(frame.values(), i)));
        }
    }

    private static String bits(Column values, int i) {
        return switch (values) {
            case Column.F32 c -> "f32 " + Integer.toHexString(Float.floatToRawIntBits(c.values()[i]));
            case Column.F64 c -> "f64 " + Long.toHexString(Double.doubleToRawLongBits(c.values()[i]));
            case Column.I64 c -> "i64 " + c.values()[i];
            case Column.Histograms c -> {
                int buckets = c.upper().length;
                yield "histogram " + Arrays.toString(c.upper())
                        + Arrays.toString(Arrays.copyOfRange(c.counts(), i * buckets, (i + 1) * buckets))
                        + Long.toHexString(Double.doubleToRawLongBits(c.sums()[i]));
            }
        };
    }

    /** What it tells more than another, each as often as it tells it too often. */
    List<String> beyond(Content other) {
        List<String> rest = new ArrayList<>(told);
        Map<String, Integer> had = new TreeMap<>();
        other.told.forEach(line -> had.merge(line, 1, Integer::sum));
        rest.removeIf(line -> had.merge(line, -1, Integer::sum) >= 0);
        return rest;
    }
}
