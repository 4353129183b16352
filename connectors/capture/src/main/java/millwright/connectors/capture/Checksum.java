package millwright.connectors.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** CRC-32C over the columns of one row, each with its length, so that bytes cannot move between columns unseen. */
final class Checksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);

    Checksum add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Checksum add(byte[] bytes) {
        add(bytes.length);
        crc.update(bytes);
        return this;
    }

    Checksum add(long number) {
        crc.update(eight.putLong(0, number).array());
        return this;
    }

    long value() {
        return crc.getValue();
    }
}
