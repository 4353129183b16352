package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import org.junit.jupiter.api.Test;

class LogIntakeTest {
    private final List<PlantEvent> events = new ArrayList<>();
    private long now = 1_000_000_000_000L;
    private final LogIntake intake = new LogIntake(
            LogsConfig.of(ConfigNode.parse("t.yaml", "protocol: logs\nudp: 1\n")),
            new Origin(EntityId.of(EntityKind.SOURCE, "logs"), false),
            () -> now,
            events::add);
    private final LogIntake.Context context =
            new LogIntake.Context(new InputState("logs", "udp", () -> now), new Reading("test"), "n0", true);

    private List<Occurrence> occurrences() {
        return events.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .toList();
    }

    private void line(String host, String program, String message, long at) {
        intake.take(LogLine.plain(host, program, message), at, context);
    }

    @Test
    void linesThatAreNoEventsAreToldByTemplateAndCount() {
        for (int i = 0; i < 300; i++) {
            line("n" + i % 100, "kernel", "perf: interrupt took too long (" + i + " > 2500)", i);
        }
        assertEquals(List.of(), events, "no line is an event");
        intake.tellTemplates(Duration.ofMinutes(1));
        Occurrence told = occurrences().getFirst();
        assertEquals(1, occurrences().size());
        assertEquals("log.template.new", told.what());
        assertEquals(300, told.count());
        assertEquals(Layer.LOG, told.layer());
        assertEquals(Priority.INFO, told.priority());
        assertEquals("at least 64", told.details().get("hosts"));
        line("n1", "kernel", "perf: interrupt took too long (7 > 2500)", 1);
        events.clear();
        intake.tellTemplates(Duration.ofMinutes(1));
        assertEquals("log.template", occurrences().getFirst().what());
        assertEquals("301", occurrences().getFirst().details().get("total"));
    }

    @Test
    void aFloodOfKindsIsToldWithinABound() {
        for (int i = 0; i < 1_000; i++) {
            String word =
                    "w" + "abcdefghij".charAt(i / 100) + "abcdefghij".charAt(i / 10 % 10) + "abcdefghij".charAt(i % 10);
            line("n1", word, word + " happened", i);
        }
        intake.tellTemplates(Duration.ofMinutes(1));
        assertEquals(LogIntake.TEMPLATES + 1, occurrences().size());
        assertEquals(1_000, occurrences().stream().mapToLong(Occurrence::count).sum());
    }

    @Test
    void hostsThatAnybodyMakesUpAreBounded() {
        for (int i = 0; i < LogPlant.HOSTS + 50; i++) {
            line("h" + i + "\u0007<script>", "kernel", "NVRM: Xid (PCI:0000:01:00): 79, x", i);
        }
        intake.flush();
        long nodes = events.stream()
                .filter(PlantChanged.class::isInstance)
                .flatMap(e -> ((PlantChanged) e).change().put().stream())
                .filter(e -> e.kind() == EntityKind.NODE)
                .count();
        assertEquals(LogPlant.HOSTS, nodes);
        assertEquals(50, intake.refused());
        assertEquals(LogPlant.HOSTS + 50, occurrences().size());
        assertTrue(occurrences().getFirst().entity().text().startsWith("gpu:h0script/"));
        assertTrue(occurrences().getLast().entity().text().startsWith("site:"));
    }

    @Test
    void aControllersLineIsToldOfTheNodeThatItNames() {
        line("ctl", "slurmctld", "error: Nodes n[1-2] not responding, setting DOWN", 0);
        intake.flush();
        assertEquals(
                List.of("node:n1", "node:n2"),
                occurrences().stream().map(o -> o.entity().text()).toList());
        assertEquals(2, occurrences().stream().map(Occurrence::id).distinct().count());
        now++;
    }

    @Test
    void aTimeYearsAheadIsNone() {
        LogLine line = new LogLine(
                "n1", "kernel", Long.MAX_VALUE / 2, 1_000, "then", true, "NVRM: Xid (PCI:0000:01:00): 79, x");
        intake.take(line, 0, context);
        intake.flush();
        assertEquals(now, occurrences().getFirst().time());
        assertTrue(occurrences().getFirst().details().get("time").startsWith("not said"));
    }
}
