package millwright.connectors.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a frame says besides its values: the same for all entities of one row of a tile.
 *
 * @param seq order of arrival in the recording @param revision plant revision of the frame
 */
record Tick(long seq, long revision, long sourceTime, long receiveTime, long interval) {
    /** Differences between neighbours as variable-length integers: a steady source costs some bytes a tick. */
    static byte[] pack(List<Tick> ticks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            put(out, ticks.size());
            Tick before = new Tick(0, 0, 0, 0, 0);
            for (Tick tick : ticks) {
                put(out, tick.seq - before.seq);
                put(out, tick.revision - before.revision);
                put(out, tick.sourceTime - before.sourceTime);
                put(out, tick.receiveTime - before.receiveTime);
                put(out, tick.interval - before.interval);
                before = tick;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws CaptureException when the bytes are cut off or claim more than {@code most} ticks */
    static List<Tick> unpack(byte[] bytes, int most) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long count = get(in);
            if (count < 0 || count > most) {
                throw new CaptureException("a tile claims " + count + " ticks");
            }
            List<Tick> ticks = new ArrayList<>((int) count);
            Tick before = new Tick(0, 0, 0, 0, 0);
            for (int i = 0; i < count; i++) {
                before = new Tick(
                        before.seq + get(in),
                        before.revision + get(in),
                        before.sourceTime + get(in),
                        before.receiveTime + get(in),
                        before.interval + get(in));
                ticks.add(before);
            }
            return ticks;
        } catch (IOException e) {
            throw new CaptureException("the tick table of a tile is cut off", e);
        }
    }

    private static void put(DataOutputStream out, long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long get(DataInputStream in) throws IOException {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.readUnsignedByte();
            rest |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IOException("a number is too long");
    }
}
