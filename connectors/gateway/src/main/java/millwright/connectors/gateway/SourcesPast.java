package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** Which of the sources keep a past, and by which names they know the entities of the merged plant. Any thread. */
final class SourcesPast implements LongHistory.Keepers {
    private final Map<String, Intake> intakes;
    private final MergedPlant merged;
    private final Inbox inbox;

    SourcesPast(Map<String, Intake> intakes, MergedPlant merged, Inbox inbox) {
        this.intakes = intakes;
        this.merged = merged;
        this.inbox = inbox;
    }

    @Override
    public boolean any() {
        return intakes.values().stream().anyMatch(intake -> intake.past() != null);
    }

    /** How far back the one goes that goes furthest, ns before now. */
    long reach() {
        long reach = 0;
        for (Intake intake : intakes.values()) {
            AskedPast past = intake.past();
            reach = past == null ? reach : Math.max(reach, past.reach());
        }
        return reach;
    }

    @Override
    public CompletableFuture<List<LongHistory.Part>> of(List<EntityId> entities) {
        CompletableFuture<List<LongHistory.Part>> parts = new CompletableFuture<>();
        inbox.add(() -> {
            try {
                parts.complete(parts(entities));
            } catch (RuntimeException e) {
                parts.completeExceptionally(e);
            }
        });
        return parts;
    }

    /** Plant thread. */
    private List<LongHistory.Part> parts(List<EntityId> entities) {
        List<LongHistory.Part> parts = new ArrayList<>();
        new TreeMap<>(intakes).forEach((name, intake) -> {
            LongHistory.Part part = part(name, intake.past(), entities);
            if (part != null) {
                parts.add(part);
            }
        });
        return parts;
    }

    private LongHistory.@Nullable Part part(String source, @Nullable AskedPast past, List<EntityId> entities) {
        List<Integer> places = new ArrayList<>();
        List<EntityId> own = new ArrayList<>();
        for (int i = 0; i < entities.size() && past != null; i++) {
            boolean gone = merged.plant().indexOf(entities.get(i)) < 0; // what is no more has its past all the same
            if (gone || merged.tells(source, entities.get(i))) {
                places.add(i);
                own.add(merged.own(source, entities.get(i)));
            }
        }
        return past == null || own.isEmpty() ? null : new LongHistory.Part(past, places, own);
    }
}
