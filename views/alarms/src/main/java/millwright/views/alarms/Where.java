package millwright.views.alarms;

import java.util.List;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** Short words for where something is: {@code R2-13 T07 G2}, without site, hall and row. */
final class Where {
    private Where() {}

    static String of(Plant plant, EntityId id) {
        int index = plant.indexOf(id);
        if (index < 0) { // of no plant, as sources are: the id without its kind
            return id.text().replaceFirst("^[a-z]+:", "");
        }
        List<Entity> path = plant.path(index);
        StringBuilder text = new StringBuilder();
        for (Entity entity : path) {
            boolean far = entity.kind() == EntityKind.SITE
                    || entity.kind() == EntityKind.HALL
                    || entity.kind() == EntityKind.ROW;
            if (!far || entity == path.getLast()) {
                text.append(text.isEmpty() ? "" : " ").append(entity.name());
            }
        }
        return text.toString();
    }
}
