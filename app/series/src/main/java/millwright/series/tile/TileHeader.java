package millwright.series.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Layout of a tile's fixed parts, little-endian. */
final class TileHeader {
    static final int MAGIC = 0x3154574d;
    /** Magic, value type, constant state, two spare bytes, entities, ticks, quantum, three i32 of states, payload, checksum. */
    static final int FIXED = 44;
    /** Form, lane bytes, predictor, planes, base, eight plane lengths, checksum. */
    static final int GROUP_ENTRY = 48;

    private TileHeader() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int groups(int entities) {
        return (int) (((long) entities + TileEncoder.GROUP - 1) / TileEncoder.GROUP);
    }

    static int checksum(byte[] bytes, int from, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, size);
        return (int) crc.getValue();
    }
}
