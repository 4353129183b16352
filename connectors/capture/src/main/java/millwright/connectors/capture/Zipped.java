package millwright.connectors.capture;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text and small tables packed with zstd, with a bound on what unpacking may cost. */
final class Zipped {
    private static final int LEVEL = 3;

    /** Of every zstd frame. */
    private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /** Bytes of the shortest frame there is; the library reads past the end of less. */
    private static final int SHORTEST = 9;

    /** Unpacked size up to which any growth is fine, bytes. */
    private static final int SMALL = 1 << 20;

    private static final int WORTH_A_CONTEXT = 4_096;

    private Zipped() {}

    static byte[] pack(byte[] plain) {
        return Zstd.compress(plain, LEVEL);
    }

    static byte[] pack(String text) {
        return pack(text.getBytes(StandardCharsets.UTF_8));
    }

    /** For tables whose plain bytes never begin as a frame does. @return plain where that is no longer */
    static byte[] packIfShorter(byte[] plain) {
        byte[] packed = pack(plain);
        return packed.length < plain.length ? packed : plain;
    }

    /** True when the bytes begin as a frame does. */
    static boolean isPacked(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** @throws CaptureException when it is no zstd frame, names a dictionary or unpacks to more than {@code most} bytes */
    static byte[] unpack(byte[] packed, int most, String what) {
        long size = packed.length < SHORTEST ? -1 : Zstd.getFrameContentSize(packed);
        if (size < 0 || size > most || Zstd.getDictIdFromFrame(packed) != 0) {
            throw new CaptureException(
                    what + " is not packed as captures are, or unpacks to more than " + most + " bytes");
        }
        if (size > SMALL && size / packed.length > Bounds.EXPANSION) {
            throw new CaptureException(what + " unpacks to " + size / packed.length + " times its size, above "
                    + Bounds.EXPANSION + "; it was left out");
        }
        try {
            byte[] plain = new byte[(int) size];
            if (unpack(packed, plain) != size) {
                throw new CaptureException(what + " is damaged");
            }
            return plain;
        } catch (ZstdException e) {
            throw new CaptureException(what + " is damaged", e);
        }
    }

    /** A context costs more than a small table; a list of entities is read with one, as tiles are right after it. */
    private static long unpack(byte[] packed, byte[] plain) {
        if (plain.length < WORTH_A_CONTEXT) {
            return Zstd.decompressByteArray(plain, 0, plain.length, packed, 0, packed.length);
        }
        try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
            return zstd.decompressByteArray(plain, 0, plain.length, packed, 0, packed.length);
        }
    }
}
