package millwright.connectors.prometheus;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import millwright.connectors.source.exporter.Blank;

/** Reads the values of one series after the other. One thread; holds those of one. */
final class StoreValues {
    /** Stores give at most 11,000 steps of a series, and few of the samples as they were stored fit into a question. */
    private static final int MOST = 200_000;

    private final boolean marked;
    private long[] times = new long[128];
    private double[] values = new double[128];
    private byte[] states = new byte[128];
    private String last = "";
    private int count;

    /** @param marked true where NaN is no value but the end of a series */
    StoreValues(boolean marked) {
        this.marked = marked;
    }

    /** @param what was asked @throws IOException also for more than anybody asks for */
    void read(String what, JsonReader in) throws IOException {
        count = 0;
        in.beginArray();
        while (in.hasNext()) {
            if (count == MOST) {
                throw new IOException(what + " gave more than " + MOST + " values of one series; ask for less");
            }
            grow();
            in.beginArray();
            times[count] = Math.round(in.nextDouble() * 1_000);
            String raw = in.nextString();
            values[count] = Double.parseDouble(StoreClient.plain(raw));
            if (!marked || !Double.isNaN(values[count])) {
                states[count] = (byte) Blank.stateOf(raw, values[count]).ordinal();
                last = raw;
                count++;
            }
            while (in.hasNext()) {
                in.skipValue();
            }
            in.endArray();
        }
        in.endArray();
    }

    private void grow() {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            states = Arrays.copyOf(states, 2 * count);
        }
    }

    StoreClient.Line line(Map<String, String> labels) {
        return new StoreClient.Line(
                labels,
                Arrays.copyOf(times, count),
                Arrays.copyOf(values, count),
                Arrays.copyOf(states, count),
                count == 0 ? "" : last);
    }
}
