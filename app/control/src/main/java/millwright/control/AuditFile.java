package millwright.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import millwright.feed.AuditHead;

/**
 * The audit as a file of JSON lines, each chained to the one before by its hash and forced to disk before
 * {@link #append} returns. Opening reads and checks the whole chain; a last line that a crash cut off never had an effect
 * and is taken away. One thread; in memory are the head, the outcomes of the newest keys,
 * the newest actions and the newest acknowledgements.
 */
public final class AuditFile implements AuditLog {
    private static final int MOST = Integer.MAX_VALUE - 64;

    private final Path file;
    private final FileChannel channel;
    private final Outcomes outcomes = new Outcomes();
    private final Acknowledged acknowledged = new Acknowledged();
    private final PastActions actions = new PastActions();
    private AuditHead head = new AuditHead(0, AuditLine.NOTHING, 0);

    private AuditFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws AuditException when it cannot be opened or its chain is broken */
    public static AuditFile open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            AuditFile audit = new AuditFile(file, channel);
            try {
                audit.read();
            } catch (AuditException | IOException e) {
                channel.close();
                throw e;
            }
            return audit;
        } catch (IOException e) {
            throw new AuditException("cannot open the audit " + file + ": " + e.getMessage(), e);
        }
    }

    private void read() throws IOException {
        if (channel.tryLock() == null) {
            throw new AuditException(file + " is in use by another gateway; give each its own audit");
        }
        byte[] bytes = bytes();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--; // before anything is decoded: the cut may lie within a character
        }
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        for (String line : (Iterable<String>) text.lines()::iterator) {
            AuditLine parsed = AuditLine.parse(line);
            AuditLine sound = parsed != null && parsed.sound() && follows(parsed.record()) ? parsed : null;
            if (sound == null) {
                throw new AuditException(file + " is broken at record " + (head.count() + 1)
                        + ": keep it as evidence, name another file to go on");
            }
            take(sound);
        }
        channel.truncate(end);
        channel.position(end);
    }

    private byte[] bytes() throws IOException {
        if (channel.size() > MOST) {
            throw new AuditException(
                    file + " is larger than can be checked at once: keep it, name another file to go on");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // until the end or until it is full
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private boolean follows(AuditRecord record) {
        return record.count() == head.count() + 1 && record.previous().equals(head.hash());
    }

    private void take(AuditLine line) {
        outcomes.put(line.record().key(), line.record().outcome());
        acknowledged.take(line.record());
        actions.take(line.record());
        head = new AuditHead(line.record().count(), line.hash(), line.record().time());
    }

    @Override
    public AuditHead append(AuditEntry e) {
        AuditLine line = AuditLine.of(e.at(head.count() + 1, head.hash()));
        try {
            long before = channel.position();
            ByteBuffer bytes = ByteBuffer.wrap((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException failed) {
                channel.truncate(before);
                throw failed;
            }
        } catch (IOException failed) {
            throw new AuditException("cannot write the audit " + file + ": " + failed.getMessage(), failed);
        }
        take(line);
        return head;
    }

    @Override
    public List<AuditRecord> records() {
        try {
            List<AuditRecord> records = new ArrayList<>();
            new String(bytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                AuditLine parsed = AuditLine.parse(line);
                if (parsed != null) {
                    records.add(parsed.record());
                }
            });
            return records;
        } catch (IOException e) {
            throw new AuditException("cannot read the audit " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> outcomes() {
        return outcomes.all();
    }

    @Override
    public List<Acknowledgement> acknowledgements() {
        return acknowledged.all();
    }

    @Override
    public List<PastAction> actions() {
        return actions.all();
    }

    @Override
    public AuditHead head() {
        return head;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AuditException("cannot close the audit " + file + ": " + e.getMessage(), e);
        }
    }
}
