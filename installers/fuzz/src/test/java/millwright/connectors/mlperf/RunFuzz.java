package millwright.connectors.mlperf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import millwright.feed.ImportReport;
import millwright.fuzz.Parts;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;

/** The files of one MLPerf power run, imported. Bad rows are counted; IllegalArgumentException refuses it. */
public final class RunFuzz {
    private static final Set<String> FILES =
            Set.of("spl.txt", "power_window.jsonl", "mlperf_log_detail.txt", "mlperf_log_summary.txt", "server.json");

    private RunFuzz() {}

    public static boolean understands(byte[] bytes) {
        Path folder = Scratch.empty("mlperf");
        for (Map.Entry<String, String> part : Parts.of(bytes).entrySet()) {
            if (FILES.contains(part.getKey())) {
                Scratch.file(
                        "mlperf/sys/model/Offline/" + part.getKey(),
                        part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            ImportReport report = new MlperfImport(folder, ZoneOffset.UTC).run(event -> {});
            return report.problemCount() == 0 && report.samples() > 0;
        } catch (IllegalArgumentException e) {
            Said.inOneLine(e);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
