package millwright.desk;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** One selection for all screens: selecting a rack anywhere selects it everywhere. Null: nothing. FX thread. */
public interface Selection {
    ReadOnlyObjectProperty<@Nullable EntityId> selected();

    /** All that is selected together, in the order in which it was chosen; {@link #selected} is the last. */
    ReadOnlyObjectProperty<List<EntityId>> together();

    /** The entity under the pointer, for docked details; never for pop-ups over a map. */
    ReadOnlyObjectProperty<@Nullable EntityId> hovered();

    /** Id of the incident in focus, or null. */
    ReadOnlyObjectProperty<@Nullable String> incident();

    /** Whether the incident was chosen after the entity: of the two, what was chosen last is read about. */
    boolean incidentLast();

    void select(@Nullable EntityId entity);

    /** Selects all of these, each once; the last is the one that is read about where one only is. */
    void selectTogether(List<EntityId> entities);

    /** Takes it to what is selected, or out of it. */
    default void toggle(EntityId entity) {
        List<EntityId> next = new ArrayList<>(together().get());
        if (!next.remove(entity)) {
            next.add(entity);
        }
        selectTogether(next);
    }

    void hover(@Nullable EntityId entity);

    void selectIncident(@Nullable String incident);
}
