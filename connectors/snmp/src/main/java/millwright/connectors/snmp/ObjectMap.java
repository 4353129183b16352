package millwright.connectors.snmp;

import java.util.List;
import java.util.Map;
import millwright.plant.EntityKind;

/**
 * What a kind of device tells under which object.
 *
 * @param kind what the device is unless the configuration says otherwise
 * @param identity objects of its native names, by key @param indexed whether it makes a difference which of several it is
 * @param most objects in one question
 */
record ObjectMap(
        String device,
        EntityKind kind,
        Map<String, String> identity,
        List<Point> points,
        List<Table> tables,
        boolean indexed,
        int most) {
    /** Those that the program brings. */
    static final List<String> SHIPPED = List.of("apc-rpdu2", "raritan-pdu2");

    ObjectMap {
        identity = Map.copyOf(identity);
        points = List.copyOf(points);
        tables = List.copyOf(tables);
    }

    /** Parts of the device, one a row. @param rows the column whose entries are the rows and whose texts are their names */
    record Table(String part, EntityKind kind, String rows, List<Point> points) {
        Table {
            points = List.copyOf(points);
        }
    }
}
