package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;

class PreviewWordsTest {
    private static final EntityId A = new EntityId("pdu:A");
    private static final EntityId B = new EntityId("pdu:B");

    private static Preview preview(List<Preview.Failover> failover, int jobs, Preview.Verdict... guards) {
        return new Preview(
                "k",
                List.of(guards),
                new Preview.Binding(A, 377_400, 360_000, "breaker", Double.NaN),
                failover,
                91_000,
                84_000,
                125_000,
                119_000,
                IntStream.range(0, jobs).mapToObj(i -> new EntityId("job:" + i)).toList(),
                1,
                false,
                "",
                0);
    }

    private static List<String> said(Preview preview) {
        return PreviewWords.lines(Plant.empty(), preview).stream()
                .map(l -> l.name() + " | " + l.text() + (l.wrong() ? " !" : ""))
                .toList();
    }

    @Test
    void shortfallFailoverAndJobsAreAllSaid() {
        List<String> said = said(preview(
                List.of(new Preview.Failover(A, B, 353_000, 360_000)),
                2,
                new Preview.Verdict("service level", false, "too slow"),
                new Preview.Verdict("blast radius", true, "1 rack")));
        assertEquals(
                List.of(
                        "REFUSED  service level | too slow !",
                        "First limit that binds | pdu:A: 377 kW of 360 kW (breaker), short by 17.40 kW !",
                        "If pdu:A is lost | pdu:B carries 353 kW of 360 kW",
                        "Power | 91 kW → 84 kW",
                        "Output tokens | 125 k tok/s → 119 k tok/s",
                        "Jobs hit | job:0, job:1",
                        "Guards passed | 1 of 2: blast radius (1 rack)",
                        "Assumes | the load stays as it is"),
                said);
    }

    @Test
    void theFullestSurvivorsAreSaidAndTheOthersCounted() {
        List<String> said = said(preview(
                List.of(
                        new Preview.Failover(A, B, 100_000, 360_000),
                        new Preview.Failover(A, B, Double.NaN, 360_000),
                        new Preview.Failover(A, B, 300_000, 360_000),
                        new Preview.Failover(A, B, 200_000, 360_000),
                        new Preview.Failover(B, A, 370_000, 360_000)),
                0));
        List<String> failover = said.subList(1, 5);
        assertEquals("If pdu:B is lost | pdu:A carries 370 kW of 360 kW, short by 10 kW !", failover.getFirst());
        assertEquals("If pdu:A is lost | pdu:B carries 300 kW of 360 kW", failover.get(1));
        assertTrue(failover.getLast().endsWith("2 other feeders lost would fill less"), failover.getLast());
        assertTrue(said.contains("Jobs hit | none"), said.toString());
    }

    @Test
    void jobsThatAreNotNamedAreCounted() {
        assertTrue(
                said(preview(List.of(), 7)).contains("Jobs hit | job:0, job:1, job:2, job:3 and 3 more"),
                said(preview(List.of(), 7)).toString());
    }
}
