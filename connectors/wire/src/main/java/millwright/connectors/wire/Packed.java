package millwright.connectors.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers as little-endian bytes and back, without a step per value. Bits are kept, NaN payloads included. */
final class Packed {
    private Packed() {}

    static ByteString floats(float[] values) {
        ByteBuffer buffer = little(4 * values.length);
        buffer.asFloatBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(buffer);
    }

    static ByteString doubles(double[] values) {
        ByteBuffer buffer = little(8 * values.length);
        buffer.asDoubleBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(buffer);
    }

    static ByteString longs(long[] values) {
        ByteBuffer buffer = little(8 * values.length);
        buffer.asLongBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(buffer);
    }

    static float[] floats(ByteString bytes, String field) {
        float[] values = new float[count(bytes, 4, field)];
        little(bytes).asFloatBuffer().get(values);
        return values;
    }

    static double[] doubles(ByteString bytes, String field) {
        double[] values = new double[count(bytes, 8, field)];
        little(bytes).asDoubleBuffer().get(values);
        return values;
    }

    static long[] longs(ByteString bytes, String field) {
        long[] values = new long[count(bytes, 8, field)];
        little(bytes).asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer little(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int count(ByteString bytes, int width, String field) {
        if (bytes.size() % width != 0) {
            throw new BadMessage(field, bytes.size() + " bytes are no whole number of " + width + "-byte values");
        }
        return bytes.size() / width;
    }
}
