package millwright.connectors.redfish;

import java.util.Map;
import millwright.plant.DataState;

/** What the Status of a resource means for the values that it speaks of. */
final class Health {
    /** Numbers of the words of Health, for the metric of that name. */
    static final Map<String, Integer> WORDS = Map.of("OK", 0, "Warning", 1, "Critical", 2);

    private Health() {}

    /** OK when the values speak for themselves; else the state that all of them are in. */
    static DataState of(Document resource) {
        return of(resource, "");
    }

    /** The same for a part of a resource. @param part its pointer, empty for the whole */
    static DataState of(Document resource, String part) {
        return switch (resource.text(part.isEmpty() ? "Status/State" : part + "/Status/State", "Enabled")) {
            // nothing is there, or nothing is switched on, that could be measured
            case "Absent", "Disabled", "StandbyOffline", "UnavailableOffline" -> DataState.NO_DATA;
            // it says itself that what it shows is from before
            case "Starting", "Updating", "Deferring", "Quiesced" -> DataState.STALE;
            default -> DataState.OK;
        };
    }

    static boolean isAbsent(Document resource) {
        return resource.text("Status/State", "").equals("Absent");
    }

    /** The state of all values of a resource that could not be read. */
    static DataState of(Refusal refusal) {
        return switch (refusal.status()) {
            case 401, 403 -> DataState.FORBIDDEN;
            case 404, 405, 410, 501 -> DataState.NOT_SUPPORTED;
            default -> DataState.NO_DATA;
        };
    }
}
