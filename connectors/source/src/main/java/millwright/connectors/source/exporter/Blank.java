package millwright.connectors.source.exporter;

import millwright.plant.DataState;

/**
 * DCGM's blank values: numbers that mean "no number". The base means no data, base + 1 not found, + 2 not supported,
 * + 3 no permission. Exporters print them as if they were measurements.
 */
public final class Blank {
    private static final long INT32 = 0x7ffffff0L;
    private static final long INT64 = 0x7ffffffffffffff0L;
    private static final double FP64 = 140_737_488_355_328.0;
    private static final DataState[] MEANING = {
        DataState.NO_DATA, DataState.NO_DATA, DataState.NOT_SUPPORTED, DataState.FORBIDDEN
    };

    private Blank() {}

    /** @param raw as printed: a double can no longer tell INT64 blanks apart */
    public static DataState stateOf(String raw, double value) {
        if (Double.isNaN(value)) {
            return DataState.NO_DATA;
        }
        if (value < INT32 || Double.isInfinite(value)) {
            return DataState.OK;
        }
        long offset = offset(raw, value);
        return offset >= 0 && offset < MEANING.length ? MEANING[(int) offset] : DataState.OK;
    }

    private static long offset(String raw, double value) {
        if (value >= FP64 && value < FP64 + 4) {
            return (long) (value - FP64);
        }
        try {
            long number = Long.parseLong(raw);
            return number >= INT64 ? number - INT64 : number - INT32;
        } catch (NumberFormatException e) {
            // printed as a float: INT64 blanks all round to 2^63, of which nothing finer can be said than "no number"
            return value >= 9.2e18 ? 0 : (long) (value - INT32);
        }
    }
}
