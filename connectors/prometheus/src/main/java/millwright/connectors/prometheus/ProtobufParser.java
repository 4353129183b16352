package millwright.connectors.prometheus;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the protobuf exposition, MetricFamily messages of io.prometheus.client one after the other, each with its length
 * before it, into the samples that text would hold. Whatever cannot be decoded is refused as a whole. One thread; bounded
 * by the bytes given.
 */
final class ProtobufParser {
    private static final int MAX_SAMPLES = 2_000_000;
    private static final List<String> TYPES =
            List.of("counter", "gauge", "summary", "untyped", "histogram", "gaugehistogram");

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();

    static Exposition parse(byte[] body) throws BadExposition {
        CodedInputStream in = CodedInputStream.newInstance(body);
        ProtobufParser parser = new ProtobufParser();
        int families = 0;
        try {
            while (!in.isAtEnd()) {
                int limit = in.pushLimit(in.readRawVarint32());
                parser.family(in);
                in.popLimit(limit);
                families++;
            }
        } catch (IOException | RuntimeException e) {
            throw new BadExposition("family " + (families + 1) + " of the protobuf exposition: " + e.getMessage());
        }
        return new Exposition(List.copyOf(parser.samples), Map.copyOf(parser.types), List.of(), 0);
    }

    private void family(CodedInputStream in) throws IOException {
        String name = "";
        int type = 3;
        List<ProtobufMetric> metrics = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 10 -> name = in.readString();
                case 24 -> type = in.readEnum();
                case 34 -> metrics.add(metric(in));
                default -> in.skipField(tag);
            }
        }
        if (name.isEmpty()) {
            throw new BadExposition("it has no name");
        }
        types.put(name, type >= 0 && type < TYPES.size() ? TYPES.get(type) : "untyped");
        for (ProtobufMetric metric : metrics) {
            put(name, metric);
        }
    }

    private static ProtobufMetric metric(CodedInputStream in) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        ProtobufMetric metric = ProtobufMetric.read(in);
        in.popLimit(limit);
        return metric;
    }

    private void put(String name, ProtobufMetric metric) throws BadExposition {
        if (metric.single()) {
            put(name, metric, "", "", metric.value());
        }
        metric.quantiles().forEach(q -> put(name, metric, "quantile", text(q.at()), q.value()));
        metric.buckets().forEach(b -> put(name + "_bucket", metric, "le", text(b.at()), b.value()));
        if (metric.counted()) {
            put(name + "_count", metric, "", "", metric.count());
            put(name + "_sum", metric, "", "", metric.sum());
        }
        if (!metric.buckets().isEmpty() && metric.buckets().getLast().at() != Double.POSITIVE_INFINITY) {
            put(name + "_bucket", metric, "le", "+Inf", metric.count());
        }
        if (samples.size() > MAX_SAMPLES) {
            throw new BadExposition("more than " + MAX_SAMPLES + " samples; ask for less");
        }
    }

    private void put(String name, ProtobufMetric metric, String key, String word, double value) {
        Map<String, String> labels = metric.labels();
        if (!key.isEmpty()) {
            labels = new LinkedHashMap<>(labels);
            labels.put(key, word);
        }
        samples.add(new Sample(name, labels, value, raw(value), metric.time(), 0));
    }

    /** Whole numbers without a point, as DCGM's blanks are told apart by what is printed. */
    private static String raw(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    }

    private static String text(double bound) {
        return bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
    }
}
