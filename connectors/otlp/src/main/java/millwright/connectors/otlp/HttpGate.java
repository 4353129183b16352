package millwright.connectors.otlp;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import io.grpc.netty.shaded.io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import millwright.connectors.source.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the body of a request is gathered: who calls, how long it may take, how much all bodies hold. The
 * connection's thread, but {@link #answered} from any.
 */
final class HttpGate extends ChannelInboundHandlerAdapter {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpBounds bounds;
    private final Optional<Secret> token;
    private final AtomicLong held = new AtomicLong();
    private @Nullable ScheduledFuture<?> deadline;
    private boolean shut;

    HttpGate(HttpBounds bounds, Optional<Secret> token) {
        this.bounds = bounds;
        this.token = token;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (shut) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            stopWaiting();
            deadline = context.executor().schedule(() -> close(context), PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!known(request)) {
                refuse(
                        context,
                        message,
                        HttpResponseStatus.UNAUTHORIZED,
                        "this port wants a bearer token that it knows");
                return;
            }
        }
        if (message instanceof HttpContent content) {
            int more = content.content().readableBytes();
            held.addAndGet(more);
            if (!bounds.hold(more)) {
                refuse(context, message, HttpResponseStatus.SERVICE_UNAVAILABLE, "too much is being sent at once");
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            stopWaiting();
        }
        context.fireChannelRead(message);
    }

    private void refuse(ChannelHandlerContext context, Object message, HttpResponseStatus status, String why) {
        shut = true;
        ReferenceCountUtil.release(message);
        HttpCalls.answer(context, status, Answers.error(0, why, true), true, false);
    }

    private boolean known(HttpRequest request) {
        if (token.isEmpty()) {
            return true;
        }
        try {
            String given = String.valueOf(request.headers().get(HttpHeaderNames.AUTHORIZATION));
            String wanted = "Bearer " + token.get().read();
            return MessageDigest.isEqual(
                    given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    /** What the body held is free again. */
    void answered() {
        bounds.free(held.getAndSet(0));
    }

    private void stopWaiting() {
        ScheduledFuture<?> waiting = deadline;
        if (waiting != null) {
            waiting.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopWaiting();
        answered();
        super.channelInactive(context);
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
