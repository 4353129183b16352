package millwright.views.alarms;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How the orders of the list are called. */
final class SortNames extends StringConverter<AlarmOrder.Sort> {
    @Override
    public String toString(AlarmOrder.@Nullable Sort sort) {
        return switch (sort) {
            case PRIORITY -> "Priority, then age";
            case NEWEST -> "Newest first";
            case OLDEST -> "Oldest first";
            case null -> "";
        };
    }

    @Override
    public AlarmOrder.@Nullable Sort fromString(String text) {
        return null;
    }
}
