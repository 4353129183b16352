package millwright.connectors.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import millwright.connectors.otlp.Intakes.Signal;
import org.jspecify.annotations.Nullable;

/**
 * The metrics and logs services of OTLP/gRPC, as bytes in and bytes out. Runs on the server's threads; the server bounds
 * the size of a message and unpacks gzip.
 */
final class GrpcCalls {
    private static final Logger LOG = System.getLogger(GrpcCalls.class.getName());
    private static final String PACKAGE = "opentelemetry.proto.collector.";

    private final Intakes intakes;

    GrpcCalls(Intakes intakes) {
        this.intakes = intakes;
    }

    List<BindableService> services() {
        return List.of(
                service("metrics.v1.MetricsService", Signal.METRICS), service("logs.v1.LogsService", Signal.LOGS));
    }

    private BindableService service(String name, Signal signal) {
        MethodDescriptor<Body, byte[]> export = MethodDescriptor.<Body, byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(PACKAGE + name, "Export"))
                .setRequestMarshaller(new Bodies())
                .setResponseMarshaller(new Answered())
                .build();
        ServerCallHandler<Body, byte[]> handler = (call, headers) -> ServerCalls.<Body, byte[]>asyncUnaryCall(
                        (body, answers) -> take(signal, body, peer(call), answers))
                .startCall(call, headers);
        ServerServiceDefinition definition = ServerServiceDefinition.builder(PACKAGE + name)
                .addMethod(export, handler)
                .build();
        return () -> definition;
    }

    private static String peer(ServerCall<?, ?> call) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return address instanceof InetSocketAddress inet ? inet.getHostString() : "unknown host";
    }

    private void take(Signal signal, Body body, String peer, StreamObserver<byte[]> answers) {
        Status refused = body.refused();
        if (refused != null) {
            answers.onError(refused.asRuntimeException());
            return;
        }
        try {
            answers.onNext(Answers.taken(intakes.take(signal, body.bytes(), false, peer), false));
            answers.onCompleted();
        } catch (BadBody e) {
            answers.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        } catch (Busy e) {
            answers.onError(StatusProto.toStatusRuntimeException(later(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "an OTLP request could not be taken", e);
            answers.onError(Status.INTERNAL
                    .withDescription("the gateway failed on it: " + e.getMessage())
                    .asRuntimeException());
        }
    }

    private static com.google.rpc.Status later(String why) {
        RetryInfo retry = RetryInfo.newBuilder()
                .setRetryDelay(Duration.newBuilder().setSeconds(Busy.RETRY_SECONDS))
                .build();
        return com.google.rpc.Status.newBuilder()
                .setCode(Code.UNAVAILABLE_VALUE)
                .setMessage(why)
                .addDetails(Any.pack(retry))
                .build();
    }

    /** @param refused why it could not be read: told as it is, where the server would say "unknown" */
    private record Body(byte[] bytes, @Nullable Status refused) {}

    private static final class Bodies implements MethodDescriptor.Marshaller<Body> {
        @Override
        public InputStream stream(Body body) {
            return new ByteArrayInputStream(body.bytes());
        }

        @Override
        public Body parse(InputStream stream) {
            try {
                return new Body(stream.readAllBytes(), null);
            } catch (StatusRuntimeException e) {
                return new Body(new byte[0], e.getStatus()); // it unpacks to more than a message may be
            } catch (IOException e) {
                String why = "the message cannot be unpacked: " + e.getMessage();
                return new Body(new byte[0], Status.INVALID_ARGUMENT.withDescription(why));
            }
        }
    }

    private static final class Answered implements MethodDescriptor.Marshaller<byte[]> {
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
    }
}
