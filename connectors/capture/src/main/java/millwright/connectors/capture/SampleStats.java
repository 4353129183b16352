package millwright.connectors.capture;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * Every sample of one metric in a stretch of time, counted: the answer of {@code capture query}. Both ends of the
 * stretch are included. A state other than OK gives no number.
 */
public final class SampleStats {
    private static final int MOST_DECIMALS = 4;
    private static final Map<String, Integer> DECIMALS = Map.ofEntries(
            Map.entry("W", 1),
            Map.entry("VA", 1),
            Map.entry("J", 0),
            Map.entry("V", 2),
            Map.entry("A", 2),
            Map.entry("Cel", 1),
            Map.entry("K", 1),
            Map.entry("%", 1),
            Map.entry("L/min", 1),
            Map.entry("kPa", 1),
            Map.entry("MHz", 0),
            Map.entry("Hz", 2),
            Map.entry("ms", 2),
            Map.entry("ns", 0),
            Map.entry("By", 0),
            Map.entry("By/s", 0),
            Map.entry("MiBy", 0),
            Map.entry("{token}/s", 1));

    private final Metric metric;
    private final Map<String, Long> states = new TreeMap<>();
    private long samples;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last = Double.NaN;
    private long lastTime = Long.MIN_VALUE;

    /**
     * What cannot be read is named among the problems of the capture; where its entities and instants are known, its samples
     * are counted as BAD.
     *
     * @param entity one entity, or null for all that have the metric
     * @throws CaptureException when the capture has no such metric or entity
     */
    public SampleStats(Capture capture, String metricName, @Nullable EntityId entity, long from, long to) {
        metric = capture.catalogue()
                .find(new MetricId(metricName))
                .orElseThrow(() -> new CaptureException(
                        capture.file() + " has no metric '" + metricName + "'; 'capture info' lists what it has"));
        boolean[] seen = new boolean[1];
        capture.tiles(metricName, from, to, tile -> {
            SlotSet set = tile.entities(capture);
            if (set != null && (entity == null || set.placeOf(entity) >= 0)) {
                seen[0] = true;
                count(capture, tile, set, entity, from, to);
            }
            return true;
        });
        if (!seen[0] && entity != null) {
            throw new CaptureException(
                    capture.file() + " has no samples of " + metricName + " for " + entity + " in that time");
        }
    }

    private void count(Capture capture, TileRow tile, SlotSet set, @Nullable EntityId entity, long from, long to) {
        List<Tick> ticks = tile.unpackTicks();
        int only = entity == null ? -1 : set.placeOf(entity);
        int[] places = new int[only >= 0 ? 1 : set.ids().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = only >= 0 ? only : i;
        }
        TileColumns columns = TileColumns.of(capture, tile, set, ticks, places);
        for (int t = 0; t < ticks.size(); t++) {
            long time = ticks.get(t).sourceTime();
            for (int i = 0; i < places.length && time >= from && time <= to; i++) {
                add(time, columns.value(t, i), columns.state(t, i));
            }
        }
    }

    private void add(long time, double value, byte state) {
        states.merge(DataState.values()[state].name(), 1L, Long::sum);
        if (state == DataState.OK.ordinal()) {
            samples++;
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (time >= lastTime) {
                last = value;
                lastTime = time;
            }
        }
    }

    public long samples() {
        return samples;
    }

    public double mean() {
        return samples == 0 ? Double.NaN : sum / samples;
    }

    public Map<String, Long> states() {
        return states;
    }

    /** JSON has no word for infinities and NaN. */
    private @Nullable Double finite(double number) {
        return samples > 0 && Double.isFinite(number) ? Double.valueOf(number) : null;
    }

    /** The largest value; NaN of none. */
    double max() {
        return samples == 0 ? Double.NaN : max;
    }

    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", metric.name());
        json.put("unit", metric.unit());
        json.put("samples", samples);
        json.put("min", finite(min));
        json.put("mean", finite(mean()));
        json.put("max", finite(max));
        json.put("last", finite(last));
        json.put("states", states);
        return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json);
    }

    public String toText() {
        return samples == 0
                ? metric.name() + ": no numbers; states " + states
                : "%s: %d samples, min %s, mean %s, max %s, last %s %s; states %s"
                        .formatted(
                                metric.name(),
                                samples,
                                number(min),
                                number(mean()),
                                number(max),
                                number(last),
                                metric.unit(),
                                states);
    }

    /** Six digits at most, and no more decimals than the unit is worth; JSON has all of them. */
    private String number(double value) {
        if (Math.abs(value) >= 1e15) { // whole digits would be made up
            return String.format(Locale.ROOT, "%.5e", value);
        }
        double most = Math.max(Math.abs(min), Math.abs(max));
        int room = most < 1 ? MOST_DECIMALS : 5 - (int) Math.floor(Math.log10(most));
        int worth = DECIMALS.getOrDefault(metric.unit(), MOST_DECIMALS);
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + Math.clamp(room, 0, worth) + "f", value)
                : String.valueOf(value);
    }
}
