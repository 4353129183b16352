package millwright.connectors.capture;

import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.series.WindowQuery;

/** Reads captures in every way there is, in a process with little memory; a line for each: what became of it. */
final class ReadEverything {
    private ReadEverything() {}

    public static void main(String[] files) {
        for (String file : files) {
            System.out.println(Path.of(file).getFileName() + " " + read(Path.of(file)));
        }
    }

    static String read(Path file) {
        try (Capture capture = Capture.open(file)) {
            new CaptureInfo(capture).toJson();
            int[] told = {0};
            new Replay(capture, true, false).drain(event -> told[0]++);
            long[] extent = capture.extent();
            CaptureHistory history = new CaptureHistory(capture, Runnable::run);
            for (Metric metric : capture.catalogue().metrics()) {
                history.answer(new WindowQuery(
                        metric.id(),
                        java.util.List.of(Recorded.gpu(1), new EntityId("gpu:x")),
                        extent[0],
                        extent[1],
                        100,
                        false));
            }
            CaptureExport.longRows(capture, "gpu.power", extent[0], extent[0] + 1, Writer.nullWriter());
            new SampleStats(capture, "gpu.power", null, extent[0], extent[1]).toJson();
            capture.readEverything();
            StringWriter problems = new StringWriter();
            capture.problems().stream()
                    .limit(3)
                    .forEach(p -> problems.append("; ").append(p));
            return "read, told " + told[0] + ", problems " + capture.problemCount() + problems;
        } catch (CaptureException e) {
            return "refused: " + e.getMessage();
        } catch (java.io.IOException e) {
            return "failed: " + e.getMessage();
        }
    }
}
