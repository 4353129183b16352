package millwright.connectors.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import millwright.connectors.source.HttpReader;

/**
 * How many bytes of answers are held at a time over all targets of a feed, as they came and as text, from the first byte until
 * they are understood. Whoever wants more than is free while he reads lets go of all and reads again when the most that an
 * answer may have is free: nobody waits for others while he holds what they wait for. Any thread.
 */
final class Rations {
    /** As it came and as text. */
    private static final int TIMES = 2;

    private static final long UNIT = 1 << 10;
    static final long MOST = HttpReader.MAX_ANSWER;
    /** One answer of the largest size, or many of the usual. */
    private static final long ALL = TIMES * MOST;

    private static final long LEAST = 64 << 10;
    private static final long AMPLE = 1 << 20;

    /** Others hold what this answer needs. */
    static final class Crowded extends IOException {
        private static final long serialVersionUID = 1;
        private final long read;

        Crowded(long read) {
            super("too many large answers at once");
            this.read = read;
        }

        /** What to ask for at the next try: first a multiple of what came, then the most. @param tried bytes asked for before */
        long next(long tried) {
            return tried == 0 ? Math.min(MOST, Math.max(AMPLE, 4 * read)) : MOST;
        }
    }

    private final long most;
    private final Semaphore free;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong highest = new AtomicLong();

    Rations() {
        this(MOST);
    }

    /** @param most bytes of one answer */
    Rations(long most) {
        this.most = most;
        this.free = new Semaphore((int) (Math.min(ALL, TIMES * most) / UNIT), true);
    }

    /** The most bytes that were held at once so far. */
    long highest() {
        return highest.get();
    }

    /**
     * Waits until so much is free.
     *
     * @param expected bytes of an answer; 0 where none is likely, which holds nothing as long as none comes
     */
    Ration enter(long expected) throws InterruptedException {
        int units = units(expected);
        if (units > 0) {
            free.acquire(units);
        }
        return new Ration(units);
    }

    private int units(long bytes) {
        return bytes == 0 ? 0 : (int) (TIMES * Math.clamp(bytes, LEAST, most) / UNIT);
    }

    /** What one answer may hold. The body is read by one thread, closed by any. */
    final class Ration implements AutoCloseable {
        private int units;
        private boolean closed;
        private long read;

        Ration(int units) {
            this.units = units;
        }

        /** Bytes of the largest body that was read. */
        synchronized long read() {
            return read;
        }

        /** @throws Crowded when it is larger than what is free now */
        byte[] all(InputStream body) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] chunk = new byte[32 << 10];
            try {
                for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                    grow(all.size() + n);
                    all.write(chunk, 0, n);
                    highest.accumulateAndGet(held.addAndGet(n), Math::max);
                }
                return all.toByteArray();
            } finally {
                held.addAndGet(-all.size());
            }
        }

        private synchronized void grow(long bytes) throws IOException {
            read = Math.max(read, bytes);
            int more = units(bytes) - units;
            if (closed) {
                throw new IOException("closed meanwhile");
            }
            if (more > 0) {
                // by half again, so that it is asked for seldom
                int ample = Math.max(more, Math.min(units / 2, units(most) - units));
                if (!free.tryAcquire(ample)) {
                    throw new Crowded(bytes);
                }
                units += ample;
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                free.release(units);
            }
        }
    }
}
