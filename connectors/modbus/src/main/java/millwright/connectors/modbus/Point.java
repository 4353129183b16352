package millwright.connectors.modbus;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.connectors.source.Conversion;
import millwright.plant.DataState;
import millwright.plant.Metric;

/**
 * One value of a device: where it stands and what it means.
 *
 * @param part of the device that it is about, empty for the device itself
 * @param register as sent, from 0 @param bit of the number that it is, -1 for the whole
 * @param values what the numbers of a state mean in the catalogue; empty when they are those of the catalogue
 * @param missing bits by which the device says that it has no value
 * @param rollover the number after the highest of a count, 0 when it does not begin again
 * @param averaged ns that the device averages it over, 0 for instants, empty where the map does not say
 */
record Point(
        Metric metric,
        String part,
        Space space,
        int register,
        RegisterType type,
        ByteOrder order,
        int bit,
        Conversion conversion,
        Map<Long, Double> values,
        Map<Long, DataState> missing,
        double rollover,
        OptionalLong averaged,
        Optional<Bounds> write) {
    /** In {@link #missing}: any of the many floats that are no number. */
    static final long ANY_NAN = 0x7ff8_dead_0000_0000L;

    Point {
        values = Map.copyOf(values);
        missing = Map.copyOf(missing);
    }

    /** @param value raw: as the device counts, before units; NaN unless the state is OK */
    record Raw(double value, DataState state) {}

    int end() {
        return register + type.words;
    }

    /** @param at where in {@code data} the point's first register is */
    Raw raw(byte[] data, int at) {
        long bits = type.bits(order.turned(data, at, type.words));
        DataState absent = missing.get(bits);
        double number = type.number(bits);
        if (absent == null && Double.isNaN(number)) {
            absent = missing.getOrDefault(ANY_NAN, DataState.NO_DATA);
        }
        if (absent != null) {
            return new Raw(Double.NaN, absent);
        }
        if (bit >= 0) {
            number = bits >>> bit & 1;
        }
        return Double.isInfinite(number) ? new Raw(Double.NaN, DataState.BAD) : new Raw(number, DataState.OK);
    }

    /** In the catalogue's unit; NaN for a state that the map does not know. */
    double value(double raw) {
        return values.isEmpty() ? conversion.apply(raw) : values.getOrDefault((long) raw, Double.NaN);
    }

    /** As it is written. @throws IllegalArgumentException when the register cannot hold it */
    byte[] written(double value) {
        return order.turned(type.bytes(conversion.undo(value)), 0, type.words);
    }

    /** The most by which what is read back may differ from what was written, for it is rounded on the way. */
    double tolerance(double value) {
        double resolution = type.isFloat() ? Math.abs(value) * 1e-6 : Math.abs(conversion.factor()) * 0.51;
        return Math.max(resolution, 1e-9);
    }
}
