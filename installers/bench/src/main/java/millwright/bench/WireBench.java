package millwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import millwright.connectors.wire.EventCodec;

/** A desk taking frames over loopback gRPC, sender and desk each a process, the desk pinned to one core. */
public final class WireBench implements Bench {
    private static final List<String> HEAP = List.of("-Xmx512m");
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private record Measured(
            long samples, double cpuSeconds, double wallSeconds, long bytes, long checksum, boolean seen) {
        double perCpuSecond() {
            return samples / cpuSeconds / 1e6;
        }
    }

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public List<Row> run() throws Exception {
        Process sender = java(List.of(), HEAP, "millwright.bench.WireSender");
        try (BufferedReader said = sender.inputReader(StandardCharsets.UTF_8)) {
            String port = said.readLine().split(" ")[1];
            Measured columns = desk(port, "columns");
            Measured rows = desk(port, "rows");
            Measured otlp = desk(port, "otlp");
            return rows(columns, rows, otlp);
        } finally {
            sender.destroy();
        }
    }

    private static List<Row> rows(Measured columns, Measured rows, Measured otlp) {
        long sent = WireLoad.checksum(WireLoad.WARM, WireLoad.WARM + WireLoad.COUNTED);
        Proof proof = Proof.that(
                columns.checksum() == sent && columns.seen(),
                columns.samples() + " samples with states: checksum equal to the sender's, last frame read back");
        Row decoded = Row.of(
                        "samples decoded into the live store over loopback gRPC, 10,000 entities a frame, per CPU"
                                + " second of "
                                + (Files.isExecutable(TASKSET) ? "a desk pinned to one core" : "a desk (not pinned)"),
                        columns.perCpuSecond(),
                        "M samples/s",
                        Target.atLeast(100),
                        proof)
                .beside(
                        new Peer("OTLP data points", otlp.perCpuSecond()),
                        new Peer("protobuf row messages", rows.perCpuSecond()));
        double perSample = EventCodec.encode("0123456789abcdef", Long.MAX_VALUE, WireLoad.frame(0))
                        .getSerializedSize()
                / (double) WireLoad.ENTITIES;
        Row size = Row.of("bytes a sample on the wire", perSample, "B", Target.atMost(4.1), proof)
                .beside(
                        new Peer("OTLP data points", (double) otlp.bytes() / otlp.samples()),
                        new Peer("protobuf row messages", (double) rows.bytes() / rows.samples()));
        Row wall = Row.of(
                "the same by the clock on the wall, sender on the same machine",
                columns.samples() / columns.wallSeconds() / 1e6,
                "M samples/s",
                Target.none(true),
                proof);
        return List.of(decoded, size, wall);
    }

    private static Measured desk(String port, String kind) throws IOException, InterruptedException {
        boolean pins = Files.isExecutable(TASKSET);
        Process desk = java(
                pins ? List.of(TASKSET.toString(), "-c", "0") : List.of(),
                HEAP,
                "millwright.bench.WireDesk",
                port,
                kind);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(desk.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            desk.waitFor();
            if (line == null) {
                throw new IOException("the desk of " + kind + " ended without a result");
            }
            String[] words = line.split(" ");
            return new Measured(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]) / 1e9,
                    Long.parseLong(words[2]) / 1e9,
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    Boolean.parseBoolean(words[5]));
        }
    }

    /** @param before what starts it, for example a pinning command @param options of the Java machine */
    static Process java(List<String> before, List<String> options, String... words) throws IOException {
        List<String> serial = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        serial.addAll(options);
        return javaAsShipped(before, serial, words);
    }

    /** With the collector that the program runs with, too. */
    static Process javaAsShipped(List<String> before, List<String> options, String... words) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(command(options, words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** This JVM with these classes. */
    static List<String> command(List<String> options, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return command;
    }
}
