package millwright.connectors.capture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import millwright.feed.CaptureLabel;
import millwright.feed.ImportReport;
import millwright.feed.PlantChanged;
import millwright.plant.Count;
import millwright.plant.Entity;

/** A look at a capture for lists of files: times, sources and the plant are read, no samples, and the whole is not checked. */
public final class Glance {
    private Glance() {}

    /** Never throws: what cannot be read says why. */
    public static CaptureLabel at(Path file) {
        try (Capture capture = Capture.open(file, false, 0)) {
            long[] extent = capture.extent();
            CaptureLabel label = new CaptureLabel(
                    site(capture),
                    made(capture.meta()),
                    extent[0],
                    extent[1],
                    capture.number("SELECT 1 FROM tile WHERE source LIKE '%" + TileRow.SIMULATED + "' LIMIT 1", 0) == 1,
                    "");
            // what is damaged must not pass for measured
            return capture.problems().isEmpty()
                    ? label
                    : CaptureLabel.unreadable(capture.problems().getFirst());
        } catch (CaptureException e) {
            String said = String.valueOf(e.getMessage());
            String name = file + ": ";
            return CaptureLabel.unreadable(said.startsWith(name) ? said.substring(name.length()) : said);
        }
    }

    private static String made(Map<String, String> meta) {
        String format = meta.get(ImportReport.FORMAT);
        long problems = ImportReport.problems(meta);
        return format == null
                ? CaptureLabel.RECORDED
                : problems > 0 ? format + ", " + Count.of(problems, "problem") : format;
    }

    private static String site(Capture capture) {
        String[] name = {""};
        capture.events(List.of(EventJson.PLANT), 0, (seq, received, kind, event, text) -> {
            if (event instanceof PlantChanged changed) {
                for (Entity entity : changed.change().put()) {
                    if (entity instanceof Entity.Site site && name[0].isEmpty()) {
                        name[0] = site.name();
                    }
                }
            }
            return name[0].isEmpty();
        });
        return name[0];
    }
}
