package millwright.connectors.redfish;

import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.Reading;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;

/**
 * One value of one resource.
 *
 * @param pointer keys and indices joined by slashes
 * @param scale from the resource's unit to the catalogue's
 * @param words the numbers of words, where it is no number; empty else
 */
record Field(EntityId entity, Metric metric, String pointer, double scale, Map<String, Integer> words) {
    /** A property that is not there is not offered, one that is null is not known now; neither is zero. */
    Reading read(Document resource, long time) {
        String part = part();
        DataState state = Health.of(resource);
        state = state == DataState.OK && !part.isEmpty() ? Health.of(resource, part) : state;
        if (state != DataState.OK) {
            return blank(state, time);
        } else if (!resource.has(pointer)) {
            return blank(DataState.NOT_SUPPORTED, time);
        } else if (resource.isNull(pointer) || isSwitchedOff(resource, part)) {
            return blank(DataState.NO_DATA, time);
        }
        return value(resource.text(pointer, ""), resource.number(pointer), time);
    }

    /** Pointer of what the property belongs to, empty for the whole resource. */
    private String part() {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? "" : pointer.substring(0, slash);
    }

    /** A set point that is not in force limits nothing. */
    private boolean isSwitchedOff(Document resource, String part) {
        return pointer.endsWith("/SetPoint")
                && resource.text(part + "/ControlMode", "").equals("Disabled");
    }

    /** The sensor that the value comes from, where the resource says so. */
    Optional<String> source(Document resource) {
        return part().isEmpty() ? Optional.empty() : resource.text(part() + "/DataSourceUri");
    }

    /** The same from a report, which writes every value as text. */
    Reading value(String text, double number, long time) {
        if (!words.isEmpty()) {
            Integer word = words.get(text);
            return word == null ? blank(DataState.NO_DATA, time) : Reading.of(entity, metric, word, time);
        }
        return Double.isNaN(number) ? blank(DataState.BAD, time) : Reading.of(entity, metric, number * scale, time);
    }

    Reading blank(DataState state, long time) {
        return new Reading(entity, metric, Double.NaN, state, time);
    }
}
