package millwright.connectors.mqtt;

import java.util.Map;

/** The envelope of a grid message (CloudEvents, structured), its data taken out of the signature. */
record GridEvent(String id, String type, String source, long time, String correlation, Json data) {
    private static final Map<String, String> TYPES = Map.of(
            "loadtarget/set", "grid.loadtarget.set.v1",
            "powerstate/status", "grid.powerstate.status.v1",
            "powerbreach", "grid.powerbreach.alert.v1",
            "powerbreach/enforcement", "grid.powerbreach.enforcement.v1");

    /** @param tail of the topic, after role and identifier @param now epoch ns; no time of it is told as later */
    static GridEvent of(byte[] payload, String tail, Signers signers, long now) throws Garbled {
        Json event = Json.of(payload);
        if (!event.text("specversion").startsWith("1.0")) {
            throw event.wrong("specversion", "must be 1.0.2");
        }
        String type = event.text("type");
        String wanted = TYPES.get(tail);
        if (!type.equals(wanted)) {
            throw event.wrong("type", "is " + type + ", but " + wanted + " belongs to this topic");
        }
        String id = event.text("id");
        if (id.isBlank()) {
            throw event.wrong("id", "must not be blank");
        }
        return new GridEvent(
                id,
                type,
                event.text("source"),
                Claimed.past(event, "time", now),
                event.text("correlationid", ""),
                signers.data(event));
    }

    /** W of an object with value and unit. */
    static double watts(Json power) throws Garbled {
        double factor = switch (power.text("unit")) {
            case "watt" -> 1;
            case "kilowatt" -> 1e3;
            case "megawatt" -> 1e6;
            default -> throw power.wrong("unit", "must be watt, kilowatt or megawatt");
        };
        double value = power.number("value");
        if (value < 0) {
            throw power.wrong("value", "must not be negative");
        }
        return value * factor;
    }
}
