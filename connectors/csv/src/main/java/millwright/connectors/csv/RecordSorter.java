package millwright.connectors.csv;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts any number of records by time in bounded memory: full chunks are sorted and written to files, which are merged.
 * Records of one time keep their order. One thread; holds one chunk, later one buffer per file; close removes the files.
 */
final class RecordSorter implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 << 20;
    private static final int CHUNK_RECORDS = 1 << 18;
    private static final int BUFFER = 1 << 16;

    /** What a merge delivers. */
    interface Visitor {
        void record(long time, byte[] payload) throws IOException;
    }

    private final Path directory;
    private final List<Path> files = new ArrayList<>();
    private final long[] times;
    private final byte[][] payloads;
    private final int chunkBytes;
    private int count;
    private int bytes;
    private boolean ordered = true;

    /** @param directory for the files; it is left as it was found */
    RecordSorter(Path directory) {
        this(directory, CHUNK_RECORDS, CHUNK_BYTES);
    }

    RecordSorter(Path directory, int chunkRecords, int chunkBytes) {
        this.directory = directory;
        this.times = new long[chunkRecords];
        this.payloads = new byte[chunkRecords][];
        this.chunkBytes = chunkBytes;
    }

    void add(long time, byte[] payload) throws IOException {
        if (count == times.length || bytes + payload.length > chunkBytes && count > 0) {
            spill();
        }
        ordered &= count == 0 || times[count - 1] <= time;
        times[count] = time;
        payloads[count++] = payload;
        bytes += payload.length;
    }

    /** Delivers everything in time order. Called once. */
    void drain(Visitor visitor) throws IOException {
        if (files.isEmpty()) {
            for (int i : order()) {
                visitor.record(times[i], payloads[i]);
            }
            return;
        }
        spill();
        PriorityQueue<Run> heads =
                new PriorityQueue<>(Comparator.comparingLong((Run r) -> r.time).thenComparingInt(r -> r.number));
        try {
            for (int i = 0; i < files.size(); i++) {
                Run run = new Run(files.get(i), i);
                if (run.advance()) {
                    heads.add(run);
                } else {
                    run.close();
                }
            }
            for (Run run = heads.poll(); run != null; run = heads.poll()) {
                visitor.record(run.time, run.payload);
                if (run.advance()) {
                    heads.add(run);
                } else {
                    run.close();
                }
            }
        } finally {
            for (Run run : heads) {
                run.close();
            }
        }
    }

    private Integer[] order() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        if (!ordered) {
            // Stable, so records of one time keep their order.
            Arrays.sort(order, Comparator.comparingLong(i -> times[i]));
        }
        return order;
    }

    private void spill() throws IOException {
        Path file = Files.createTempFile(directory, "millwright-import", ".run");
        files.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (int i : order()) {
                out.writeLong(times[i]);
                out.writeInt(payloads[i].length);
                out.write(payloads[i]);
            }
        }
        Arrays.fill(payloads, 0, count, null);
        count = 0;
        bytes = 0;
        ordered = true;
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** One sorted file being read. */
    private static final class Run implements AutoCloseable {
        private final DataInputStream in;
        private final int number;
        private long time;
        private byte[] payload = new byte[0];

        Run(Path file, int number) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            this.number = number;
        }

        boolean advance() throws IOException {
            try {
                time = in.readLong();
            } catch (EOFException e) {
                return false;
            }
            payload = new byte[in.readInt()];
            in.readFully(payload);
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
