package millwright.desk.model;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import millwright.desk.Selection;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** The one selection of the desk. FX thread. */
public final class PickedEntity implements Selection {
    private final ReadOnlyObjectWrapper<@Nullable EntityId> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable EntityId> hovered = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> incident = new ReadOnlyObjectWrapper<>();
    private boolean incidentLast;

    @Override
    public ReadOnlyObjectProperty<@Nullable EntityId> selected() {
        return selected.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<@Nullable EntityId> hovered() {
        return hovered.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<@Nullable String> incident() {
        return incident.getReadOnlyProperty();
    }

    @Override
    public boolean incidentLast() {
        return incidentLast;
    }

    @Override
    public void select(@Nullable EntityId entity) {
        incidentLast &= entity == null;
        selected.set(entity);
    }

    @Override
    public void hover(@Nullable EntityId entity) {
        hovered.set(entity);
    }

    @Override
    public void selectIncident(@Nullable String newIncident) {
        incidentLast = newIncident != null;
        incident.set(newIncident);
    }
}
