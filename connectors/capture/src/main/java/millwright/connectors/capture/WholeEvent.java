package millwright.connectors.capture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a row of a stranger leaves out: a member that is absent in JSON is null in a record, also where nothing may be.
 * Any thread; keeps the members of each class.
 */
final class WholeEvent {
    private final ClassValue<List<RecordComponent>> needed = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            RecordComponent[] all = type.getRecordComponents();
            return all == null
                    ? List.of()
                    : Stream.of(all)
                            .filter(c -> !c.getType().isPrimitive()
                                    && !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                            .toList();
        }
    };

    /** @throws IllegalArgumentException naming what is missing */
    void check(Object event) {
        for (RecordComponent component : needed.get(event.getClass())) {
            try {
                if (component.getAccessor().invoke(event) == null) {
                    throw new IllegalArgumentException("it has no " + component.getName());
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(component + " cannot be read", e);
            }
        }
    }
}
