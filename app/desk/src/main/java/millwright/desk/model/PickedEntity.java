package millwright.desk.model;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import millwright.desk.Selection;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** The one selection of the desk. FX thread. */
public final class PickedEntity implements Selection {
    private final ReadOnlyObjectWrapper<@Nullable EntityId> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<EntityId>> together = new ReadOnlyObjectWrapper<>(List.of());
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
    public ReadOnlyObjectProperty<List<EntityId>> together() {
        return together.getReadOnlyProperty();
    }

    @Override
    public void select(@Nullable EntityId entity) {
        selectTogether(entity == null ? List.of() : List.of(entity));
    }

    @Override
    public void selectTogether(List<EntityId> entities) {
        List<EntityId> once = entities.stream().distinct().toList();
        incidentLast &= once.isEmpty();
        together.set(once);
        selected.set(once.isEmpty() ? null : once.getLast());
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
