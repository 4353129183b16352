package millwright.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ImportProblemsTest {
    @Test
    void howAnImportEndedIsSaidInProperWords() {
        ImportProblems problems = new ImportProblems();
        assertEquals("imported", problems.outcome());
        problems.add("a.csv", 2, "power", "no number", "write one");
        assertEquals("imported with 1 problem", problems.outcome());
        problems.add("a.csv", 3, "power", "no number", "write one");
        assertEquals("imported with 2 problems", problems.outcome());
    }
}
