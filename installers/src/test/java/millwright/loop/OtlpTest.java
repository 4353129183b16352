package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.wire.CalledFeed;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Senders of OTLP call the gateway's own port, and a desk sees what they tell. */
@Execution(ExecutionMode.CONCURRENT)
class OtlpTest {
    /** {@code host.name n17: hw.power 603 W of GPU 0}, as any OTLP sender encodes it. */
    private static final byte[] POWER = power();

    private final Gateway gateway = LinkAndGatewayTest.gateway("life");
    private final CalledFeed feed = feed();
    private GatewayServer server;

    private static CalledFeed feed() {
        SourceProvider provider = ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.protocol().equals("otlp"))
                .findFirst()
                .orElseThrow();
        ConfigNode block = ConfigNode.parse("site.yaml", "protocol: otlp\n");
        return (CalledFeed) provider.create(block, InstantSource.system());
    }

    private void serve(Binding binding) throws IOException {
        server = GatewayServer.listen(gateway, binding, List.of(feed));
        gateway.add(new FeedSource("otlp", "otlp", false, () -> feed));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        gateway.close();
        feed.close();
    }

    private static byte[] field(int number, byte[]... parts) {
        byte[] all = concat(parts);
        return concat(new byte[] {(byte) (number << 3 | 2), (byte) all.length}, all);
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    private static byte[] pair(int number, String key, String value) {
        return field(number, text(1, key), field(2, text(1, value)));
    }

    private static byte[] text(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] power() {
        byte[] value = {0x31, 0x5b, 2, 0, 0, 0, 0, 0, 0};
        byte[] point = field(1, value, pair(7, "hw.id", "0"), pair(7, "hw.type", "gpu"));
        byte[] metric = field(2, text(1, "hw.power"), field(5, point));
        return field(1, field(1, pair(1, "host.name", "n17")), field(2, metric));
    }

    private byte[] export(ManagedChannel channel, String token) {
        MethodDescriptor.Marshaller<byte[]> bytes = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(byte[] message) {
                return new ByteArrayInputStream(message);
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
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("opentelemetry.proto.collector.metrics.v1.MetricsService/Export")
                .setRequestMarshaller(bytes)
                .setResponseMarshaller(bytes)
                .build();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), token);
        var called = token.isEmpty()
                ? channel
                : io.grpc.ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        // until the feed is open it asks to come again
        for (int i = 0; ; i++) {
            try {
                return ClientCalls.blockingUnaryCall(
                        called, method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), POWER);
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.UNAVAILABLE || i > 10_000) {
                    throw e;
                }
            }
        }
    }

    @Test
    void whatIsSentToTheGatewaysPortIsSeenByADesk() throws Exception {
        serve(Binding.loopback(0));
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", server.port())
                .usePlaintext()
                .build();
        try (Feed watch = gateway.watch("test", new Caller("t", Role.APPROVE), true)) {
            Desk desk = Desk.of(watch);
            assertEquals(0, export(channel, "").length);
            Frame frame = desk.await(Frame.class, f -> f.metric().name().equals("gpu.power"));
            assertEquals(603, frame.values().asDouble(0));
            SourceState state = desk.await(
                    SourceState.class,
                    s -> s.protocol().equals("otlp") && s.source().text().contains("n17"));
            assertEquals("ok", state.condition());
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void whoMayOnlyWatchTellsNothing(@TempDir Path folder) throws Exception {
        Path callers = Files.writeString(
                folder.resolve("callers"),
                "bob watch token:watcher-0123456789\nagent operate token:sender-01234567890\n");
        serve(new Binding("localhost", 0, null, null, null, callers));
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", server.port())
                .usePlaintext()
                .build();
        try {
            assertEquals(Status.Code.UNAUTHENTICATED, refusal(channel, "Bearer nobody"));
            assertEquals(Status.Code.PERMISSION_DENIED, refusal(channel, "Bearer watcher-0123456789"));
            assertEquals(0, export(channel, "Bearer sender-01234567890").length);
        } finally {
            channel.shutdownNow();
        }
    }

    private Status.Code refusal(ManagedChannel channel, String token) {
        return assertThrows(StatusRuntimeException.class, () -> export(channel, token))
                .getStatus()
                .getCode();
    }

    /** Runs where {@code MILLWRIGHT_OTLP_NPM} names a folder with send.mjs and its packages installed. */
    @Test
    void whatTheNpmExportersSendIsSeenByADesk() throws Exception {
        String folder = System.getenv("MILLWRIGHT_OTLP_NPM");
        Assumptions.assumeTrue(folder != null, "no MILLWRIGHT_OTLP_NPM");
        serve(Binding.loopback(0));
        try (Feed watch = gateway.watch("test", new Caller("t", Role.APPROVE), true)) {
            Desk desk = Desk.of(watch);
            Process node = new ProcessBuilder("node", "send.mjs", "localhost:" + server.port())
                    .directory(Path.of(folder).toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(node.waitFor(60, TimeUnit.SECONDS));
            assertEquals("sent\n", said);
            desk.await(
                    Frame.class,
                    f -> f.metric().name().equals("gpu.power") && f.values().asDouble(0) == 603);
            desk.await(
                    Frame.class,
                    f -> f.metric().name().equals("gpu.energy") && f.values().asDouble(0) == 150);
            desk.await(Frame.class, f -> f.metric().name().equals("endpoint.ttft.p99"));
            desk.await(SourceState.class, s -> s.detail().contains("1 error logs"));
        }
    }
}
