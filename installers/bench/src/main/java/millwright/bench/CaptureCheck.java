package millwright.bench;

import java.nio.file.Path;
import java.util.List;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.Replay;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.plant.DataState;
import millwright.series.Window;

/** Compares what came back with what went in. Stateless. */
final class CaptureCheck {
    private CaptureCheck() {}

    /** Reopens the file and compares every sample's bits and state. */
    static Proof everySample(Path file, CaptureLoad load) {
        long[] counts = new long[2];
        try (Capture capture = Capture.open(file)) {
            Replay replay = new Replay(capture, true, false);
            replay.drain(event -> {
                if (event instanceof Frame frame && frame.values() instanceof Column.F32(float[] values)) {
                    int tick = (int) ((frame.sourceTime() - load.from()) / CaptureLoad.STEP);
                    float[] sent = load.values()[CaptureLoad.METRICS.indexOf(frame.metric())][tick];
                    boolean ok = frame.states().isAll(DataState.OK) && values.length == sent.length;
                    for (int g = 0; g < sent.length && ok; g++) {
                        counts[0]++;
                        counts[1] += Float.floatToRawIntBits(sent[g]) == Float.floatToRawIntBits(values[g]) ? 1 : 0;
                    }
                }
            });
            boolean all = counts[0] == load.samples() && counts[1] == counts[0] && capture.problemCount() == 0;
            return Proof.that(
                    all, String.format("reopened, %,d of %,d samples equal bit by bit", counts[1], counts[0]));
        }
    }

    /** Lowest, highest and count are equal, means within a float's precision. */
    static Proof same(Window expected, List<Window> answers) {
        int wrong = 0;
        for (Window answer : answers) {
            for (int c = 0; c < expected.columns(); c++) {
                boolean empty = expected.count()[c] == 0 && answer.count()[c] == 0;
                boolean equal = expected.min()[c] == answer.min()[c]
                        && expected.max()[c] == answer.max()[c]
                        && expected.count()[c] == answer.count()[c]
                        && Math.abs(expected.mean()[c] - answer.mean()[c]) <= 1e-6 * Math.abs(expected.mean()[c]);
                wrong += equal || empty ? 0 : 1;
            }
        }
        return Proof.that(
                wrong == 0, answers.size() + " answers, " + wrong + " of " + expected.columns() + " columns wrong");
    }
}
