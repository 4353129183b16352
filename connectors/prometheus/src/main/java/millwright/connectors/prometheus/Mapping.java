package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * What the samples of one exposition mean: which entity, which metric, which state. Knows no network and keeps nothing.
 * Any thread.
 */
final class Mapping {
    /** A host or GPU that samples speak of. @param labels those that identify it natively */
    record Seen(EntityId id, EntityKind kind, String host, String name, int index, Map<String, String> labels) {}

    /** @param unknown metric names that mean nothing to us, with how many samples of each */
    record Result(List<Reading> readings, Map<EntityId, Seen> entities, Map<String, Integer> unknown) {}

    private static final List<String> HOST_LABELS = List.of("Hostname", "hostname", "host", "node", "nodename");
    private static final Map<String, String> OTHER = Map.of(
            "vllm:num_requests_running", "endpoint.requests.running",
            "vllm:num_requests_waiting", "endpoint.requests.waiting",
            "vllm:kv_cache_usage_perc", "endpoint.kv-cache",
            "vllm:gpu_cache_usage_perc", "endpoint.kv-cache");

    private final Catalogue catalogue;
    private final DcgmFields fields;

    Mapping(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.fields = new DcgmFields(catalogue);
    }

    /** @param fallbackHost host of the target, for exporters that name none (or "localhost") */
    Result read(Exposition exposition, String fallbackHost) {
        List<Reading> readings = new ArrayList<>();
        Map<EntityId, Seen> entities = new LinkedHashMap<>();
        Map<String, Integer> unknown = new TreeMap<>();
        for (Sample sample : exposition.samples()) {
            Optional<DcgmFields.Field> field = fields.find(sample.name());
            Optional<Metric> other =
                    Optional.ofNullable(OTHER.get(sample.name())).flatMap(name -> catalogue.find(new MetricId(name)));
            if (field.isPresent()) {
                Seen gpu = gpu(sample, fallbackHost);
                entities.putIfAbsent(gpu.id(), gpu);
                readings.add(reading(gpu.id(), field.get().metric(), field.get().scale(), sample));
            } else if (other.isPresent()) {
                Seen endpoint = endpoint(sample, fallbackHost);
                entities.putIfAbsent(endpoint.id(), endpoint);
                readings.add(reading(endpoint.id(), other.get(), 1, sample));
            } else {
                unknown.merge(sample.name(), 1, Integer::sum);
            }
        }
        return new Result(List.copyOf(readings), entities, unknown);
    }

    private static Reading reading(EntityId entity, Metric metric, double scale, Sample sample) {
        DataState state = Blank.stateOf(sample.raw(), sample.value());
        double value = sample.value() * scale;
        if (state == DataState.OK && !metric.isPlausible(value)) {
            state = DataState.BAD;
        }
        long time = sample.timestamp() == Sample.NO_TIME ? Reading.UNSAID : sample.timestamp() * Times.MILLI;
        return new Reading(entity, metric, state == DataState.OK ? value : Double.NaN, state, time);
    }

    private static Seen gpu(Sample sample, String fallbackHost) {
        String host = host(sample, fallbackHost);
        String uuid = sample.label("UUID").isEmpty() ? sample.label("uuid") : sample.label("UUID");
        String number = sample.label("gpu");
        String mig = sample.label("GPU_I_ID");
        String local = uuid.isEmpty() ? host + "/" + number : uuid;
        Map<String, String> labels = new TreeMap<>();
        putIfSaid(labels, "dcgm.uuid", uuid);
        putIfSaid(labels, "dcgm.gpu", number);
        putIfSaid(labels, "pci", sample.label("pci_bus_id"));
        putIfSaid(labels, "model", sample.label("modelName"));
        putIfSaid(labels, "mig", mig);
        int index = number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
        String name = "G" + (number.isEmpty() ? "?" : number) + (mig.isEmpty() ? "" : "." + mig);
        String id = mig.isEmpty() ? local : local + "/mig" + mig;
        return new Seen(EntityId.of(EntityKind.GPU, id), EntityKind.GPU, host, name, index, labels);
    }

    private static Seen endpoint(Sample sample, String fallbackHost) {
        String model = sample.label("model_name");
        String local = (model.isEmpty() ? "endpoint" : model) + "@" + host(sample, fallbackHost);
        return new Seen(
                EntityId.of(EntityKind.ENDPOINT, local),
                EntityKind.ENDPOINT,
                host(sample, fallbackHost),
                local,
                0,
                Map.of("model", model));
    }

    private static void putIfSaid(Map<String, String> labels, String key, String value) {
        if (!value.isEmpty()) {
            labels.put(key, value);
        }
    }

    private static String host(Sample sample, String fallbackHost) {
        for (String key : HOST_LABELS) {
            String host = sample.label(key);
            if (!host.isEmpty() && !host.equals("localhost")) {
                return host;
            }
        }
        return fallbackHost;
    }

    /** Catalogue metrics of a GPU that dcgm-exporter can deliver and this exposition does not, one line each. */
    TreeSet<String> missing(Result result, List<String> wanted) {
        TreeSet<String> missing = new TreeSet<>(wanted);
        result.readings().forEach(r -> missing.remove(r.metric().name()));
        return missing;
    }
}
