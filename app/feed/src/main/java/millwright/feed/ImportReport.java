package millwright.feed;

import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param rows records read, including those with problems
 * @param samples values pushed @param events occurrences and intervals pushed
 * @param from first instant pushed @param to last one; both 0 when nothing had a time
 * @param problemCount all problems @param problems the first {@link ImportProblems#LISTED} of them
 * @param notes what was left out on purpose, one line each
 * @param provenance where it came from and what was assumed: format, files, zone
 */
public record ImportReport(
        long rows,
        long samples,
        long events,
        long from,
        long to,
        long problemCount,
        List<ImportProblem> problems,
        List<String> notes,
        Map<String, String> provenance) {
    public ImportReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        provenance = Map.copyOf(provenance);
    }
}
