package millwright.connectors.prometheus;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages of remote read, prometheus.ReadRequest and ReadResponse, not streamed. One thread for each message. */
final class RemoteRead {
    private static final int EQUAL = 0;
    private static final int MATCHES = 2;

    /** @param times epoch ms as stored */
    record Series(Map<String, String> labels, long[] times, double[] values) {}

    private interface Body {
        void to(CodedOutputStream out) throws IOException;
    }

    private final List<Series> all = new ArrayList<>();
    private Map<String, String> labels = new HashMap<>();
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int size;

    private RemoteRead() {}

    /** @param start epoch ms @param end epoch ms, included @param matching label to what it must be, wholly matched */
    static byte[] request(long start, long end, Map<String, String> matching) throws IOException {
        return bytes(request -> message(request, 1, query -> {
            query.writeInt64(1, start);
            query.writeInt64(2, end);
            for (var label : matching.entrySet()) {
                boolean plain = label.getValue().matches("[\\w:-]*");
                message(query, 3, matcher -> {
                    matcher.writeEnum(1, plain ? EQUAL : MATCHES);
                    matcher.writeString(2, label.getKey());
                    matcher.writeString(3, label.getValue());
                });
            }
        }));
    }

    private static void message(CodedOutputStream to, int field, Body body) throws IOException {
        to.writeByteArray(field, bytes(body));
    }

    private static byte[] bytes(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        body.to(out);
        out.flush();
        return bytes.toByteArray();
    }

    /** @throws IOException when it is no such message */
    static List<Series> response(byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        RemoteRead read = new RemoteRead();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == 10) {
                ProtobufPart.nested(in, read::result);
            } else {
                in.skipField(tag);
            }
        }
        return read.all;
    }

    private void result(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == 10) {
                ProtobufPart.nested(in, this::series);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void series(CodedInputStream in) throws IOException {
        labels = new HashMap<>();
        size = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 10 -> ProtobufPart.nested(in, this::label);
                case 18 -> ProtobufPart.nested(in, this::sample);
                default -> in.skipField(tag);
            }
        }
        all.add(new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size)));
    }

    private void label(CodedInputStream in) throws IOException {
        ProtobufPart.Label label = ProtobufPart.Label.of(in);
        labels.put(label.name(), label.text());
    }

    private void sample(CodedInputStream in) throws IOException {
        double value = 0;
        long time = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 9 -> value = in.readDouble();
                case 16 -> time = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = time;
        values[size++] = value;
    }
}
