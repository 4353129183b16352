package millwright.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Proof PROVEN = Proof.that(true, "all equal");

    @Test
    void aRateIsBetterWhenHigherAndATimeWhenLower() {
        assertEquals(4.0, Target.atLeast(1).timesBetter(200, 50));
        assertEquals(4.0, Target.atMost(1).timesBetter(50, 200));
        assertEquals(0.25, Target.none(false).timesBetter(200, 50));
    }

    @Test
    void eachPeerHasItsLineWithTheRatio() {
        Row row = Row.of("write", 60e6, "samples/s", Target.atLeast(50e6), PROVEN)
                .beside(new Peer("rows", 2e6), new Peer("DuckDB", 30e6));
        List<String> lines = Table.of(List.of(row)).lines().toList();
        assertEquals(
                "| write | 60,000,000 | samples/s | ≥ 50,000,000 | yes | rows | 2,000,000 | 30.0 | all equal |",
                lines.get(2));
        assertTrue(lines.get(3).contains("| DuckDB | 30,000,000 | 2.00 |"), lines.get(3));
    }

    @Test
    void everyLineHasAsManyCellsAsTheHead() {
        List<Row> rows = List.of(
                Row.of("a", 1, "s", Target.none(true), PROVEN),
                Row.of("b", 1, "s", Target.atMost(2), PROVEN).beside(new Peer("p", 3)));
        for (String line : Table.of(rows).lines().toList()) {
            assertEquals(10, line.chars().filter(c -> c == '|').count(), line);
        }
    }

    @Test
    void whatIsNotProvenDoesNotCount() {
        Row row = Row.of("a", 1, "s", Target.atMost(2), Proof.that(false, "3 of 9 equal"));
        assertFalse(row.counts());
        String line = Table.of(List.of(row));
        assertTrue(line.contains("| NO |") && line.contains("NOT PROVEN: 3 of 9 equal"), line);
    }

    @Test
    void nothingMeasuredIsNoRow() {
        assertThrows(IllegalArgumentException.class, () -> Row.of("a", Double.NaN, "s", Target.none(true), PROVEN));
    }

    @Test
    void benchesAreChosenByWord() {
        assertTrue(BenchRun.isChosen("capture write", "heatmap,capture"));
        assertTrue(BenchRun.isChosen("anything", "all"));
        assertFalse(BenchRun.isChosen("capture write", "heatmap"));
    }
}
