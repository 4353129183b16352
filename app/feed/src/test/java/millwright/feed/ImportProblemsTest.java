package millwright.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;

class ImportProblemsTest {
    private final ImportProblems problems = new ImportProblems();

    private String detail() {
        return problems.ended(EntityId.of(EntityKind.SOURCE, "a"), "csv", 0).detail();
    }

    @Test
    void howAnImportEndedIsSaidInProperWords() {
        assertEquals("imported", detail());
        problems.add("a.csv", 2, "power", "no number", "write one");
        assertEquals("imported with 1 problem", detail());
        problems.add("a.csv", 3, "power", "no number", "write one");
        assertEquals("imported with 2 problems", detail());
    }
}
