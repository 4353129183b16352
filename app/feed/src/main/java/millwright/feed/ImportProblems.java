package millwright.feed;

import java.util.ArrayList;
import java.util.List;
import millwright.plant.Count;
import millwright.plant.EntityId;

/** Counts every problem and keeps the first ones, so that a file of nothing but problems costs little. One thread. */
public final class ImportProblems {
    public static final int LISTED = 1000;

    private final List<ImportProblem> listed = new ArrayList<>();
    private long count;

    public void add(ImportProblem problem) {
        if (count++ < LISTED) {
            listed.add(problem);
        }
    }

    public void add(String file, long line, String field, String what, String remedy) {
        add(new ImportProblem(file, line, field, what, remedy));
    }

    public long count() {
        return count;
    }

    /** How the import that met these ended, as the last word of its source: {@code imported with 2 problems}. */
    public SourceState ended(EntityId source, String format, long time) {
        List<String> lines = listed.stream().map(Object::toString).toList();
        String outcome = count == 0 ? "imported" : "imported with " + Count.of(count, "problem");
        return new SourceState(source, format, "ended", outcome, time, Double.NaN, Double.NaN, count, lines, 0, 0);
    }

    public List<ImportProblem> listed() {
        return List.copyOf(listed);
    }
}
