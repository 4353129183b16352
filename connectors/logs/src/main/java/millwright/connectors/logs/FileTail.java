package millwright.connectors.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows one file through growth, rotation by renaming, truncation and replacement. A file that begins like the one
 * before is the same one read again; anything else goes on from it. One thread; 64 KiB of buffer, at the start at most
 * the last 64 MiB of the file.
 */
final class FileTail implements AutoCloseable {
    static final long FIRST_READ = 64L << 20;
    private static final int HEAD = 1_024;

    private final Path path;
    private final String host;
    private final Decoder decoder;
    private final LogIntake intake;
    private final InputState state;
    private final long firstRead;
    private final byte[] buffer = new byte[64 << 10];
    private final Reading reading = new Reading("");
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private byte[] head = {};
    private long position;
    private long told;
    private boolean live;

    FileTail(Path path, String host, Decoder decoder, LogIntake intake, InputState state, long firstRead) {
        this.path = path;
        this.host = host;
        this.decoder = decoder;
        this.intake = intake;
        this.state = state;
        this.firstRead = firstRead;
    }

    /** Reads what is new. @throws IOException when it cannot be read now; a later poll goes on where it was */
    void poll() throws IOException {
        if (channel == null) {
            open();
        }
        if (begun()) {
            read();
        }
        BasicFileAttributes now = attributes();
        if (!Objects.equals(now.fileKey(), key)) {
            close();
            begin();
            poll();
            return;
        }
        if (now.size() < position || changed()) {
            begin();
            if (begun()) {
                read();
            }
        }
        live = true;
    }

    private BasicFileAttributes attributes() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new IOException(path + " is not there", e);
        }
    }

    private void open() throws IOException {
        key = attributes().fileKey();
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    private void begin() {
        position = 0;
        head = new byte[0];
        decoder.restart(0);
    }

    /** True when there is a first line, by which the file is recognised. */
    private boolean begun() throws IOException {
        if (head.length > 0) {
            return true;
        }
        byte[] first = firstLine();
        if (first.length == 0) {
            return false;
        }
        head = first;
        String mark = Identity.hash(Arrays.toString(first));
        if (mark.equals(reading.mark())) {
            reading.again();
        }
        reading.goesOnAs(mark);
        if (!live) {
            skip();
        }
        return true;
    }

    private byte[] firstLine() throws IOException {
        byte[] first = new byte[HEAD];
        int count = Objects.requireNonNull(channel).read(ByteBuffer.wrap(first), 0);
        for (int i = 0; i < count; i++) {
            if (first[i] == '\n') {
                return Arrays.copyOf(first, i + 1);
            }
        }
        return count == HEAD ? first : new byte[0];
    }

    /** It was cut and filled again since the last look. */
    private boolean changed() throws IOException {
        return head.length > 0 && !Arrays.equals(firstLine(), head);
    }

    /** A file too long to be read from its beginning is read from the next line, or journal entry, near its end. */
    private void skip() throws IOException {
        FileChannel open = Objects.requireNonNull(channel);
        if (open.size() <= firstRead) {
            return;
        }
        position = open.size() - firstRead;
        boolean entries = decoder instanceof JournalDecoder;
        byte before = 0;
        for (int count = open.read(ByteBuffer.wrap(buffer), position); count > 0; ) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n' && (!entries || before == '\n')) {
                    position += i + 1;
                    decoder.restart(position);
                    return;
                }
                before = buffer[i];
            }
            position += count;
            count = open.read(ByteBuffer.wrap(buffer), position);
        }
        decoder.restart(position);
    }

    private void read() throws IOException {
        FileChannel open = Objects.requireNonNull(channel);
        LogIntake.Context context = new LogIntake.Context(state, reading, host, live);
        int count = open.read(ByteBuffer.wrap(buffer), position);
        while (count > 0 && !Thread.currentThread().isInterrupted()) {
            position += count;
            decoder.take(buffer, count, (line, offset) -> intake.take(line, offset, context));
            intake.flush();
            count = open.read(ByteBuffer.wrap(buffer), position);
        }
        state.problems(decoder.problems() - told);
        told = decoder.problems();
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
