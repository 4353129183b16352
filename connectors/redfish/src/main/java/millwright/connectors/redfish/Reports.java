package millwright.connectors.redfish;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import millwright.connectors.source.Reading;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * Metric reports of the telemetry service: one of them may spare the questions for many resources. A value counts only while
 * it is as fresh as an answer would be. Which sensor stands behind which value is learned from the resources themselves. The
 * poller's thread; as large as the inventory.
 */
final class Reports {
    /** Rounds without anything of use. */
    static final int USELESS = 4;

    private final Map<String, Set<Field>> fields = new HashMap<>();
    private final Map<String, Integer> useless = new HashMap<>();
    /** By report; its definition is asked for once. */
    private final Map<String, Collected> collected = new HashMap<>();
    /** ns that values of the last round were averaged over, where their reports say so. */
    private final IdentityHashMap<Reading, Long> averaged = new IdentityHashMap<>();

    /** Reports leave them out for too long to be taken from reports at all. */
    private final Set<Averaged> left = new HashSet<>();

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
        averaged.clear();
        for (String path : paths) {
            if (useless.getOrDefault(path, 0) < USELESS) {
                int before = told.size();
                try {
                    Document report = client.get(path);
                    long received = clock.getAsLong();
                    take(report, collected(report, path, client), client.clockOffset(), received, told);
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

    private Collected collected(Document report, String path, Client client) throws IOException, InterruptedException {
        Collected known = collected.get(path);
        if (known == null) {
            known = definition(report, client);
            collected.put(path, known);
        }
        return known;
    }

    /** A report without one is taken as it stands. */
    private static Collected definition(Document report, Client client) throws IOException, InterruptedException {
        Optional<String> path =
                report.link("MetricReportDefinition").flatMap(link -> Paths.local(link, client.address()));
        if (path.isEmpty()) {
            return Collected.UNSAID;
        }
        try {
            return Collected.of(client.get(path.get()));
        } catch (Refusal e) {
            if (e.isBusy() || e.status() == 401) {
                throw e;
            }
            return Collected.UNSAID;
        } catch (Garbled e) {
            return Collected.UNSAID;
        }
    }

    /** What of these came from reports that say what they averaged over, ns; 0 for instants. */
    Map<Averaged, Long> averages(List<Reading> readings) {
        Map<Averaged, Long> all = new HashMap<>();
        for (Reading reading : readings) {
            Long span = averaged.get(reading);
            if (span != null) {
                all.put(new Averaged(reading.entity(), reading.metric().id()), span);
            }
        }
        return all;
    }

    /** These are read directly from now on: now a mean and now an instant would be neither. */
    void leave(Set<Averaged> quantities) {
        left.addAll(quantities);
    }

    /** A quantity of a thing. */
    record Averaged(EntityId entity, MetricId metric) {}

    private void take(Document report, Collected how, long offset, long received, Map<Field, Reading> told) {
        String common = report.text("Timestamp", "");
        for (Document value : report.items("MetricValues")) {
            long time = When.of(value.text("Timestamp", common), offset, received);
            boolean fresh = time != Reading.UNSAID && received - time <= freshness;
            String property = property(value.text("MetricProperty", ""));
            Collected.Way way = how.of(value.text("MetricId", ""), property);
            for (Field field : fresh && way.usable() ? fields.getOrDefault(property, Set.of()) : Set.<Field>of()) {
                Reading reading = field.value(value.text("MetricValue", ""), value.number("MetricValue"), time);
                Reading before = told.get(field);
                boolean newer = before == null || before.time() < time;
                if (newer
                        && !left.contains(
                                new Averaged(reading.entity(), reading.metric().id()))) {
                    told.put(field, reading);
                    way.span().ifPresent(span -> averaged.put(reading, span));
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
