package millwright.feed;

import java.util.ArrayList;
import java.util.List;

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

    public List<ImportProblem> listed() {
        return List.copyOf(listed);
    }
}
