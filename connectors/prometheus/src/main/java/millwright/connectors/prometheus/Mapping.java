package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Blank;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.ExporterLabels;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * What the samples of one exposition mean: which entity, which metric, which state. Knows no network and keeps nothing.
 * Any thread.
 */
final class Mapping {
    /** @param unknown metric names that mean nothing to us, with how many samples of each */
    record Result(List<Reading> readings, Map<EntityId, Seen> entities, Map<String, Integer> unknown) {}

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
                Seen gpu = ExporterLabels.gpu(sample::label, fallbackHost);
                entities.putIfAbsent(gpu.id(), gpu);
                readings.add(field.get().reading(gpu.id(), sample.raw(), sample.value(), time(sample)));
            } else if (other.isPresent()) {
                Seen endpoint = ExporterLabels.endpoint(sample::label, fallbackHost);
                entities.putIfAbsent(endpoint.id(), endpoint);
                DataState state = Blank.stateOf(sample.raw(), sample.value());
                readings.add(DcgmFields.scaled(endpoint.id(), other.get(), 1, state, sample.value(), time(sample)));
            } else {
                unknown.merge(sample.name(), 1, Integer::sum);
            }
        }
        return new Result(List.copyOf(readings), entities, unknown);
    }

    private static long time(Sample sample) {
        return sample.timestamp() == Sample.NO_TIME ? Reading.UNSAID : sample.timestamp() * Times.MILLI;
    }

    /** Catalogue metrics of a GPU that dcgm-exporter can deliver and this exposition does not, one line each. */
    TreeSet<String> missing(Result result, List<String> wanted) {
        TreeSet<String> missing = new TreeSet<>(wanted);
        result.readings().forEach(r -> missing.remove(r.metric().name()));
        return missing;
    }
}
