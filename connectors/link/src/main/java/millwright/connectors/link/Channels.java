package millwright.connectors.link;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import millwright.connectors.wire.PlantCalls;

/** Opens the channel to a target. */
final class Channels {
    private static final int WINDOW = 4 << 20;
    private static final long KEEPALIVE_SECONDS = 5;

    private Channels() {}

    static ManagedChannel open(Target target, Executor executor) {
        ManagedChannelBuilder<?> builder =
                target.inProcess().isEmpty() ? network(target) : InProcessChannelBuilder.forName(target.inProcess());
        builder.executor(executor).maxInboundMessageSize(PlantCalls.MAX_DOWN);
        if (!target.token().isEmpty()) {
            builder.intercept(new Bearer(target.token()));
        }
        return builder.build();
    }

    private static ManagedChannelBuilder<?> network(Target target) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(target.host(), target.port())
                .flowControlWindow(WINDOW)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEPALIVE_SECONDS, TimeUnit.SECONDS);
        if (!target.tls()) {
            return builder.usePlaintext();
        }
        try {
            SslContextBuilder tls = GrpcSslContexts.forClient();
            Path authority = target.authority();
            if (authority != null) {
                tls.trustManager(authority.toFile());
            }
            Path certificate = target.certificate();
            Path key = target.key();
            if (certificate != null && key != null) {
                tls.keyManager(certificate.toFile(), key.toFile());
            }
            return builder.sslContext(tls.build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("TLS to " + target + " cannot be set up: " + e.getMessage(), e);
        }
    }

    private static final class Bearer implements ClientInterceptor {
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        private final String token;

        Bearer(String token) {
            this.token = token;
        }

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    headers.put(AUTHORIZATION, "Bearer " + token);
                    super.start(listener, headers);
                }
            };
        }
    }
}
