package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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

    /** What is said down the sheet at one distance from its left. */
    private List<String> said(double x) {
        return Fx.run(() -> {
            InspectorSheet sheet = (InspectorSheet) shell.window().root().lookupAll("*").stream()
                    .filter(InspectorSheet.class::isInstance)
                    .findFirst()
                    .orElseThrow();
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
