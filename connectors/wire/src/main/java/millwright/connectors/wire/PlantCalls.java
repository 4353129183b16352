package millwright.connectors.wire;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;

/**
 * The Attach call with marshallers of our own: a gateway sends bytes that were encoded once for all desks, a desk reads
 * messages whose value bytes are not copied again.
 */
public final class PlantCalls {
    /** Minor version of the contract; desks and gateways one apart work together. */
    public static final int MINOR = 1;

    /** Bytes of one message down: the whole of a plant with 100,000 GPUs fits several times. */
    public static final int MAX_DOWN = 128 << 20;

    /** Bytes of one message up. */
    public static final int MAX_UP = 4 << 20;

    private PlantCalls() {}

    /** For a gateway: what goes down is already encoded. */
    public static MethodDescriptor<V1.DeskMessage, byte[]> attachAsBytes() {
        return PlantGrpc.getAttachMethod().toBuilder(PlantGrpc.getAttachMethod().getRequestMarshaller(), new Bytes())
                .build();
    }

    /** For a desk: what comes down keeps its value bytes in one array. */
    public static MethodDescriptor<V1.DeskMessage, V1.PlantMessage> attach() {
        return PlantGrpc.getAttachMethod().toBuilder(PlantGrpc.getAttachMethod().getRequestMarshaller(), new Messages())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new KnownBytes(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return readAll(stream);
        }
    }

    private static final class Messages implements MethodDescriptor.Marshaller<V1.PlantMessage> {
        @Override
        public InputStream stream(V1.PlantMessage message) {
            return new KnownBytes(message.toByteArray());
        }

        @Override
        public V1.PlantMessage parse(InputStream stream) {
            try {
                return EventCodec.parse(readAll(stream));
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("not a message of millwright.plant.v1: " + e.getMessage())
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }

    private static byte[] readAll(InputStream stream) {
        try (stream) {
            // gRPC streams know how much is left; reading exactly that spares the growing of readAllBytes.
            byte[] bytes = new byte[stream instanceof io.grpc.KnownLength known ? known.available() : 0];
            int read = stream.readNBytes(bytes, 0, bytes.length);
            byte[] rest = stream.readAllBytes();
            if (read == bytes.length && rest.length == 0) {
                return bytes;
            }
            byte[] joined = java.util.Arrays.copyOf(bytes, read + rest.length);
            System.arraycopy(rest, 0, joined, read, rest.length);
            return joined;
        } catch (IOException e) {
            throw Status.INTERNAL
                    .withDescription("a message ended early")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private static final class KnownBytes extends ByteArrayInputStream implements io.grpc.KnownLength {
        KnownBytes(byte[] bytes) {
            super(bytes);
        }
    }
}
