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
 * Sorts any number of records by time in bounded memory: full chunks are sorted and written to files, which are merged,
 * many into one before there are too many to be open at once; until such a merge is done, what it reads and what it writes
 * stand side by side, so the files hold up to twice what was put in. Records of one time keep their order. One thread;
 * holds one chunk, or one buffer per file; close removes the files.
 */
final class RecordSorter implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 << 20;
    private static final int CHUNK_RECORDS = 1 << 18;
    private static final int BUFFER = 1 << 16;
    /** Files that are open at a time: 16 MiB of buffers, far from what a process may open. */
    private static final int MOST_FILES = 256;

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
            if (files.size() == MOST_FILES) {
                mergeIntoOne();
            }
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
        merge(files, visitor);
    }

    /** The files stand in the order of arrival, so what they are merged into stands first. */
    private void mergeIntoOne() throws IOException {
        Path all = Files.createTempFile(directory, "millwright-import", ".run");
        List<Path> parts = List.copyOf(files);
        files.add(all);
        try (DataOutputStream out = stream(all)) {
            merge(parts, (time, payload) -> write(out, time, payload));
        }
        for (Path part : parts) {
            Files.delete(part);
        }
        files.removeAll(parts);
    }

    private static DataOutputStream stream(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    private static void write(DataOutputStream out, long time, byte[] payload) throws IOException {
        out.writeLong(time);
        out.writeInt(payload.length);
        out.write(payload);
    }

    private static void merge(List<Path> files, Visitor visitor) throws IOException {
        PriorityQueue<Run> heads =
                new PriorityQueue<>(Comparator.comparingLong((Run r) -> r.time).thenComparingInt(r -> r.number));
        List<Run> open = new ArrayList<>();
        try {
            for (int i = 0; i < files.size(); i++) {
                Run run = new Run(files.get(i), i);
                open.add(run);
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
            // closed already or not, polled or not: no file may stay open, or some systems will not delete it
            each(open, Run::close);
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
        try (DataOutputStream out = stream(file)) {
            for (int i : order()) {
                write(out, times[i], payloads[i]);
            }
        }
        Arrays.fill(payloads, 0, count, null);
        count = 0;
        bytes = 0;
        ordered = true;
    }

    @Override
    public void close() throws IOException {
        each(files, Files::deleteIfExists);
    }

    /** Something to be done to one of many. */
    private interface Step<T> {
        void to(T one) throws IOException;
    }

    /** Every one is tried; the first failure is thrown afterwards, with the others in it. */
    private static <T> void each(List<T> all, Step<T> step) throws IOException {
        IOException failure = null;
        for (T one : all) {
            try {
                step.to(one);
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
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
