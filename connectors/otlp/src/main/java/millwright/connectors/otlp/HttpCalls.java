package millwright.connectors.otlp;

import com.google.rpc.Code;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderException;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Locale;
import millwright.connectors.otlp.Intakes.Signal;
import org.jspecify.annotations.Nullable;

/** Answers one whole request after the other, each on a virtual thread; the next is read when the last was answered. */
final class HttpCalls extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = System.getLogger(HttpCalls.class.getName());

    private final Intakes intakes;
    private final HttpGate gate;

    HttpCalls(Intakes intakes, HttpGate gate) {
        this.intakes = intakes;
        this.gate = gate;
    }

    /** @param json the body's kind, protobuf otherwise */
    private record Request(ChannelHandlerContext context, boolean json, boolean last) {
        void answer(HttpResponseStatus status, byte[] body) {
            HttpCalls.answer(context, status, body, json, !last);
        }

        void error(HttpResponseStatus status, int code, @Nullable String why) {
            answer(status, Answers.error(code, String.valueOf(why), json));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        String type = String.valueOf(message.headers().get(HttpHeaderNames.CONTENT_TYPE))
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        Request request = new Request(context, type.equals("application/json"), !HttpUtil.isKeepAlive(message));
        String path = message.uri().split("\\?", 2)[0];
        String packed = String.valueOf(message.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity"));
        if (!message.decoderResult().isSuccess()) {
            request.error(HttpResponseStatus.BAD_REQUEST, Code.INVALID_ARGUMENT_VALUE, "not HTTP");
        } else if (!path.equals("/v1/metrics") && !path.equals("/v1/logs")) {
            request.error(
                    HttpResponseStatus.NOT_FOUND, Code.NOT_FOUND_VALUE, "there are only /v1/metrics and /v1/logs here");
        } else if (!message.method().equals(HttpMethod.POST)) {
            request.error(HttpResponseStatus.METHOD_NOT_ALLOWED, Code.INVALID_ARGUMENT_VALUE, "send it with POST");
        } else if (!request.json() && !type.equals("application/x-protobuf")) {
            request.error(
                    HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                    Code.INVALID_ARGUMENT_VALUE,
                    "the Content-Type is application/x-protobuf or application/json");
        } else if (!packed.equals("identity")) {
            request.error(
                    HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, Code.INVALID_ARGUMENT_VALUE, "pack it with gzip or not");
        } else {
            context.channel().config().setAutoRead(false);
            byte[] body = ByteBufUtil.getBytes(message.content());
            Signal signal = path.equals("/v1/metrics") ? Signal.METRICS : Signal.LOGS;
            Thread.ofVirtual().name("otlp-request").start(() -> work(request, signal, body));
            return;
        }
        gate.answered();
    }

    private void work(Request request, Signal signal, byte[] body) {
        String peer = request.context().channel().remoteAddress() instanceof InetSocketAddress inet
                ? inet.getHostString()
                : "unknown host";
        try {
            request.answer(
                    HttpResponseStatus.OK,
                    Answers.taken(intakes.take(signal, body, request.json(), peer), request.json()));
        } catch (BadBody e) {
            request.error(HttpResponseStatus.BAD_REQUEST, Code.INVALID_ARGUMENT_VALUE, e.getMessage());
        } catch (Busy e) {
            request.error(HttpResponseStatus.SERVICE_UNAVAILABLE, Code.UNAVAILABLE_VALUE, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "an OTLP request could not be taken", e);
            request.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, Code.INTERNAL_VALUE, "the gateway failed on it");
        } finally {
            gate.answered();
            request.context().channel().config().setAutoRead(true);
        }
    }

    /** Any thread. @param stays whether the connection is kept */
    static void answer(
            ChannelHandlerContext context, HttpResponseStatus status, byte[] body, boolean json, boolean stays) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, json ? "application/json" : "application/x-protobuf")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, Busy.RETRY_SECONDS);
        }
        if (!stays) {
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        var written = context.writeAndFlush(response);
        if (!stays) {
            var unused = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Bytes that cannot be unpacked, a silent peer, a connection that breaks: it ends, nothing else does. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "an OTLP/HTTP connection failed", cause);
        if (cause instanceof DecoderException) {
            byte[] error = Answers.error(Code.INVALID_ARGUMENT_VALUE, "the body cannot be unpacked", true);
            answer(context, HttpResponseStatus.BAD_REQUEST, error, true, false);
        } else {
            var unused = context.close();
        }
    }
}
