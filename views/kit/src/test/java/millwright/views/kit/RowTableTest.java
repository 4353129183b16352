package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.scene.Scene;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;

/** What a table does with its columns in windows of all widths. */
class RowTableTest {
    private static final List<String> TITLES = List.of("name", "now", "guidance", "extra", "action");

    /** Where each column is drawn, by its title; what is left out is missing. */
    private static Map<String, double[]> drawn(double width) {
        return drawn(width, Set.of("extra"));
    }

    private static Map<String, double[]> drawn(double width, Set<String> spared) {
        return Pictures.onFx(() -> {
            Map<String, double[]> seen = new TreeMap<>();
            List<TableColumn<String>> columns = new ArrayList<>();
            for (String title : TITLES) {
                TableColumn<String> column = new TableColumn<>(
                        title, 100, false, false, (_, _, box) -> seen.put(title, new double[] {box.x(), box.w()}));
                boolean grows = title.equals("name") || title.equals("guidance");
                TableColumn<String> made = grows ? column.growing() : column;
                columns.add(spared.contains(title) ? made.spared() : made);
            }
            RowTable<String> table = new RowTable<>(Looks.of(FixtureContext.of(Mood.LIVE, Theme.DARK)), columns, 28);
            new Scene(table, width, 200).snapshot(null);
            table.show(List.of("a row"));
            return seen;
        });
    }

    @Test
    void whatIsLeftOutOfTheGrowingGivesNothingMore() {
        Map<String, double[]> narrow = drawn(270, Set.of("guidance", "extra"));
        assertTrue(
                !narrow.containsKey("extra") && !narrow.containsKey("guidance"),
                narrow.keySet().toString());
        assertEquals(70, narrow.get("name")[1]);
        assertEquals(270, end(narrow));
        Map<String, double[]> wider = drawn(310, Set.of("guidance", "extra"));
        assertEquals(110, wider.get("name")[1], "and takes no share of what is left over");
    }

    private static double end(Map<String, double[]> drawn) {
        double[] last = drawn.getOrDefault("action", new double[] {Double.NaN, 0});
        return last[0] + last[1];
    }

    @Test
    void whatIsLeftOverIsShared() {
        Map<String, double[]> wide = drawn(700);
        assertEquals(200, wide.get("name")[1]);
        assertEquals(200, wide.get("guidance")[1]);
        assertEquals(700, end(wide));
    }

    @Test
    void theLastGrowingColumnYieldsFirstAndNothingIsCutOff() {
        Map<String, double[]> narrow = drawn(450);
        assertEquals(100, narrow.get("name")[1]);
        assertEquals(50, narrow.get("guidance")[1]);
        assertEquals(450, end(narrow));
    }

    @Test
    void whatIsToldElsewhereIsLeftOutBeforeNamesAreCutToNothing() {
        Map<String, double[]> narrower = drawn(390);
        assertTrue(!narrower.containsKey("extra"), narrower.keySet().toString());
        assertEquals(100, narrower.get("name")[1]);
        assertEquals(390, end(narrower));
    }
}
