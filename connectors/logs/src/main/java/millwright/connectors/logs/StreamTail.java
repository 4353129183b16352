package millwright.connectors.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Reads a named pipe or a device such as {@code /dev/kmsg} on a thread of its own, because such a read waits for as long
 * as it likes. Ends when closed.
 */
final class StreamTail implements AutoCloseable {
    private final Path path;
    private final Decoder decoder;
    private final LogIntake intake;
    private final LogIntake.Context context;
    private final InputState state;
    private final long every;
    private final Thread thread;

    StreamTail(Path path, String host, Decoder decoder, LogIntake intake, InputState state, long every) {
        this.path = path;
        this.decoder = decoder;
        this.intake = intake;
        this.context =
                new LogIntake.Context(state, new Reading("stream/" + path + "/" + System.nanoTime()), host, true);
        this.state = state;
        this.every = every;
        this.thread = Thread.ofPlatform().daemon().name("log of " + path).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    state.works(path.toString());
                    read(channel);
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    state.failed(path + ": " + e.getMessage());
                }
                TimeUnit.NANOSECONDS.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(FileChannel channel) throws IOException {
        byte[] buffer = new byte[64 << 10];
        while (true) {
            int count;
            try {
                count = channel.read(ByteBuffer.wrap(buffer));
            } catch (IOException e) {
                // the kernel's ring has overtaken us; the next read goes on with what is left of it
                if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
                    state.problem("lines lost, the kernel log was overwritten before it was read");
                    continue;
                }
                throw e;
            }
            if (count < 0) {
                return;
            }
            decoder.take(buffer, count, (line, offset) -> intake.take(line, offset, context));
            intake.flush();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
