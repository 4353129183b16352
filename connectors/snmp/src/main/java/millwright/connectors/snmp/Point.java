package millwright.connectors.snmp;

import java.util.Map;
import java.util.OptionalLong;
import millwright.connectors.source.Conversion;
import millwright.plant.DataState;
import millwright.plant.Metric;

/**
 * One value of a device: which object tells it and what it means.
 *
 * @param object its identifier, with {@code {index}} for the device's number and {@code {row}} for the row of its table
 * @param digits object that says by how many decimal places the number is shifted; empty for none
 * @param available object that says whether there is a value, 1 for yes; empty for none
 * @param values what the numbers of a state mean in the catalogue; empty when they are those of the catalogue
 * @param missing numbers by which the device says that it has no value
 * @param rollover the number after the highest of a count that is not told as a counter, 0 when it does not begin again
 * @param averaged ns that the device averages it over, 0 for instants, empty where the map does not say
 */
record Point(
        Metric metric,
        String object,
        String digits,
        String available,
        Conversion conversion,
        Map<Long, Double> values,
        Map<Long, DataState> missing,
        double rollover,
        OptionalLong averaged) {
    Point {
        values = Map.copyOf(values);
        missing = Map.copyOf(missing);
    }

    /** In the catalogue's unit; NaN for a state that the map does not know. @param places decimal ones */
    double value(double raw, int places) {
        double number = places == 0 ? raw : raw / Math.pow(10, places);
        return values.isEmpty() ? conversion.apply(number) : values.getOrDefault((long) number, Double.NaN);
    }
}
