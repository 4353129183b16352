package millwright.connectors.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from CONNECT on: subscribes at QoS 1, acknowledges a message only when it was taken, so that
 * a flood waits in the network and not here, and asks a silent broker whether it is there. The channel's loop; at most
 * {@value #OPEN} own messages wait for an answer.
 */
final class Session extends ChannelInboundHandlerAdapter {
    private static final int OPEN = 1_000;
    private static final int IDS = 65_535;
    private static final int REFUSED = 0x80;

    /** Takes what comes, on the channel's loop. */
    interface Ear {
        /** @param resumed the broker kept what came meanwhile */
        void connected(boolean resumed);

        void heard(String topic, byte[] payload, boolean retained);

        void tooLarge(PacketGuard.TooLarge message);

        /** The broker does not let us in, or not read; the end comes next. */
        void forbidden();

        /** Told once, at the end. */
        void lost(String why);
    }

    private final MqttConfig config;
    private final byte @Nullable [] secret;
    private final List<String> filters;
    private final Ear ear;
    private final Map<Integer, Consumer<Sent>> open = new HashMap<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> deadline;
    private boolean accepted;
    private boolean resumed;
    private int subscription;
    private boolean ended;
    private int nextId;

    /** @param secret password or token, read for this connection */
    Session(MqttConfig config, byte @Nullable [] secret, List<String> filters, Ear ear) {
        this.config = config;
        this.secret = secret;
        this.filters = List.copyOf(filters);
        this.ear = ear;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** Greets the broker; the connection and its TLS stand. */
    void greet() {
        ChannelHandlerContext ctx = context;
        if (ctx == null || ended) {
            return;
        }
        MqttMessageBuilders.ConnectBuilder connect = MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .clientId(config.clientId())
                .cleanSession(!config.kept())
                .keepAlive(config.broker().keepAlive());
        if (!config.broker().user().isEmpty()) {
            connect.username(config.broker().user());
        }
        if (secret != null) {
            connect.password(secret);
        }
        var _ = ctx.writeAndFlush(connect.build());
        within(ctx, "the broker did not answer the greeting; is it MQTT that is spoken there?");
    }

    /** Publishes at QoS 1. @param done told once, on the loop */
    void publish(String topic, byte[] payload, Consumer<Sent> done) {
        ChannelHandlerContext ctx = context;
        if (ctx == null
                || !accepted
                || ended
                || open.size() >= OPEN
                || !ctx.channel().isWritable()) {
            done.accept(Sent.NOT);
            return;
        }
        int id = freeId();
        open.put(id, done);
        var _ = ctx.writeAndFlush(MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(id)
                .payload(ctx.alloc().buffer(payload.length).writeBytes(payload))
                .build());
        Future<?> unused = ctx.executor()
                .schedule(() -> answered(id, Sent.UNKNOWN), config.broker().timeout(), TimeUnit.NANOSECONDS);
    }

    private int freeId() {
        do {
            nextId = nextId % IDS + 1;
        } while (open.containsKey(nextId));
        return nextId;
    }

    private void answered(int id, Sent sent) {
        Consumer<Sent> done = open.remove(id);
        if (done != null) {
            done.accept(sent);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            switch (message) {
                case PacketGuard.TooLarge large -> {
                    ear.tooLarge(large);
                    acknowledge(ctx, MqttQoS.valueOf(large.qos()), large.id());
                }
                case MqttMessage known
                when known.decoderResult().isFailure() ->
                    end("what came is no MQTT: " + known.decoderResult().cause().getMessage());
                case MqttMessage known -> take(ctx, known);
                default -> {}
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext ctx, MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case CONNACK -> greeted(ctx, (MqttConnAckMessage) message);
            case SUBACK -> subscribed((MqttSubAckMessage) message);
            case PUBLISH -> published(ctx, (MqttPublishMessage) message);
            case PUBACK -> answered(id(message), Sent.TAKEN);
            case PUBREL -> answer(ctx, MqttMessageType.PUBCOMP, id(message));
            case PINGRESP -> {}
            case CONNECT, SUBSCRIBE, UNSUBSCRIBE, UNSUBACK, PUBREC, PUBCOMP, PINGREQ, DISCONNECT, AUTH ->
                end("the broker sent " + message.fixedHeader().messageType() + ", which it must not");
        }
    }

    private static int id(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }

    private void greeted(ChannelHandlerContext ctx, MqttConnAckMessage ack) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        MqttConnectReturnCode code = ack.variableHeader().connectReturnCode();
        if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            if (code == MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD
                    || code == MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED) {
                ear.forbidden();
            }
            end("the broker refused: " + words(code));
            return;
        }
        if (subscription != 0) {
            return;
        }
        resumed = ack.variableHeader().isSessionPresent();
        subscription = freeId();
        MqttMessageBuilders.SubscribeBuilder subscribe =
                MqttMessageBuilders.subscribe().messageId(subscription);
        filters.forEach(f -> subscribe.addSubscription(MqttQoS.AT_LEAST_ONCE, f));
        var _ = ctx.writeAndFlush(subscribe.build());
        within(ctx, "the broker did not answer the subscription");
    }

    private void within(ChannelHandlerContext ctx, String otherwise) {
        deadline = ctx.executor().schedule(() -> end(otherwise), config.broker().timeout(), TimeUnit.NANOSECONDS);
    }

    private static String words(MqttConnectReturnCode code) {
        return switch (code) {
            case CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, CONNECTION_REFUSED_NOT_AUTHORIZED ->
                "user, password or token; give valid ones (user with password-file, or token-file)";
            case CONNECTION_REFUSED_IDENTIFIER_REJECTED -> "the client id; give another one as 'client-id'";
            case CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION -> "it does not speak MQTT 3.1.1";
            default -> String.valueOf(code);
        };
    }

    /** Only now is anything heard, so only now does the connection stand. */
    private void subscribed(MqttSubAckMessage ack) {
        if (accepted || ack.variableHeader().messageId() != subscription) {
            return;
        }
        List<Integer> answers = ack.payload().reasonCodes();
        if (answers.size() != filters.size()) {
            end("the broker answered " + answers.size() + " of " + filters.size() + " subscriptions");
            return;
        }
        for (int i = 0; i < filters.size(); i++) {
            if (answers.get(i) >= REFUSED) {
                ear.forbidden();
                end("the broker does not let this user read " + filters.get(i) + "; let its access list allow 'user'");
                return;
            }
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
        accepted = true;
        ear.connected(resumed);
    }

    private void published(ChannelHandlerContext ctx, MqttPublishMessage message) {
        ByteBuf payload = message.payload();
        ear.heard(
                message.variableHeader().topicName(),
                ByteBufUtil.getBytes(payload),
                message.fixedHeader().isRetain());
        acknowledge(
                ctx, message.fixedHeader().qosLevel(), message.variableHeader().packetId());
    }

    private static void acknowledge(ChannelHandlerContext ctx, MqttQoS qos, int id) {
        if (qos == MqttQoS.AT_LEAST_ONCE) {
            answer(ctx, MqttMessageType.PUBACK, id);
        } else if (qos == MqttQoS.EXACTLY_ONCE) {
            answer(ctx, MqttMessageType.PUBREC, id);
        }
    }

    private static void answer(ChannelHandlerContext ctx, MqttMessageType type, int id) {
        MqttFixedHeader header = new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 2);
        var _ = ctx.write(new MqttMessage(header, MqttMessageIdVariableHeader.from(id)));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    /** A broker that takes no acknowledgements is read no further. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent idle) {
            switch (idle.state()) {
                case READER_IDLE -> {
                    if (idle.isFirst()) {
                        ping(ctx);
                    } else {
                        end("the broker says nothing any more");
                    }
                }
                case WRITER_IDLE -> ping(ctx);
                case ALL_IDLE -> {}
            }
        }
    }

    private void ping(ChannelHandlerContext ctx) {
        if (accepted) {
            var _ = ctx.writeAndFlush(MqttMessage.PINGREQ);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end("the broker closed the connection"
                + (accepted ? "; is another client known to it as '" + config.clientId() + "'?" : ""));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        end(cause instanceof IOException ? "the connection broke: " + text : "what came could not be taken: " + text);
    }

    /** Says goodbye and ends. */
    void leave() {
        ChannelHandlerContext ctx = context;
        ended = true;
        if (ctx != null) {
            if (accepted) {
                var _ = ctx.writeAndFlush(MqttMessage.DISCONNECT);
            }
            var _ = ctx.close();
        }
    }

    void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (context != null) {
            var _ = context.close();
        }
        List<Consumer<Sent>> waiting = List.copyOf(open.values());
        open.clear();
        waiting.forEach(done -> done.accept(Sent.UNKNOWN));
        ear.lost(why);
    }
}
