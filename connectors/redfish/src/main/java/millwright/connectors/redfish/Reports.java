package millwright.connectors.redfish;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import millwright.connectors.source.Reading;
import millwright.plant.Times;

/**
 * Metric reports of the telemetry service: one of them may spare the questions for many resources. A value counts only while
 * it is as fresh as an answer would be. Which sensor stands behind which value is learned from the resources themselves. The
 * poller's thread; as large as the inventory.
 */
final class Reports {
    private static final int USELESS = 4;

    private final Map<String, Set<Field>> fields = new HashMap<>();
    private final Map<String, Integer> useless = new HashMap<>();
    private final List<String> paths;
    private final long freshness;
    private int used;

    /** @param freshness ns of age up to which a value of a report is taken */
    Reports(Inventory inventory, long freshness) {
        this.freshness = freshness;
        this.paths = inventory.reports();
        for (Meter meter : inventory.meters()) {
            for (Field field : meter.fields()) {
                String place = Paths.key(meter.path());
                put(field.pointer().equals("Reading") ? place : place + "#/" + field.pointer(), field);
            }
        }
    }

    private void put(String property, Field field) {
        fields.computeIfAbsent(property, k -> new HashSet<>()).add(field);
    }

    /** A resource says that the value comes from that sensor. */
    void learn(String sensor, Field field) {
        if (!paths.isEmpty() && field.words().isEmpty()) {
            put(property(sensor), field);
        }
    }

    /** @return newest fresh value of each field that a report tells */
    Map<Field, Reading> read(Client client, LongSupplier clock) throws IOException, InterruptedException {
        Map<Field, Reading> told = new HashMap<>();
        for (String path : paths) {
            if (useless.getOrDefault(path, 0) < USELESS) {
                int before = told.size();
                try {
                    take(client.get(path), client.clockOffset(), clock.getAsLong(), told);
                } catch (Refusal e) {
                    if (e.isBusy() || e.status() == 401) {
                        throw e;
                    }
                } catch (IOException e) {
                    // what it would have told is asked for one by one
                    useless.merge(path, 1, Integer::sum);
                }
                if (told.size() > before) {
                    useless.remove(path);
                } else {
                    useless.merge(path, 1, Integer::sum);
                }
            }
        }
        used = told.size();
        return told;
    }

    private void take(Document report, long offset, long received, Map<Field, Reading> told) {
        String common = report.text("Timestamp", "");
        for (Document value : report.items("MetricValues")) {
            long time = When.of(value.text("Timestamp", common), offset, received);
            boolean fresh = time != Reading.UNSAID && received - time <= freshness;
            String property = property(value.text("MetricProperty", ""));
            for (Field field : fresh ? fields.getOrDefault(property, Set.of()) : Set.<Field>of()) {
                Reading reading = field.value(value.text("MetricValue", ""), value.number("MetricValue"), time);
                Reading before = told.get(field);
                if (before == null || before.time() < time) {
                    told.put(field, reading);
                }
            }
        }
    }

    /** Sensors are named with and without the property that everybody means. */
    static String property(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            String path = Paths.key(text);
            return path.endsWith("/Reading") ? path.substring(0, path.length() - "/Reading".length()) : path;
        }
        String place = Paths.key(text.substring(0, hash));
        String pointer = text.substring(hash + 1);
        pointer = pointer.startsWith("/") ? pointer.substring(1) : pointer;
        return pointer.isEmpty() || pointer.equals("Reading") ? place : place + "#/" + pointer;
    }

    static long freshness(long every) {
        return Math.max(2 * every, 15 * Times.SECOND);
    }

    String summary() {
        return used == 0 ? "" : ", " + used + " more from metric reports";
    }
}
