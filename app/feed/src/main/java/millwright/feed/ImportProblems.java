package millwright.feed;

import java.util.ArrayList;
import java.util.List;
import millwright.plant.Count;

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

    /** How the import ended: {@code imported}, {@code imported with 2 problems}. */
    public String outcome() {
        return count == 0 ? "imported" : "imported with " + Count.of(count, "problem");
    }

    public List<ImportProblem> listed() {
        return List.copyOf(listed);
    }
}
