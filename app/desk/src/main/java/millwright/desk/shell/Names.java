package millwright.desk.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import millwright.desk.draw.EntityWords;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import org.jspecify.annotations.Nullable;

/** How entities are called on screen. Stateless. */
final class Names {
    private Names() {}

    /** Names from the site down to the entity; empty when it is not known. */
    static List<String> path(Plant plant, @Nullable EntityId id) {
        int at = id == null ? -1 : plant.indexOf(id);
        List<String> names = new ArrayList<>();
        while (at >= 0) {
            names.addFirst(word(plant.entity(at)));
            at = plant.parent(at);
        }
        return names;
    }

    /** A site that is called what it is, as no configuration gives it a name. */
    static boolean unnamed(Entity entity) {
        return entity.kind() == EntityKind.SITE && entity.name().equals(kind(EntityKind.SITE));
    }

    private static String word(Entity entity) {
        return switch (entity) {
            case Entity.Rack rack -> "Rack " + rack.name();
            case Entity.Place place
            when place.kind() == EntityKind.ROW -> "Row " + place.name().replaceFirst("^R", "");
            default -> entity.name();
        };
    }

    static String name(Plant plant, EntityId id) {
        return EntityWords.name(plant, id);
    }

    /** {@code Rack · Hall 1 · Row 4}. */
    static String kindLine(Plant plant, int index) {
        Entity entity = plant.entity(index);
        if (unnamed(entity)) {
            return "No source names it: placement, site";
        }
        StringBuilder line = new StringBuilder(kind(entity.kind()));
        int up = plant.parent(index);
        List<String> above = new ArrayList<>();
        while (up >= 0 && above.size() < 2) {
            above.addFirst(word(plant.entity(up)));
            up = plant.parent(up);
        }
        above.forEach(name -> line.append("  ·  ").append(name));
        return line.toString();
    }

    static String kind(EntityKind kind) {
        return switch (kind) {
            case GPU, NIC, UPS, PDU, CDU -> kind.name();
            case GPU_INSTANCE -> "GPU instance";
            case POWER_SHELF -> "Power shelf";
            case LEAK_DETECTOR -> "Leak detector";
            default -> kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
        };
    }

    /** Jobs that run on the entity or inside it, at most {@code most}. */
    static List<Entity> jobs(Plant plant, int index, int most) {
        Set<Entity> jobs = new LinkedHashSet<>();
        plant.within(index, i -> {
            for (RelationKind kind : List.of(RelationKind.RUNS_ON, RelationKind.SHARES)) {
                for (int job : jobs.size() < most ? plant.origins(kind, i) : new int[0]) {
                    if (jobs.size() < most) {
                        jobs.add(plant.entity(job));
                    }
                }
            }
        });
        for (int up = plant.parent(index); up >= 0 && jobs.isEmpty(); up = plant.parent(up)) {
            for (int job : plant.origins(RelationKind.RUNS_ON, up)) {
                jobs.add(plant.entity(job));
            }
        }
        return new ArrayList<>(jobs);
    }
}
