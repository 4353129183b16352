package millwright.connectors.gateway;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.ShownCertificate;
import millwright.connectors.wire.CalledFeed;
import millwright.connectors.wire.PlantCalls;
import millwright.control.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's port: the plant, ingest, health and reflection, and the services of other connectors. Runs on gRPC's own
 * threads; bounded by message sizes and {@link Limits#desks}.
 */
public final class GatewayServer implements AutoCloseable {
    private static final int WINDOW = 1 << 20;
    private static final long KEEPALIVE_SECONDS = 20;

    private final Server server;
    private final HealthStatusManager health;
    private final @Nullable PortTls tls;

    private GatewayServer(Server server, HealthStatusManager health, @Nullable PortTls tls) {
        this.tls = tls;
        this.server = server;
        this.health = health;
    }

    /** @param called feeds of other connectors that are called on this port @throws IOException when the port cannot be had, naming it */
    public static GatewayServer listen(Gateway gateway, Binding binding, List<? extends CalledFeed> called)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(binding.host()), binding.port());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .flowControlWindow(WINDOW)
                .maxInboundMetadataSize(16 << 10)
                .maxConcurrentCallsPerConnection(100)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS);
        Path certificate = binding.certificate();
        Path key = binding.key();
        PortTls tls = null;
        if (certificate != null && key != null) {
            tls = tls(new ShownCertificate(certificate, key), binding.clientAuthority());
            builder.sslContext(tls);
        }
        try {
            return start(builder, gateway, binding.access(), called, tls);
        } catch (IOException e) {
            throw taken(binding, e);
        }
    }

    /**
     * Asks before anything is begun that a taken port would leave half done.
     *
     * @throws IOException when the port cannot be had, naming it
     */
    public static void requireFree(Binding binding) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as the server itself does: a port just given back is free
            probe.bind(new InetSocketAddress(InetAddress.getByName(binding.host()), binding.port()));
        } catch (IOException e) {
            throw taken(binding, e);
        }
    }

    private static IOException taken(Binding binding, IOException cause) {
        return new IOException(
                "cannot listen on " + binding.host() + " port " + binding.port()
                        + "; is another gateway running? Choose another with --listen HOST:PORT",
                cause);
    }

    /** The same service without a port: for a desk and a gateway in one program. */
    public static GatewayServer inProcess(Gateway gateway, String name, Caller caller) throws IOException {
        return start(InProcessServerBuilder.forName(name), gateway, Access.everybodyIs(caller), List.of(), null);
    }

    private static GatewayServer start(
            ServerBuilder<?> builder,
            Gateway gateway,
            Access access,
            List<? extends CalledFeed> called,
            @Nullable PortTls tls)
            throws IOException {
        HealthStatusManager health = new HealthStatusManager();
        builder.maxInboundMessageSize(PlantCalls.MAX_UP)
                .intercept(new CallerCheck(access))
                .addService(new PlantService(gateway))
                .addService(new IngestService(gateway))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        for (CalledFeed feed : called) {
            for (BindableService service : feed.services()) {
                builder.addService(ServerInterceptors.intercept(service, new MayPush()));
            }
        }
        return new GatewayServer(builder.build().start(), health, tls);
    }

    private static PortTls tls(ShownCertificate shown, @Nullable Path clients) {
        try {
            return new PortTls(shown, clients);
        } catch (IOException e) {
            throw new IllegalArgumentException("the port cannot speak TLS: " + e.getMessage(), e);
        }
    }

    /** What is wrong with a certificate, key or authority of the port that was changed since; empty where nothing is. */
    public String renewal() {
        return tls == null ? "" : tls.problem();
    }

    /** The port it listens on; -1 in this process. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        if (server.isShutdown()) {
            return;
        }
        health.enterTerminalState();
        server.shutdown();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
