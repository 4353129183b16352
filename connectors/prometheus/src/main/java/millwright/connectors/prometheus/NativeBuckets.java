package millwright.connectors.prometheus;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import millwright.connectors.prometheus.ProtobufMetric.Mark;

/**
 * The exponential buckets of a native histogram, told as marks of how many lie at or below a bound. Buckets below zero are
 * told of only by what they add, as no latency lies there. One thread; bounded in buckets.
 */
final class NativeBuckets {
    private static final int MOST = 20_000;

    private final List<Integer> offsets = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Double> counts = new ArrayList<>();
    private double running;
    private int schema;
    private double zeroBound;
    private double zeroCount;

    /** @return false for a field that is none of ours and was not read */
    boolean take(int tag, CodedInputStream in) throws IOException {
        switch (tag) {
            case 40 -> schema = in.readSInt32();
            case 49 -> zeroBound = in.readDouble();
            case 56 -> zeroCount = in.readUInt64();
            case 65 -> zeroCount = in.readDouble();
            case 98 -> span(in);
            case 104 -> delta(in);
            case 106 -> packed(in, true);
            case 113 -> counts.add(in.readDouble());
            case 114 -> packed(in, false);
            default -> {
                return false;
            }
        }
        if (counts.size() > MOST || offsets.size() > MOST) {
            throw new BadExposition("a histogram of more than " + MOST + " buckets");
        }
        return true;
    }

    private void delta(CodedInputStream in) throws IOException {
        running += in.readSInt64();
        counts.add(running);
    }

    private void packed(CodedInputStream in, boolean deltas) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0 && counts.size() <= MOST) {
            if (deltas) {
                delta(in);
            } else {
                counts.add(in.readDouble());
            }
        }
        in.popLimit(limit);
    }

    private void span(CodedInputStream in) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        int offset = 0;
        int length = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 8 -> offset = in.readSInt32();
                case 16 -> length = in.readUInt32();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(limit);
        offsets.add(offset);
        lengths.add(length);
    }

    /** @param all that fell anywhere @return rising; empty where the histogram has no such buckets */
    List<Mark> marks(double all) throws BadExposition {
        if (counts.isEmpty() && zeroCount == 0) {
            return List.of();
        }
        if (schema < -4 || schema > 8) {
            throw new BadExposition("a native histogram of schema " + schema);
        }
        double positive = counts.stream().mapToDouble(Double::doubleValue).sum();
        double below = all - positive;
        List<Mark> marks = new ArrayList<>(List.of(new Mark(zeroBound, below)));
        int next = 0;
        long index = 0;
        for (int s = 0; s < offsets.size(); s++) {
            index += offsets.get(s);
            for (int i = 0; i < lengths.get(s) && next < counts.size(); i++, index++) {
                add(marks, bound(index - 1), below);
                below += counts.get(next++);
                add(marks, bound(index), below);
            }
        }
        add(marks, Double.POSITIVE_INFINITY, all);
        return List.copyOf(marks);
    }

    private static void add(List<Mark> marks, double bound, double below) {
        if (bound > marks.getLast().at()) {
            marks.add(new Mark(bound, below));
        }
    }

    private double bound(long index) {
        return Math.pow(2, index * Math.pow(2, -schema));
    }
}
