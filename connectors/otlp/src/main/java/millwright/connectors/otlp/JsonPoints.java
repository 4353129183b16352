package millwright.connectors.otlp;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import millwright.connectors.otlp.MetricGroup.Shape;

/** Reads one data point of each kind in JSON. One thread. */
final class JsonPoints {
    private final JsonTree in;

    JsonPoints(JsonTree in) {
        this.in = in;
    }

    /** All members that points of any kind have. */
    private static final class Draft {
        private Attributes attributes = Attributes.NONE;
        private long start;
        private long time;
        private long flags;
        private boolean valued;
        private boolean integer;
        private long bits;
        private long count;
        private double sum = Double.NaN;
        private int scale;
        private long zero;
        private double threshold;
        private long[] counts = {};
        private double[] bounds = {};
        private Powers.Side positive = Powers.Side.NONE;
        private Powers.Side negative = Powers.Side.NONE;
    }

    void read(Shape shape, List<Point> into, MetricBatch batch) throws IOException {
        Draft d = new Draft();
        in.object(name -> member(name, d));
        boolean none = (d.flags & 1) != 0;
        switch (shape) {
            case GAUGE, SUM -> {
                Point point = new Point.Number(d.attributes, d.start, d.time, none || !d.valued, d.integer, d.bits);
                batch.add(into, point, null);
            }
            case HISTOGRAM -> {
                Buckets buckets = new Buckets(d.count, d.sum, d.bounds, d.counts);
                Point point = new Point.Histogram(d.attributes, d.start, d.time, none, buckets);
                batch.add(into, point, Point.wrong(buckets));
            }
            case EXPONENTIAL -> {
                Powers powers = new Powers(d.count, d.sum, d.scale, d.zero, d.threshold, d.positive, d.negative);
                Point point = new Point.Exponential(d.attributes, d.start, d.time, none, powers);
                batch.add(into, point, PointDecoder.wrong(powers));
            }
            case OTHER -> {}
        }
    }

    private void member(String name, Draft d) throws IOException {
        switch (name) {
            case "attributes" -> d.attributes = in.attributes();
            case "startTimeUnixNano" -> d.start = in.whole();
            case "timeUnixNano" -> d.time = in.whole();
            case "flags" -> d.flags = in.whole();
            case "asDouble" -> value(d, false, Double.doubleToRawLongBits(in.number()));
            case "asInt" -> value(d, true, in.whole());
            case "count" -> d.count = in.whole();
            case "sum" -> d.sum = in.number();
            case "scale" -> d.scale = in.small();
            case "zeroCount" -> d.zero = in.whole();
            case "zeroThreshold" -> d.threshold = in.number();
            case "bucketCounts" -> d.counts = wholes();
            case "explicitBounds" -> d.bounds = numbers();
            case "positive" -> d.positive = side();
            case "negative" -> d.negative = side();
            default -> in.skip();
        }
    }

    private static void value(Draft d, boolean integer, long bits) {
        d.valued = true;
        d.integer = integer;
        d.bits = bits;
    }

    private Powers.Side side() throws IOException {
        int[] offset = {0};
        long[][] counts = {{}};
        in.object(name -> {
            switch (name) {
                case "offset" -> offset[0] = in.small();
                case "bucketCounts" -> counts[0] = wholes();
                default -> in.skip();
            }
        });
        return new Powers.Side(offset[0], counts[0]);
    }

    private long[] wholes() throws IOException {
        long[][] all = {new long[16]};
        int[] count = {0};
        in.list(() -> {
            all[0] = Arrays.copyOf(all[0], room(count[0], all[0].length));
            all[0][count[0]++] = in.whole();
        });
        return Arrays.copyOf(all[0], count[0]);
    }

    private double[] numbers() throws IOException {
        double[][] all = {new double[16]};
        int[] count = {0};
        in.list(() -> {
            all[0] = Arrays.copyOf(all[0], room(count[0], all[0].length));
            all[0][count[0]++] = in.number();
        });
        return Arrays.copyOf(all[0], count[0]);
    }

    private static int room(int used, int had) {
        if (used >= Powers.MOST_BUCKETS) {
            throw new BadBody("a histogram with more than " + Powers.MOST_BUCKETS + " buckets");
        }
        return used < had ? had : had * 2;
    }
}
