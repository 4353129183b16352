package millwright.bench;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.net.InetSocketAddress;
import java.util.function.IntFunction;
import millwright.connectors.wire.EventCodec;
import millwright.connectors.wire.PlantCalls;
import millwright.feed.Frame;
import millwright.plant.v1.V1;

/**
 * The sending end as a process of its own: the stream of a gateway at full speed, and the same samples as rows. Sends
 * while the call is ready, one thread a call; ends when its standard input does.
 */
final class WireSender {
    private WireSender() {}

    public static void main(String[] args) throws Exception {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .flowControlWindow(1 << 20)
                .addService(service("millwright.plant.v1.Plant", PlantCalls.attachAsBytes(), new Columns()))
                .addService(service("bench.Rows", WireDesk.method("bench.Rows"), new Rows(WireSender::rows)))
                .addService(service("bench.Otlp", WireDesk.method("bench.Otlp"), new Rows(WireSender::otlp)))
                .build()
                .start();
        System.out.println("port " + server.getPort());
        while (System.in.read() >= 0) {
            continue;
        }
        server.shutdownNow();
    }

    private static <Q> ServerServiceDefinition service(
            String name, MethodDescriptor<Q, byte[]> method, Handler<Q> handler) {
        return ServerServiceDefinition.builder(name).addMethod(method, handler).build();
    }

    /** Sends everything once the first message has come. */
    private abstract static class Handler<Q> implements ServerCallHandler<Q, byte[]> {
        abstract int count();

        abstract byte[] message(int n);

        @Override
        public ServerCall.Listener<Q> startCall(ServerCall<Q, byte[]> call, Metadata headers) {
            call.request(1);
            Object ready = new Object();
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(Q message) {
                    Thread.ofPlatform().daemon().start(() -> sendAll(call, ready));
                }

                @Override
                public void onReady() {
                    synchronized (ready) {
                        ready.notifyAll();
                    }
                }
            };
        }

        private void sendAll(ServerCall<Q, byte[]> call, Object ready) {
            call.sendHeaders(new Metadata());
            for (int n = 0; n < count() && !call.isCancelled(); n++) {
                synchronized (ready) {
                    while (!call.isReady() && !call.isCancelled()) {
                        try {
                            ready.wait(100);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                }
                call.sendMessage(message(n));
            }
        }
    }

    /** What a gateway sends: a greeting, the plant, then frames; encoded once but for the time. */
    private static final class Columns extends Handler<V1.DeskMessage> {
        private final V1.PlantMessage[] frames = new V1.PlantMessage[WireLoad.DIFFERENT];

        Columns() {
            for (int i = 0; i < frames.length; i++) {
                frames[i] = EventCodec.encode("bench-life", 1, WireLoad.frame(i));
            }
        }

        @Override
        int count() {
            return 2 + WireLoad.WARM + WireLoad.COUNTED;
        }

        @Override
        byte[] message(int at) {
            if (at == 0) {
                return V1.PlantMessage.newBuilder()
                        .setEpoch("bench-life")
                        .setWelcome(V1.Welcome.newBuilder().setGateway("bench"))
                        .build()
                        .toByteArray();
            }
            if (at == 1) {
                return EventCodec.encode("bench-life", 0, WireLoad.plant()).toByteArray();
            }
            int n = at - 2;
            V1.PlantMessage.Builder message =
                    frames[n % frames.length].toBuilder().setSequence(at);
            message.getFrameBuilder().setSourceTime(1_000_000L * (n + 1));
            return message.build().toByteArray();
        }
    }

    private static final class Rows extends Handler<byte[]> {
        private final byte[][] messages = new byte[WireLoad.DIFFERENT][];

        Rows(IntFunction<byte[]> made) {
            for (int i = 0; i < messages.length; i++) {
                messages[i] = made.apply(i);
            }
        }

        @Override
        int count() {
            return WireLoad.PEER_WARM + WireLoad.PEER_COUNTED;
        }

        @Override
        byte[] message(int n) {
            return messages[n % messages.length];
        }
    }

    /** One row a sample: entity, value, time. */
    private static byte[] rows(int n) {
        Frame frame = WireLoad.frame(n);
        V1.ActionProgress.Builder rows = V1.ActionProgress.newBuilder();
        for (int i = 0; i < frame.size(); i++) {
            rows.addValuesBuilder()
                    .setEntity(WireLoad.id(i).text())
                    .setObserved(frame.values().asDouble(i))
                    .setObservedAt(frame.sourceTime());
        }
        return rows.build().toByteArray();
    }

    /** As an OpenTelemetry exporter sends it: a data point with its attributes for each sample. */
    private static byte[] otlp(int n) {
        Frame frame = WireLoad.frame(n);
        Gauge.Builder gauge = Gauge.newBuilder();
        for (int i = 0; i < frame.size(); i++) {
            gauge.addDataPoints(NumberDataPoint.newBuilder()
                    .setTimeUnixNano(frame.sourceTime())
                    .setAsDouble(frame.values().asDouble(i))
                    .addAttributes(attribute("gpu.uuid", WireLoad.id(i).text()))
                    .addAttributes(attribute("host.name", "node-" + i / 4)));
        }
        return Metric.newBuilder()
                .setName("gpu.power")
                .setUnit("W")
                .setGauge(gauge)
                .build()
                .toByteArray();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
