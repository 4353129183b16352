package millwright.connectors.otlp;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpContentDecompressor;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObjectAggregator;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerCodec;
import io.grpc.netty.shaded.io.netty.handler.flow.FlowControlHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.timeout.ReadTimeoutHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Renewed;
import millwright.connectors.source.ServerTls;
import millwright.connectors.source.ShownCertificate;
import org.jspecify.annotations.Nullable;

/**
 * OTLP/HTTP on a port of its own, since the gateway's speaks gRPC only. One thread moves bytes, requests are worked on by
 * virtual threads. Bounded by connections, by the bytes of a body and by those of all bodies together.
 */
final class HttpPort implements AutoCloseable {
    /** Bytes of one body, unpacked. */
    static final int MOST_BODY = 8 << 20;

    private static final int SILENCE_SECONDS = 180;

    private final EventLoopGroup loop;
    private final Channel channel;
    private final @Nullable Renewed<SslContext> tls;

    /** @throws IOException when the port cannot be had, or its certificate not be read */
    HttpPort(OtlpConfig.Http config, Intakes intakes) throws IOException {
        ShownCertificate shown = config.shown().orElse(null);
        tls = shown == null ? null : new Renewed<>(files(config, shown), () -> tls(config, shown));
        HttpBounds bounds = new HttpBounds();
        loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("otlp-http", true), NioIoHandler.newFactory());
        try {
            channel = new ServerBootstrap()
                    .group(loop)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel connection) {
                            setUp(connection, tls == null ? null : tls.now(), config, bounds, intakes);
                        }
                    })
                    .bind(new InetSocketAddress(config.host(), config.port()))
                    .syncUninterruptibly()
                    .channel();
        } catch (Exception e) { // the toolkit throws a BindException without declaring it
            close(loop);
            throw new IOException(
                    "cannot listen on " + config.host() + " port " + config.port()
                            + "; does something else? Choose another with 'http: listen'",
                    e);
        }
    }

    private static List<Path> files(OtlpConfig.Http config, ShownCertificate shown) {
        List<Path> all = new ArrayList<>(shown.files());
        config.clients().ifPresent(all::add);
        return all;
    }

    private static SslContext tls(OtlpConfig.Http config, ShownCertificate shown) throws IOException {
        ShownCertificate.Pair pair = shown.read();
        SslContextBuilder builder = SslContextBuilder.forServer(pair.key(), pair.chain());
        if (config.clients().isPresent()) {
            builder.trustManager(ServerTls.chain(config.clients().get())).clientAuth(ClientAuth.REQUIRE);
        }
        return builder.build();
    }

    boolean tls() {
        return tls != null;
    }

    /** What is wrong with a certificate, key or authority that was changed since; empty where nothing is. */
    String renewal() {
        return tls == null ? "" : tls.problem();
    }

    private static void setUp(
            SocketChannel connection,
            @Nullable SslContext tls,
            OtlpConfig.Http config,
            HttpBounds bounds,
            Intakes intakes) {
        if (!bounds.connected(connection)) {
            var unused = connection.close();
            return;
        }
        if (tls != null) {
            connection.pipeline().addLast(tls.newHandler(connection.alloc()));
        }
        HttpGate gate = new HttpGate(bounds, config.token());
        connection
                .pipeline()
                .addLast(new ReadTimeoutHandler(SILENCE_SECONDS, TimeUnit.SECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new Unpacking())
                .addLast(gate)
                .addLast(new HttpObjectAggregator(MOST_BODY))
                .addLast(new FlowControlHandler())
                .addLast(new HttpCalls(intakes, gate));
    }

    /** Gzip alone; whatever else a library on the path could unpack comes through as it is, and is refused. */
    private static final class Unpacking extends HttpContentDecompressor {
        /** More than any chunk as it is read unpacks to; what all of them unpack to is bounded by the gathering. */
        private static final int MOST_AT_ONCE = 2 * MOST_BODY;

        Unpacking() {
            super(MOST_AT_ONCE);
        }

        @Override
        protected @Nullable EmbeddedChannel newContentDecoder(String encoding) throws Exception {
            boolean gzip = encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
            return gzip ? super.newContentDecoder(encoding) : null;
        }
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        close(loop);
    }

    private static void close(EventLoopGroup loop) {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
