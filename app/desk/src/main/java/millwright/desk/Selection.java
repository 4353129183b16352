package millwright.desk;

import javafx.beans.property.ReadOnlyObjectProperty;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** One selection for all screens: selecting a rack anywhere selects it everywhere. Null: nothing. FX thread. */
public interface Selection {
    ReadOnlyObjectProperty<@Nullable EntityId> selected();

    /** The entity under the pointer, for docked details; never for pop-ups over a map. */
    ReadOnlyObjectProperty<@Nullable EntityId> hovered();

    /** Id of the incident in focus, or null. */
    ReadOnlyObjectProperty<@Nullable String> incident();

    /** Whether the incident was chosen after the entity: of the two, what was chosen last is read about. */
    boolean incidentLast();

    void select(@Nullable EntityId entity);

    void hover(@Nullable EntityId entity);

    void selectIncident(@Nullable String incident);
}
