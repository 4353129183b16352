package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.List;
import millwright.connectors.otlp.MetricGroup.Shape;
import millwright.connectors.otlp.MetricGroup.Temporality;

/**
 * Reads ExportMetricsServiceRequest. Fields may come in any order, as protobuf allows; unknown ones are passed over. One
 * thread; keeps nothing but known attributes.
 */
final class MetricDecoder {
    private static final int SUM = 58;
    private static final int HISTOGRAM = 74;
    private static final int EXPONENTIAL = 82;
    private static final int SUMMARY = 90;
    private static final int GAUGE = 42;

    private final AttributeReader attributes;
    private final PointDecoder points;

    MetricDecoder(AttributeReader attributes) {
        this.attributes = attributes;
        this.points = new PointDecoder(attributes);
    }

    /** @throws BadBody when it is not such a request */
    MetricBatch read(byte[] body) {
        WireBytes in = new WireBytes(body);
        MetricBatch batch = new MetricBatch();
        in.each(10, () -> {
            Attributes resource = attributes.within(in, 10, 10);
            in.each(18, () -> {
                Attributes scope = attributes.within(in, 10, 26);
                in.each(18, () -> metric(in, resource, scope, batch));
            });
        });
        return batch;
    }

    private void metric(WireBytes in, Attributes resource, Attributes scope, MetricBatch batch) {
        String name = "";
        String unit = "";
        Shape shape = Shape.OTHER;
        Data data = new Data();
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 10 -> name = in.text();
                case 26 -> unit = in.text();
                case GAUGE, SUM, HISTOGRAM, EXPONENTIAL -> {
                    shape = shape(tag);
                    int outer = in.enter();
                    data(in, shape, data, batch);
                    in.leave(outer);
                }
                case SUMMARY -> in.skip(tag);
                default -> in.skip(tag);
            }
        }
        batch.add(new MetricGroup(resource, scope, name, unit, shape, data.temporality, data.monotonic, data.points));
    }

    private static Shape shape(int tag) {
        return tag == GAUGE
                ? Shape.GAUGE
                : tag == SUM ? Shape.SUM : tag == HISTOGRAM ? Shape.HISTOGRAM : Shape.EXPONENTIAL;
    }

    private static final class Data {
        private final List<Point> points = new ArrayList<>();
        private Temporality temporality = Temporality.UNSAID;
        private boolean monotonic;
    }

    private void data(WireBytes in, Shape shape, Data data, MetricBatch batch) {
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 10 -> {
                    int outer = in.enter();
                    points.read(in, shape, data.points, batch);
                    in.leave(outer);
                }
                case 16 -> data.temporality = Temporality.of(in.varint());
                case 24 -> data.monotonic = in.varint() != 0;
                default -> in.skip(tag);
            }
        }
    }
}
