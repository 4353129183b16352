package millwright.connectors.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Renewed;
import millwright.connectors.source.Secret;
import millwright.connectors.source.ServerTls;
import millwright.connectors.source.ShownCertificate;
import org.jspecify.annotations.Nullable;

/** Connects to the broker, by TLS where its address says so; the secret is read anew each time. The group's one thread. */
final class Dialer {
    private final MqttConfig config;
    private final EventLoopGroup group;
    private final @Nullable Renewed<SslContext> tls;

    /** @throws IOException naming the file that is no certificate or key */
    Dialer(MqttConfig config, EventLoopGroup group) throws IOException {
        this.config = config;
        this.group = group;
        MqttConfig.Broker broker = config.broker();
        this.tls = broker.tls() ? new Renewed<>(files(broker), () -> context(broker)) : null;
    }

    private static List<Path> files(MqttConfig.Broker broker) {
        List<Path> all = new ArrayList<>();
        broker.authority().ifPresent(all::add);
        broker.shown().ifPresent(shown -> all.addAll(shown.files()));
        return all;
    }

    private static SslContext context(MqttConfig.Broker broker) throws IOException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (broker.authority().isPresent()) {
            builder.trustManager(ServerTls.chain(broker.authority().get()));
        }
        if (broker.shown().isPresent()) {
            ShownCertificate.Pair pair = broker.shown().get().read();
            builder.keyManager(pair.key(), pair.chain());
        }
        return builder.endpointIdentificationAlgorithm("HTTPS").build();
    }

    /** What is wrong with a certificate, key or authority that was changed since; empty where nothing is. */
    String renewal() {
        return tls == null ? "" : tls.problem();
    }

    /** @return the session, which tells how it goes */
    Session dial(List<String> filters, Session.Ear ear) throws IOException {
        Optional<Secret> secret = config.broker().secret();
        byte[] password = secret.isPresent() ? secret.get().read().getBytes(StandardCharsets.UTF_8) : null;
        Session session = new Session(config, password, filters, ear);
        int timeout = (int) Math.max(1, config.broker().timeout() / 1_000_000);
        ChannelFuture connecting = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        fit(channel, session, timeout);
                    }
                })
                .connect(config.broker().host(), config.broker().port());
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                greet(connecting.channel(), session);
            } else {
                session.end(why(done.cause()));
            }
        });
        return session;
    }

    private void fit(Channel channel, Session session, int timeout) {
        if (tls != null) {
            SslHandler handler = tls.now()
                    .newHandler(
                            channel.alloc(),
                            config.broker().host(),
                            config.broker().port());
            handler.setHandshakeTimeoutMillis(timeout);
            channel.pipeline().addLast(handler);
        }
        int keepAlive = config.broker().keepAlive();
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(keepAlive, Math.max(1, keepAlive / 2), 0, TimeUnit.SECONDS),
                        new PacketGuard(),
                        new MqttDecoder(PacketGuard.MOST + 16),
                        MqttEncoder.INSTANCE,
                        session);
    }

    private static void greet(Channel channel, Session session) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            session.greet();
            return;
        }
        Future<Channel> shaken = handler.handshakeFuture();
        shaken.addListener(done -> {
            if (done.isSuccess()) {
                session.greet();
            } else {
                session.end("TLS was not agreed: " + done.cause().getMessage()
                        + "; is ca-file the authority of this broker, and is TLS spoken there?");
            }
        });
    }

    private static String why(Throwable cause) {
        return cause instanceof UnknownHostException
                ? "the name of the host is not known here"
                : "cannot connect; is it running there, is the port right, and is there a way to it? ("
                        + cause.getMessage() + ")";
    }
}
