package millwright.connectors.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the building says of a point.
 *
 * @param unit engineering unit as written; empty where states are said
 * @param states text by value; empty where a unit is said
 * @param object id of the thing or of the rack's location; empty in associate mode
 * @param associate id of the thing that it is part of; empty for a thing of its own
 * @param integration who says its value; empty for the building
 */
record PointMetadata(
        String unit,
        Map<Long, String> states,
        String object,
        String name,
        String associate,
        List<String> serves,
        List<String> area,
        String phase,
        boolean setpoint,
        String integration) {
    private static final int STATES = 100;
    private static final int SERVED = 500;
    private static final int AREAS = 20;

    static PointMetadata of(PointKey key, Json json) throws Garbled {
        same(json, "objectType", key.objectType());
        same(json, "pointType", key.pointType());
        boolean rack = key.objectType().equals("Rack");
        boolean associate = json.has("associateId");
        if (associate && (json.has("objectId") || json.has("servesId"))) {
            throw json.wrong("associateId", "excludes objectId and servesId");
        }
        // a system need not be a thing with a name
        boolean named = !associate && !key.objectType().equals("System");
        String object = named ? json.text(rack ? "rackLocationId" : "objectId") : "";
        String name = named ? json.text(rack ? "rackLocationName" : "objectName") : "";
        if (named && (object.isBlank() || name.isBlank())) {
            throw json.wrong(rack ? "rackLocationId" : "objectId", "and its name must not be blank");
        }
        Map<Long, String> states = new LinkedHashMap<>();
        for (Json state : atMost(STATES, json, "stateText", json.children("stateText"))) {
            states.put(state.whole("value"), state.text("text"));
        }
        return new PointMetadata(
                json.text("engUnit", ""),
                Map.copyOf(states),
                object,
                name,
                json.text("associateId", ""),
                atMost(
                        SERVED,
                        json,
                        "servesId",
                        json.texts("servesId").stream().distinct().toList()),
                atMost(AREAS, json, "processArea", json.texts("processArea")),
                json.text("phase", ""),
                json.flag("isSetpoint", false),
                json.text("integration", ""));
    }

    private static <T> List<T> atMost(int most, Json json, String field, List<T> all) throws Garbled {
        if (all.size() > most) {
            throw json.wrong(field, "must be at most " + most);
        }
        return all;
    }

    /** Bytes that it holds, about. */
    long bytes() {
        long characters = (long) unit.length() + object.length() + name.length() + associate.length() + phase.length();
        for (List<String> texts : List.of(List.copyOf(states.values()), serves, area, List.of(integration))) {
            for (String text : texts) {
                characters += 32 + text.length();
            }
        }
        return 400 + 2 * characters;
    }

    private static void same(Json json, String field, String wanted) throws Garbled {
        String said = json.text(field);
        if (!said.equals(wanted)) {
            throw json.wrong(field, "is '" + said + "', its topic says '" + wanted + "'");
        }
    }

    /** True when a word of the process area, in any case, is this one. */
    boolean isIn(String word) {
        return area.stream().anyMatch(a -> a.equalsIgnoreCase(word));
    }

    /** Who has to publish its value. */
    String publisher() {
        return integration.isEmpty() ? PointKey.BUILDING : integration;
    }
}
