package millwright.connectors.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import millwright.connectors.otlp.MetricGroup.Shape;
import millwright.connectors.otlp.MetricGroup.Temporality;

/** Reads the metrics of a request in JSON; members may come in any order, unknown ones are passed over. One thread. */
final class JsonMetrics {
    private static final class Draft {
        private String name = "";
        private String unit = "";
        private Shape shape = Shape.OTHER;
        private Temporality temporality = Temporality.UNSAID;
        private boolean monotonic;
        private Attributes scope = Attributes.NONE;
        private final List<Point> points = new ArrayList<>();
    }

    private final JsonTree in;
    private final JsonPoints points;
    private final MetricBatch batch;

    private JsonMetrics(JsonTree in, MetricBatch batch) {
        this.in = in;
        this.points = new JsonPoints(in);
        this.batch = batch;
    }

    /** @throws BadBody when it is not such a request */
    static MetricBatch read(byte[] body) {
        MetricBatch batch = new MetricBatch();
        JsonTree.read(body, "resourceMetrics", in -> new JsonMetrics(in, batch)::resource);
        return batch;
    }

    private void resource() throws IOException {
        Attributes[] resource = {Attributes.NONE};
        List<Draft> drafts = new ArrayList<>();
        in.object(name -> {
            switch (name) {
                case "resource" -> resource[0] = in.attributesWithin();
                case "scopeMetrics" -> in.list(() -> scope(drafts));
                default -> in.skip();
            }
        });
        for (Draft d : drafts) {
            batch.add(new MetricGroup(
                    resource[0], d.scope, d.name, d.unit, d.shape, d.temporality, d.monotonic, d.points));
        }
    }

    private void scope(List<Draft> drafts) throws IOException {
        Attributes[] scope = {Attributes.NONE};
        List<Draft> own = new ArrayList<>();
        in.object(name -> {
            switch (name) {
                case "scope" -> scope[0] = in.attributesWithin();
                case "metrics" ->
                    in.list(() -> {
                        MetricBatch.makeRoom(drafts.size() + own.size());
                        own.add(metric());
                    });
                default -> in.skip();
            }
        });
        own.forEach(draft -> draft.scope = scope[0]);
        drafts.addAll(own);
    }

    private Draft metric() throws IOException {
        Draft draft = new Draft();
        in.object(name -> {
            switch (name) {
                case "name" -> draft.name = in.text();
                case "unit" -> draft.unit = in.text();
                case "gauge" -> data(draft, Shape.GAUGE);
                case "sum" -> data(draft, Shape.SUM);
                case "histogram" -> data(draft, Shape.HISTOGRAM);
                case "exponentialHistogram" -> data(draft, Shape.EXPONENTIAL);
                default -> in.skip();
            }
        });
        return draft;
    }

    private void data(Draft draft, Shape shape) throws IOException {
        draft.shape = shape;
        in.object(name -> {
            switch (name) {
                case "dataPoints" -> in.list(() -> points.read(shape, draft.points, batch));
                case "aggregationTemporality" -> draft.temporality = temporality(in.text());
                case "isMonotonic" -> draft.monotonic = in.flag();
                default -> in.skip();
            }
        });
    }

    /** Numbers are what the protocol asks for; some senders write the names. */
    private static Temporality temporality(String text) {
        return switch (text) {
            case "1", "AGGREGATION_TEMPORALITY_DELTA" -> Temporality.DELTA;
            case "2", "AGGREGATION_TEMPORALITY_CUMULATIVE" -> Temporality.CUMULATIVE;
            default -> Temporality.UNSAID;
        };
    }
}
