package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.ImportReport;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Count;

/**
 * What an import could not read, as its capture tells it: the last word of the source and the notes beside it. Captures of
 * before may tell neither. One thread; bounded by what an import lists.
 */
final class ImportAccount {
    private static final int SHOWN = 20;
    private static final long UNKNOWN = -1;

    private final boolean imported;
    private final List<String> notes;
    private List<String> listed = List.of();
    private long problems;

    /** @param meta of the capture */
    ImportAccount(Map<String, String> meta) {
        imported = meta.containsKey(ImportReport.FORMAT);
        String said = meta.getOrDefault(ImportReport.NOTES, "");
        notes = said.isEmpty() ? List.of() : said.lines().toList();
        problems = ImportReport.problems(meta);
    }

    /** Takes every event of the capture. */
    void take(PlantEvent event) {
        if (imported && event instanceof SourceState state && state.condition().equals("ended")) {
            problems = state.errors();
            listed = state.missing();
        }
    }

    /** Empty where nothing was imported. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (imported) {
            json.put("recorded", problems != UNKNOWN);
            if (problems != UNKNOWN) {
                json.put("problems", problems);
                json.put("problemExamples", listed);
            }
            json.put("notes", notes);
        }
        return json;
    }

    /** Empty where nothing was imported. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!imported) {
            return lines;
        }
        lines.add(
                problems == UNKNOWN
                        ? "imported; what could not be read was not recorded"
                        : "imported with " + Count.of(problems, "problem"));
        listed.stream().limit(SHOWN).forEach(p -> lines.add("  " + p));
        long more = problems - Math.min(SHOWN, listed.size());
        if (more > 0) {
            lines.add("  and " + more + " more"
                    + (listed.size() > SHOWN ? "; --json lists the first " + listed.size() : ""));
        }
        notes.forEach(n -> lines.add("  note: " + n));
        return lines;
    }
}
