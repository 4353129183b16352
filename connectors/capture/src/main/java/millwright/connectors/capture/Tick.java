package millwright.connectors.capture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What a frame says besides its values: the same for all entities of one row of a tile.
 *
 * @param seq order of arrival in the recording @param revision plant revision of the frame
 */
record Tick(long seq, long revision, long sourceTime, long receiveTime, long interval) {
    private static final int LONGEST = 10;

    private Tick minus(Tick before) {
        return new Tick(
                seq - before.seq,
                revision - before.revision,
                sourceTime - before.sourceTime,
                receiveTime - before.receiveTime,
                interval - before.interval);
    }

    /** So many steps later. */
    Tick plus(Tick step, int times) {
        return new Tick(
                seq + times * step.seq,
                revision + times * step.revision,
                sourceTime + times * step.sourceTime,
                receiveTime + times * step.receiveTime,
                interval + times * step.interval);
    }

    /**
     * Runs of equal differences between neighbours, as variable-length integers: a steady source costs some bytes. Never
     * begins as a zstd frame: read as a table, that would be 20 ticks of which a first run has fewer than none.
     */
    static byte[] pack(List<Tick> ticks) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST * (1 + 6 * ticks.size()));
        put(out, ticks.size());
        Tick before = new Tick(0, 0, 0, 0, 0);
        int at = 0;
        while (at < ticks.size()) {
            Tick step = ticks.get(at).minus(before);
            int run = 0;
            while (at < ticks.size() && ticks.get(at).minus(before).equals(step)) {
                before = ticks.get(at++);
                run++;
            }
            put(out, run);
            put(out, step.seq);
            put(out, step.revision);
            put(out, step.sourceTime);
            put(out, step.receiveTime);
            put(out, step.interval);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** @throws CaptureException when the bytes are cut off or claim more than {@code most} ticks */
    static Ticks unpack(byte[] bytes, int most) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long count = get(in);
            if (count < 0 || count > most) {
                throw new CaptureException("a tile claims " + count + " ticks");
            }
            Ticks ticks = new Ticks();
            while (ticks.size() < count) {
                long run = get(in);
                Tick step = new Tick(get(in), get(in), get(in), get(in), get(in));
                if (run < 1 || run > count - ticks.size()) {
                    throw new CaptureException("a tile claims a run of " + run + " ticks");
                }
                ticks.append((int) run, step);
            }
            return ticks;
        } catch (BufferUnderflowException e) {
            throw new CaptureException("the tick table of a tile is cut off", e);
        }
    }

    private static void put(ByteBuffer out, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long get(ByteBuffer in) {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.get();
            rest |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new CaptureException("a number in the tick table of a tile is too long");
    }
}
