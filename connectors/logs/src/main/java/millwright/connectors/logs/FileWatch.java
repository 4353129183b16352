package millwright.connectors.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import millwright.connectors.source.Backoff;

/**
 * Follows the files of one entry of {@code files}, those that appear later, too. Pipes and devices among them are read
 * by a thread each. One thread; at most 1,024 files.
 */
final class FileWatch implements AutoCloseable {
    private final LogsConfig.FileInput input;
    private final Paths paths;
    private final LineParser parser;
    private final LogIntake intake;
    private final InputState state;
    private final LongSupplier clock;
    private final long every;
    private final String ownHost;
    private final Map<Path, FileTail> tails = new LinkedHashMap<>();
    private final Map<Path, StreamTail> streams = new LinkedHashMap<>();
    private long next;
    private boolean closed;

    FileWatch(
            LogsConfig.FileInput input,
            LineParser parser,
            LogIntake intake,
            InputState state,
            LongSupplier clock,
            long every,
            String ownHost) {
        this.input = input;
        this.paths = new Paths(input.path());
        this.parser = parser;
        this.intake = intake;
        this.state = state;
        this.clock = clock;
        this.every = every;
        this.ownHost = ownHost;
    }

    synchronized void look() {
        if (closed || clock.getAsLong() < next) {
            return;
        }
        try {
            List<Paths.Found> found = paths.find();
            found.forEach(this::admit);
            tails.keySet()
                    .removeIf(path -> found.stream().noneMatch(f -> f.path().equals(path)) && closed(path));
            poll();
            if (tails.isEmpty() && streams.isEmpty()) {
                throw new IOException(input.path()
                        + (Files.isDirectory(Path.of(input.path()))
                                ? ": is a folder; name the files in it, such as " + input.path() + "/*.log"
                                : ": there is no such file"));
            }
            if (streams.isEmpty()) {
                state.works(tails.size() == 1 ? input.path() : tails.size() + " files of " + input.path());
            }
        } catch (IOException | RuntimeException e) {
            state.failed(String.valueOf(e.getMessage()));
            next = clock.getAsLong() + Backoff.after(every, state.failures());
        }
    }

    private void admit(Paths.Found found) {
        Path path = found.path();
        if (tails.containsKey(path) || streams.containsKey(path) || tails.size() >= Paths.FILES) {
            return;
        }
        String host = !input.host().isEmpty() ? input.host() : !found.host().isEmpty() ? found.host() : ownHost;
        if (Files.isRegularFile(path)) {
            tails.put(path, new FileTail(path, host, decoder(path), intake, state, FileTail.FIRST_READ));
        } else if (Files.exists(path) && !Files.isDirectory(path)) {
            StreamTail stream = new StreamTail(path, host, decoder(path), intake, state, every);
            streams.put(path, stream);
            stream.start();
        }
    }

    private Decoder decoder(Path path) {
        if (input.journal()) {
            return new JournalDecoder();
        }
        String file = String.valueOf(path.getFileName());
        boolean slurm = file.startsWith("slurm");
        String program = !input.program().isEmpty() ? input.program() : slurm ? file.replaceAll("\\..*", "") : "";
        OptionalLong boot = input.boot().isPresent() || !path.equals(Path.of("/dev/kmsg")) ? input.boot() : ownBoot();
        return new LineDecoder(line -> {
            LogLine read = parser.parse(line, boot, clock.getAsLong());
            return read.program().isEmpty() ? read.by(program) : read;
        });
    }

    /** Of this machine, for its own {@code /dev/kmsg}. */
    private OptionalLong ownBoot() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
            return OptionalLong.of(clock.getAsLong() - (long) (Double.parseDouble(uptime) * 1e9));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private void poll() throws IOException {
        Iterator<Map.Entry<Path, FileTail>> each = tails.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Path, FileTail> entry = each.next();
            try {
                entry.getValue().poll();
            } catch (IOException e) {
                if (paths.single()) {
                    throw e;
                }
                state.problem(entry.getKey() + ": " + e.getMessage());
            }
        }
    }

    private boolean closed(Path path) {
        try {
            FileTail tail = tails.get(path);
            if (tail != null) {
                tail.close();
            }
        } catch (IOException e) {
            state.problem(path + ": " + e.getMessage());
        }
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        tails.keySet().forEach(this::closed);
        streams.values().forEach(StreamTail::close);
    }
}
