package millwright.connectors.otlp;

import java.util.Arrays;
import java.util.List;
import millwright.connectors.otlp.MetricGroup.Shape;
import org.jspecify.annotations.Nullable;

/** Reads one data point of each kind. One thread; keeps nothing but known attributes. */
final class PointDecoder {
    private final AttributeReader attributes;

    PointDecoder(AttributeReader attributes) {
        this.attributes = attributes;
    }

    void read(WireBytes in, Shape shape, List<Point> into, MetricBatch batch) {
        switch (shape) {
            case GAUGE, SUM -> number(in, into, batch);
            case HISTOGRAM -> histogram(in, into, batch);
            case EXPONENTIAL -> exponential(in, into, batch);
            case OTHER -> {}
        }
    }

    private void number(WireBytes in, List<Point> into, MetricBatch batch) {
        Attributes own = Attributes.NONE;
        long start = 0;
        long time = 0;
        long bits = 0;
        long flags = 0;
        boolean integer = false;
        boolean valued = false;
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 17 -> start = in.fixed64();
                case 25 -> time = in.fixed64();
                case 33, 49 -> {
                    integer = tag == 49;
                    bits = in.fixed64();
                    valued = true;
                }
                case 58 -> own = attributes.read(in, 58, own);
                case 64 -> flags = in.varint();
                default -> in.skip(tag);
            }
        }
        // a point without any value says that there is none, which is not the same as zero
        boolean none = (flags & 1) != 0 || !valued;
        batch.add(into, new Point.Number(own, start, time, none, integer, bits), null);
    }

    private void histogram(WireBytes in, List<Point> into, MetricBatch batch) {
        Attributes own = Attributes.NONE;
        long start = 0;
        long time = 0;
        long count = 0;
        double sum = Double.NaN;
        long[] counts = {};
        long[] bounds = {};
        long flags = 0;
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 17 -> start = in.fixed64();
                case 25 -> time = in.fixed64();
                case 33 -> count = in.fixed64();
                case 41 -> sum = in.float64();
                case 49, 50 -> counts = fixed(in, tag, counts);
                case 57, 58 -> bounds = fixed(in, tag, bounds);
                case 74 -> own = attributes.read(in, 74, own);
                case 80 -> flags = in.varint();
                default -> in.skip(tag);
            }
        }
        double[] upper = new double[bounds.length];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = Double.longBitsToDouble(bounds[i]);
        }
        Buckets buckets = new Buckets(count, sum, upper, counts);
        Point point = new Point.Histogram(own, start, time, (flags & 1) != 0, buckets);
        batch.add(into, point, Point.wrong(buckets));
    }

    private static long[] fixed(WireBytes in, int tag, long[] before) {
        if ((tag & 7) == WireBytes.FIXED64) {
            long[] more = grown(before, 1);
            more[before.length] = in.fixed64();
            return more;
        }
        int outer = in.enter();
        long[] all = grown(before, (in.end() - in.at()) / Long.BYTES);
        for (int i = before.length; i < all.length; i++) {
            all[i] = in.fixed64();
        }
        in.leave(outer);
        return all;
    }

    private static long[] grown(long[] before, int by) {
        if (before.length + by > Powers.MOST_BUCKETS) {
            throw new BadBody("a histogram with more than " + Powers.MOST_BUCKETS + " buckets");
        }
        return Arrays.copyOf(before, before.length + by);
    }

    private void exponential(WireBytes in, List<Point> into, MetricBatch batch) {
        Attributes own = Attributes.NONE;
        long start = 0;
        long time = 0;
        long count = 0;
        double sum = Double.NaN;
        int scale = 0;
        long zero = 0;
        double threshold = 0;
        Powers.Side positive = Powers.Side.NONE;
        Powers.Side negative = Powers.Side.NONE;
        long flags = 0;
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 10 -> own = attributes.read(in, 10, own);
                case 17 -> start = in.fixed64();
                case 25 -> time = in.fixed64();
                case 33 -> count = in.fixed64();
                case 41 -> sum = in.float64();
                case 48 -> scale = in.zigzag();
                case 57 -> zero = in.fixed64();
                case 66 -> positive = side(in);
                case 74 -> negative = side(in);
                case 80 -> flags = in.varint();
                case 113 -> threshold = in.float64();
                default -> in.skip(tag);
            }
        }
        Powers powers = new Powers(count, sum, scale, zero, threshold, positive, negative);
        Point point = new Point.Exponential(own, start, time, (flags & 1) != 0, powers);
        batch.add(into, point, wrong(powers));
    }

    static @Nullable String wrong(Powers powers) {
        boolean sane = powers.scale() >= -16
                && powers.scale() <= 32
                && Math.abs((long) powers.positive().offset()) < 1 << 28
                && Math.abs((long) powers.negative().offset()) < 1 << 28;
        return sane ? null : "an exponential histogram with scale " + powers.scale() + " and an offset out of reach";
    }

    private static Powers.Side side(WireBytes in) {
        int outer = in.enter();
        int offset = 0;
        long[] counts = {};
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 8 -> offset = in.zigzag();
                case 16 -> {
                    counts = grown(counts, 1);
                    counts[counts.length - 1] = in.varint();
                }
                case 18 -> counts = packed(in, counts);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Powers.Side(offset, counts);
    }

    private static long[] packed(WireBytes in, long[] before) {
        int outer = in.enter();
        long[] all = before;
        int count = before.length;
        while (in.more()) {
            if (count == all.length) {
                all = grown(all, Math.min(Math.max(16, all.length), Math.max(1, Powers.MOST_BUCKETS - all.length)));
            }
            all[count++] = in.varint();
        }
        in.leave(outer);
        return Arrays.copyOf(all, count);
    }
}
