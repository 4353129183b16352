package millwright.connectors.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The block format of Snappy, as remote read wraps its messages in. Keeps nothing. Any thread; bounded by what is asked. */
final class Snappy {
    private static final int LONGEST_LITERAL = 1 << 16;

    private final byte[] packed;
    private final byte[] plain;
    private int at;
    private int end;

    private Snappy(byte[] packed, int at, int length) {
        this.packed = packed;
        this.at = at;
        this.plain = new byte[length];
    }

    /** @param most bytes that it may unpack to @throws IOException when it is no Snappy block */
    static byte[] unpack(byte[] packed, int most) throws IOException {
        long length = 0;
        int at = 0;
        for (int shift = 0; ; shift += 7) {
            if (at >= packed.length || shift > 28) {
                throw new IOException("no Snappy block: its length is not told");
            }
            length |= (packed[at] & 0x7fL) << shift;
            if (packed[at++] >= 0) {
                break;
            }
        }
        // a copy of two or three bytes stands for 64 at most: what claims more is not worth the memory
        if (length > most || length > 32L * packed.length) {
            throw new IOException("a Snappy block of " + length + " bytes is more than is taken; ask for less");
        }
        try {
            return new Snappy(packed, at, (int) length).unpack();
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("no Snappy block: it is cut off or broken", e);
        }
    }

    private byte[] unpack() throws IOException {
        while (at < packed.length) {
            int tag = packed[at++] & 0xff;
            switch (tag & 3) {
                case 0 -> literal(tag >> 2);
                case 1 -> copy(4 + (tag >> 2 & 7), (tag >> 5) << 8 | number(1));
                case 2 -> copy(1 + (tag >> 2), number(2));
                default -> copy(1 + (tag >> 2), number(4));
            }
        }
        if (end != plain.length) {
            throw new IOException("no Snappy block: it ends early");
        }
        return plain;
    }

    private int number(int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (packed[at++] & 0xff) << 8 * i;
        }
        return number;
    }

    private void literal(int said) {
        int length = said < 60 ? said + 1 : number(said - 59) + 1;
        System.arraycopy(packed, at, plain, end, length);
        at += length;
        end += length;
    }

    /** It may copy what it is just writing. */
    private void copy(int length, int back) {
        if (back <= 0 || back > end) {
            throw new IndexOutOfBoundsException(back);
        }
        for (int i = 0; i < length; i++, end++) {
            plain[end] = plain[end - back];
        }
    }

    /** As literals: questions are short. */
    static byte[] pack(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 16);
        int length = plain.length;
        for (; length > 0x7f; length >>>= 7) {
            out.write(length & 0x7f | 0x80);
        }
        out.write(length);
        for (int from = 0; from < plain.length; from += LONGEST_LITERAL) {
            int size = Math.min(LONGEST_LITERAL, plain.length - from);
            out.write(61 << 2);
            out.write(size - 1);
            out.write(size - 1 >> 8);
            out.write(plain, from, size);
        }
        return out.toByteArray();
    }
}
