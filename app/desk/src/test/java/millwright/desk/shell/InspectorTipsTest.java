package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Readout;
import millwright.plant.DataState;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every line of the inspector says in full what 320 px cut. */
class InspectorTipsTest extends OpenShell {
    @BeforeEach
    void open() {
        Fx.run(() -> shell.context().selection.select(TestPlant.RACK));
        Fx.beat(shell, clock, 3);
        clock.addAndGet(6_000_000_000L);
        Fx.beat(shell, clock, 3);
    }

    private InspectorSheet sheet() {
        return (InspectorSheet) shell.window().root().lookupAll("*").stream()
                .filter(InspectorSheet.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** What is said down the sheet at one distance from its left. */
    private List<String> said(double x) {
        return Fx.run(() -> {
            InspectorSheet sheet = sheet();
            List<String> all = new ArrayList<>();
            for (int y = 0; y < sheet.getHeight(); y += 6) {
                String tip = sheet.tip(x, y);
                if (tip != null && (all.isEmpty() || !all.getLast().equals(tip))) {
                    all.add(tip);
                }
            }
            return all;
        });
    }

    @Test
    void aRowTellsItsValueAndWhatIsLeft() {
        List<String> all = said(30);
        assertTrue(all.getFirst().startsWith("R1-04\nRack"), all.getFirst());
        assertTrue(all.stream().anyMatch(t -> t.matches("(?s)[^\n]*[Pp]ower[^\n]*: 61.1 kW.*")), all::toString);
        assertTrue(all.stream().noneMatch(t -> t.contains("1 h:")), "the pointer is not on a trend");
    }

    @Test
    void whatIsBeyondALimitIsSaidWithItsSign() {
        List<String> all = said(30);
        assertTrue(all.stream().anyMatch(t -> t.startsWith("Coolant flow: 61 LPM, −22 LPM\n")), all::toString);
        assertTrue(all.stream().anyMatch(t -> t.startsWith("GPU temperature, max: 83 °C, +1 °C\n")), all::toString);
    }

    @Test
    void overATrendItTellsWhatStoodThere() {
        List<String> all = said(180);
        assertTrue(
                all.stream().anyMatch(t -> t.matches("(?s).*\n1[234]:[0-9]{2}  [0-9.,]+ k?W\n1 h: [0-9.,]+ k?W to .*")),
                all::toString);
    }

    /** As wide as it is drawn beside a number, or beside one with its age. */
    @Test
    void theEndOfATrendIsNowHoweverNarrowItIs() {
        List<String> fresh = tips(DataState.OK);
        List<String> stale = tips(DataState.STALE);
        assertTrue(stale.size() > 10 && stale.size() < fresh.size() - 10, stale.size() + " px of " + fresh.size());
        assertEquals(time(fresh.getFirst()), time(stale.getFirst()));
        assertEquals(time(fresh.getLast()), time(stale.getLast()));
    }

    private static String time(String tip) {
        return tip.lines()
                .filter(line -> line.matches("[0-9]{2}:.*"))
                .findFirst()
                .orElse(tip);
    }

    private static InspectorPage only(InspectorPage p, InspectorPage.Row r, Readout told) {
        InspectorPage.Row row = new InspectorPage.Row(
                r.name(), r.context(), "", "", told, r.left(), r.limit(), r.upper(), r.metric(), r.entity());
        return new InspectorPage(
                p.kind(),
                p.name(),
                p.priority(),
                p.open(),
                p.state(),
                p.beside(),
                p.valuesTitle(),
                List.of(row),
                0,
                0,
                List.of(),
                List.of(),
                "",
                List.of(),
                0,
                0,
                "",
                List.of());
    }

    /** What the power's trend says from its left to its right. */
    private List<String> tips(DataState state) {
        return Fx.run(() -> {
            InspectorSheet sheet = sheet();
            InspectorPage page = sheet.shown();
            InspectorPage.Row row = page.rows().stream()
                    .filter(r -> r.name().matches("(?i).*power.*") && r.metric() != null)
                    .findFirst()
                    .orElseThrow();
            Readout told = new Readout(
                    -61_100, state, "W", 50_530 * Times.SECOND, row.value().priority());
            sheet.show(only(page, row, told), "");
            List<String> all = new ArrayList<>();
            for (int x = 144; x <= 216; x++) {
                String tip = sheet.tip(x, 132);
                if (tip != null && tip.contains("1 h:")) {
                    all.add(tip);
                }
            }
            return all;
        });
    }

    @Test
    void anAlarmTellsSinceWhenAndByWhom() {
        List<String> alarms =
                said(30).stream().filter(t -> t.contains(", since ")).toList();
        assertEquals(
                2,
                alarms.stream()
                        .filter(t -> t.startsWith("Thermal") || t.startsWith("SM"))
                        .count(),
                alarms::toString);
        assertTrue(alarms.contains("SM clock spread over 5 %\nR1-04, since 14:03:21, acknowledged"), alarms::toString);
    }
}
