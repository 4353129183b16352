package millwright.connectors.prometheus;

import java.util.HashMap;
import java.util.Map;
import millwright.connectors.source.exporter.ExporterLabels;

/**
 * Which host the samples of one exposition speak of: as their labels say, else as node exporter names itself, else as the
 * label {@code instance} of a store, else the target. One thread.
 */
final class Hosts {
    private final Map<String, String> names = new HashMap<>();
    private final Asked asked;

    Hosts(Exposition exposition, Asked asked) {
        this.asked = asked;
        for (Sample sample : exposition.samples()) {
            String name = sample.name().equals("node_uname_info") ? sample.label("nodename") : "";
            if (!name.isEmpty() && !name.equals("localhost")) {
                names.put(sample.label("instance"), name);
            }
        }
    }

    String of(Sample sample) {
        return ExporterLabels.host(sample::label, fallback(sample));
    }

    String fallback(Sample sample) {
        String instance = sample.label("instance");
        String named = names.get(instance);
        if (named != null) {
            return named;
        }
        return instance.isEmpty() ? asked.host() : bare(instance);
    }

    /** Whom a serving engine is told by: two on one host differ by their port. */
    String engine(Sample sample) {
        String instance = sample.label("instance");
        return ExporterLabels.host(sample::label, instance.isEmpty() ? asked.instance() : instance);
    }

    /** {@code n17} of {@code n17:9400}. */
    static String bare(String instance) {
        int colon = instance.lastIndexOf(':');
        boolean port = colon > 0 && instance.substring(colon + 1).matches("\\d{1,5}");
        return port ? instance.substring(0, colon) : instance;
    }
}
