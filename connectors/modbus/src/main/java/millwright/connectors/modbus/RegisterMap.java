package millwright.connectors.modbus;

import java.util.List;
import java.util.Map;
import millwright.plant.EntityKind;

/**
 * What a kind of device tells under which register.
 *
 * @param kind what the device is unless the configuration says otherwise
 * @param parts kind by name of its parts that have values of their own
 * @param most registers in one question @param gap registers without meaning that may be read along with others
 */
record RegisterMap(
        String device, EntityKind kind, Map<String, EntityKind> parts, List<Point> points, int most, int gap) {
    /** Those that the program brings. */
    static final List<String> SHIPPED = List.of("eastron-sdm630", "schneider-pm5000", "ocp-orv3-rpu");

    RegisterMap {
        parts = Map.copyOf(parts);
        points = List.copyOf(points);
    }
}
