package millwright.connectors.prometheus;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One metric of a family while it is decoded: its labels and whichever kind of value it has. One thread. */
final class ProtobufMetric {
    /** A quantile with its value, or an upper bound with how many lie at or below it. */
    record Mark(double at, double value) {}

    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Mark> quantiles = new ArrayList<>();
    private final NativeBuckets natives = new NativeBuckets();
    private List<Mark> buckets = new ArrayList<>();
    private boolean single;
    private boolean counted;
    private double value;
    private double count;
    private double sum;
    private long time = Sample.NO_TIME;

    private ProtobufMetric() {}

    static ProtobufMetric read(CodedInputStream in) throws IOException {
        ProtobufMetric metric = new ProtobufMetric();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 10 -> ProtobufPart.nested(in, metric::label);
                case 18, 26, 42 -> ProtobufPart.nested(in, metric::number);
                case 34 -> ProtobufPart.nested(in, metric::summary);
                case 58 -> ProtobufPart.nested(in, metric::histogram);
                case 48 -> metric.time = clamp(in.readInt64());
                default -> in.skipField(tag);
            }
        }
        if (metric.buckets.isEmpty() && metric.counted) {
            metric.buckets = metric.natives.marks(metric.count);
        }
        return metric;
    }

    private static long clamp(long millis) {
        return Math.abs((double) millis) < Sample.MOST_MILLIS ? millis : Sample.NO_TIME;
    }

    private void label(CodedInputStream in) throws IOException {
        ProtobufPart.Label label = ProtobufPart.Label.of(in);
        if (labels.put(label.name(), label.text()) != null) {
            throw new BadExposition("label '" + label.name() + "' stands twice");
        }
    }

    private void number(CodedInputStream in) throws IOException {
        single = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == 9) {
                value = in.readDouble();
            } else {
                in.skipField(tag);
            }
        }
    }

    private void summary(CodedInputStream in) throws IOException {
        counted = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 8 -> count = in.readUInt64();
                case 17 -> sum = in.readDouble();
                case 26 -> ProtobufPart.nested(in, part -> quantiles.add(mark(part)));
                default -> in.skipField(tag);
            }
        }
    }

    private static Mark mark(CodedInputStream in) throws IOException {
        double at = 0;
        double value = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 9 -> at = in.readDouble();
                case 17 -> value = in.readDouble();
                default -> in.skipField(tag);
            }
        }
        return new Mark(at, value);
    }

    private void histogram(CodedInputStream in) throws IOException {
        counted = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 8 -> count = in.readUInt64();
                case 33 -> count = in.readDouble();
                case 17 -> sum = in.readDouble();
                case 26 -> ProtobufPart.nested(in, part -> buckets.add(bucket(part)));
                default -> {
                    if (!natives.take(tag, in)) {
                        in.skipField(tag);
                    }
                }
            }
        }
    }

    private static Mark bucket(CodedInputStream in) throws IOException {
        double below = 0;
        double bound = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 8 -> below = in.readUInt64();
                case 33 -> below = in.readDouble();
                case 17 -> bound = in.readDouble();
                default -> in.skipField(tag);
            }
        }
        return new Mark(bound, below);
    }

    Map<String, String> labels() {
        return labels;
    }

    List<Mark> quantiles() {
        return quantiles;
    }

    List<Mark> buckets() {
        return buckets;
    }

    boolean single() {
        return single;
    }

    boolean counted() {
        return counted;
    }

    double value() {
        return value;
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    long time() {
        return time;
    }
}
