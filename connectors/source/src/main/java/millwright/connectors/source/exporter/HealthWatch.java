package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;

/** Makes events of what DCGM judges otherwise than before. What passes at first is none. One thread; one entry a judgement. */
public final class HealthWatch {
    private record Key(EntityId gpu, String watch) {}

    private final Map<Key, Integer> levels = new HashMap<>();

    /** @param uncertainty ns: it may have changed at any time since the reading before */
    public List<Occurrence> watch(List<ExporterOwn.Health> judged, long received, long uncertainty, Origin teller) {
        List<Occurrence> events = new ArrayList<>();
        for (ExporterOwn.Health health : judged) {
            Integer before = levels.put(new Key(health.gpu(), health.watch()), health.level());
            if (health.level() != (before == null ? 0 : before)) {
                events.add(event(health, received, uncertainty, teller));
            }
        }
        return events;
    }

    private static Occurrence event(ExporterOwn.Health health, long received, long uncertainty, Origin teller) {
        String word = health.level() == 0 ? "passes" : health.level() == 1 ? "warns" : "fails";
        String error = health.level() == 0 || health.error().isEmpty() ? "" : " (" + health.error() + ")";
        Priority priority = switch (health.level()) {
            case 0 -> Priority.INFO;
            case 1 -> Priority.MEDIUM;
            default -> Priority.HIGH;
        };
        return new Occurrence(
                "health/" + health.gpu().text() + "/" + health.watch() + "/" + received,
                "health",
                Layer.GPU,
                health.gpu(),
                received,
                uncertainty,
                received,
                priority,
                "DCGM health of " + health.watch() + " " + word + error,
                1,
                Map.of("watch", health.watch(), "error", health.error()),
                teller);
    }

    /** Of GPUs that are no more. */
    public void forget(EntityId gpu) {
        levels.keySet().removeIf(key -> key.gpu().equals(gpu));
    }
}
