package millwright.connectors.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over protobuf bytes that never leaves them: whatever they hold, it gives a value or a {@link BadBody}. Own
 * instead of the library's, because attribute bytes are looked up where they lie. One thread.
 */
final class WireBytes {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;
    private int end;

    WireBytes(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    boolean more() {
        return at < end;
    }

    /** Goes on at another place of the same bytes. */
    void move(int from, int to) {
        at = from;
        end = to;
    }

    /** Field number times 8 plus wire type. */
    int tag() {
        int first = bytes[at];
        if (first >= 0) {
            at++;
            return checked(first);
        }
        return checked((int) varint());
    }

    private int checked(int tag) {
        if (tag >>> 3 == 0) {
            throw new BadBody("not protobuf: field 0 at byte " + at);
        }
        return tag;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw cut();
            }
            byte part = bytes[at++];
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new BadBody("not protobuf: a number without an end at byte " + at);
    }

    int zigzag() {
        int coded = (int) varint();
        return coded >>> 1 ^ -(coded & 1);
    }

    long fixed64() {
        if (end - at < Long.BYTES) {
            throw cut();
        }
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    double float64() {
        return Double.longBitsToDouble(fixed64());
    }

    /** Length of what follows, which lies wholly within. */
    int length() {
        long length = at < end && bytes[at] >= 0 ? bytes[at++] : varint();
        if (length < 0 || length > end - at) {
            throw cut();
        }
        return (int) length;
    }

    /** Enters an embedded message. @return the end of the one around it, for {@link #leave} */
    int enter() {
        int length = length();
        int outer = end;
        end = at + length;
        return outer;
    }

    /** Reads each embedded message in fields with this tag, up to the end of the present one; passes over the others. */
    void each(int wanted, Runnable reader) {
        while (more()) {
            int tag = tag();
            if (tag == wanted) {
                int outer = enter();
                reader.run();
                leave(outer);
            } else {
                skip(tag);
            }
        }
    }

    void leave(int outer) {
        at = end;
        end = outer;
    }

    String text() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    void skip(int tag) {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> jump(Long.BYTES);
            case BYTES -> jump(length());
            case FIXED32 -> jump(Integer.BYTES);
            default -> throw new BadBody("not OTLP: wire type " + (tag & 7) + " at byte " + at);
        }
    }

    private void jump(int length) {
        if (length > end - at) {
            throw cut();
        }
        at += length;
    }

    private BadBody cut() {
        return new BadBody("the message is cut off at byte " + at + " of " + bytes.length);
    }
}
