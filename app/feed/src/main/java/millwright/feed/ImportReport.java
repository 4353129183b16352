package millwright.feed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    /** Fact of a capture: the format that it was imported from. */
    public static final String FORMAT = "import.format";
    /** Fact of a capture: how many problems its import met. */
    public static final String PROBLEMS = "import.problems";
    /** Fact of a capture: what its import left out on purpose, a line each. */
    public static final String NOTES = "import.notes";

    private static final int MOST_NOTES = 200;

    public ImportReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        provenance = Map.copyOf(provenance);
    }

    /** What a capture says of its import: where it came from, how many problems there were, and what was left out. */
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(provenance);
        facts.put(PROBLEMS, Long.toString(problemCount));
        if (!notes.isEmpty()) {
            int more = notes.size() - MOST_NOTES;
            String kept = String.join("\n", notes.subList(0, Math.min(MOST_NOTES, notes.size())));
            facts.put(NOTES, kept + (more > 0 ? "\nand " + more + " more" : ""));
        }
        return facts;
    }

    /** How many problems the facts of a capture tell; -1 where they do not. */
    public static long problems(Map<String, String> facts) {
        String said = facts.getOrDefault(PROBLEMS, "");
        return said.matches("\\d{1,18}") ? Long.parseLong(said) : -1;
    }
}
