package millwright.connectors.gateway;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import millwright.connectors.source.Renewed;
import millwright.connectors.source.ServerTls;
import millwright.connectors.source.ShownCertificate;
import org.jspecify.annotations.Nullable;

/** TLS of a gateway's port: who comes next is shown the certificate that its files hold then. Any thread. */
final class PortTls extends SslContext {
    private final Renewed<SslContext> newest;

    /** @param clients authority of callers' certificates @throws IOException naming the file that cannot be taken */
    PortTls(ShownCertificate shown, @Nullable Path clients) throws IOException {
        List<Path> files = new ArrayList<>(shown.files());
        if (clients != null) {
            files.add(clients);
        }
        newest = new Renewed<>(files, () -> context(shown, clients));
    }

    private static SslContext context(ShownCertificate shown, @Nullable Path clients) throws IOException {
        ShownCertificate.Pair pair = shown.read();
        SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forServer(pair.key(), pair.chain()));
        if (clients != null) {
            builder.trustManager(ServerTls.chain(clients)).clientAuth(ClientAuth.OPTIONAL);
        }
        return builder.build();
    }

    /** Why the files as they are now are not taken; empty where they are. */
    String problem() {
        return newest.problem();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator bytes) {
        return newest.now().newEngine(bytes);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator bytes, String host, int port) {
        return newest.now().newEngine(bytes, host, port);
    }

    @Override
    public boolean isClient() {
        return false;
    }

    @Override
    public List<String> cipherSuites() {
        return newest.now().cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // what it replaces it with is not asked by gRPC
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return newest.now().applicationProtocolNegotiator();
    }

    @Override
    public SSLSessionContext sessionContext() {
        return newest.now().sessionContext();
    }
}
