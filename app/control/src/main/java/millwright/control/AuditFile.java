package millwright.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import millwright.feed.AuditHead;

/**
 * The audit as a file of JSON lines, each chained to the one before by its hash and forced to disk before
 * {@link #append} returns. Opening reads and checks the whole chain; a last line that a crash cut off never had an effect
 * and is taken away. One thread.
 */
public final class AuditFile implements AuditLog {
    private final Path file;
    private final FileChannel channel;
    private final List<AuditRecord> records = new ArrayList<>();
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
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, end).lines().toList()) {
            AuditLine parsed = AuditLine.parse(line);
            AuditLine sound = parsed != null && parsed.sound() && follows(parsed.record()) ? parsed : null;
            if (sound == null) {
                throw new AuditException(file + " is broken at record " + (records.size() + 1)
                        + ": keep it as evidence, name another file to go on");
            }
            take(sound);
        }
        channel.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    private boolean follows(AuditRecord record) {
        return record.count() == head.count() + 1 && record.previous().equals(head.hash());
    }

    private void take(AuditLine line) {
        records.add(line.record());
        head = new AuditHead(line.record().count(), line.hash(), line.record().time());
    }

    @Override
    public AuditHead append(AuditEntry e) {
        AuditLine line = AuditLine.of(new AuditRecord(
                head.count() + 1, head.hash(), e.time(), e.who(), e.role(), e.event(), e.key(), e.what(), e.outcome()));
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
        return List.copyOf(records);
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
