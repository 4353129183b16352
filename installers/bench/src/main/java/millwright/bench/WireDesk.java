package millwright.bench;

import com.sun.management.OperatingSystemMXBean;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.v1.V1;
import millwright.series.LatestColumns;

/**
 * The receiving end as a process of its own, so that the operating system can say what it cost. Prints
 * {@code samples cpuNanos wallNanos bytes checksum}.
 */
final class WireDesk {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final LatestColumns columns = new LatestColumns();
    private final CountDownLatch done = new CountDownLatch(1);
    private final int warm;
    private final int counted;
    private int frames;
    private long checksum;
    private long cpu;
    private long wall;
    private long bytes;

    private WireDesk(int warm, int counted) {
        this.warm = warm;
        this.counted = counted;
    }

    /** @param args port and one of columns, rows, otlp */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        switch (args[1]) {
            case "columns" -> new WireDesk(WireLoad.WARM, WireLoad.COUNTED).columns(port);
            default -> new WireDesk(WireLoad.PEER_WARM, WireLoad.PEER_COUNTED).rows(port, args[1]);
        }
        System.exit(0);
    }

    private void columns(int port) throws InterruptedException {
        try (Link link = new Link(Target.loopback(port), LinkSettings.standard("bench"), System::nanoTime)) {
            link.open(event -> {
                columns.accept(event);
                if (event instanceof Frame frame) {
                    took(frame, 0);
                }
            });
            done.await();
        }
        report();
    }

    private void took(Frame frame, long size) {
        if (frames == warm) {
            cpu = SYSTEM.getProcessCpuTime();
            wall = System.nanoTime();
        }
        if (frames++ >= warm) {
            checksum += WireLoad.checksum(frame);
            bytes += size;
        }
        if (frames == warm + counted) {
            cpu = SYSTEM.getProcessCpuTime() - cpu;
            wall = System.nanoTime() - wall;
            done.countDown();
        }
    }

    /** A reader must see the last frame. */
    private void report() {
        var seen = columns.latest(WireLoad.METRIC, EntityKind.GPU);
        Frame last = WireLoad.frame(warm + counted - 1);
        boolean visible = true;
        for (int i = 0; i < seen.size(); i++) {
            DataState state = last.states().at(i);
            boolean number = state == DataState.OK || state == DataState.STALE;
            visible &= !number || seen.values()[i] == last.values().asDouble(i);
        }
        System.out.println((long) counted * WireLoad.ENTITIES + " " + cpu + " " + wall + " " + bytes + " " + checksum
                + " " + visible);
    }

    static MethodDescriptor<byte[], byte[]> method(String service) {
        MethodDescriptor.Marshaller<byte[]> bytes = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                try {
                    return stream.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.newBuilder(bytes, bytes)
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .setFullMethodName(service + "/Watch")
                .build();
    }

    private void rows(int port, String kind) throws InterruptedException {
        columns.accept(WireLoad.plant());
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .flowControlWindow(4 << 20)
                .maxInboundMessageSize(64 << 20)
                .directExecutor()
                .build();
        boolean otlp = kind.equals("otlp");
        ClientCall<byte[], byte[]> call =
                channel.newCall(method(otlp ? "bench.Otlp" : "bench.Rows"), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(byte[] message) {
                        try {
                            Frame frame = otlp ? fromOtlp(message) : fromRows(message);
                            columns.accept(frame);
                            took(frame, message.length);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        call.request(1);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        done.countDown();
                    }
                },
                new Metadata());
        call.request(8);
        call.sendMessage(new byte[0]);
        done.await();
        channel.shutdownNow();
        report();
    }

    private Frame fromRows(byte[] message) throws IOException {
        Plant plant = columns.plant();
        float[] values = new float[WireLoad.ENTITIES];
        for (V1.ActionProgress.Target row : V1.ActionProgress.parseFrom(message).getValuesList()) {
            values[plant.slotOf(EntityKind.GPU, new EntityId(row.getEntity()))] = (float) row.getObserved();
        }
        return frame(values);
    }

    private Frame fromOtlp(byte[] message) throws IOException {
        Plant plant = columns.plant();
        float[] values = new float[WireLoad.ENTITIES];
        for (NumberDataPoint point : Metric.parseFrom(message).getGauge().getDataPointsList()) {
            String id = point.getAttributes(0).getValue().getStringValue();
            values[plant.slotOf(EntityKind.GPU, new EntityId(id))] = (float) point.getAsDouble();
        }
        return frame(values);
    }

    private Frame frame(float[] values) {
        // Rows say nothing of states; taking them as all right spares the peers that work.
        States states = States.all(DataState.OK, values.length);
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "bench"), true);
        return WireLoad.frame(1_000_000L * (frames + 1), new Column.F32(values), states, origin);
    }
}
