package millwright.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.FleetWindow;
import millwright.series.Window;

/**
 * A day of a fleet in one capture: written, read back, reduced; beside SQLite rows and DuckDB. The system property
 * {@code bench.capture.ticks} makes the day shorter while one develops.
 */
public final class CaptureBench implements Bench {
    static final int COLUMNS = 2_000;
    private static final int WARM_WRITES = 4;
    private static final int WRITES = 5;
    private static final int READS = 15;
    private static final int PEER_READS = 3;

    private record Written(long bytes, double wall, double cpu) {}

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public List<Row> run() throws Exception {
        Path folder = Files.createTempDirectory("millwright-bench");
        try {
            List<Row> rows = new ArrayList<>();
            CaptureLoad load = CaptureLoad.of(true);
            Path file = folder.resolve("fleet.mwcap");
            Written ours = median(load, file);
            Proof equal = CaptureCheck.everySample(file, load);
            CaptureLoad noise = CaptureLoad.of(false);
            Path noisy = folder.resolve("noise.mwcap");
            Written raw = median(noise, noisy);
            Proof noiseEqual = CaptureCheck.everySample(noisy, noise);
            try (RowsInSqlite sqlite = new RowsInSqlite(folder.resolve("rows.db"));
                    RowsInDuck duck = new RowsInDuck(folder.resolve("rows.duckdb"))) {
                sqlite.write(load);
                duck.write(load);
                rows.addAll(written(load, ours, equal, sqlite, duck));
                rows.addAll(noise(noise, raw, noiseEqual));
                rows.addAll(fleet(file, load, sqlite, duck));
                rows.addAll(oneGpu(file, load, sqlite, duck));
            }
            return rows;
        } finally {
            try (var all = Files.list(folder)) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    /** Writes the file several times; the first ones only warm the machine up. The file stays. */
    private static Written median(CaptureLoad load, Path file) throws IOException {
        List<Written> all = new ArrayList<>();
        for (int i = 0; i < WARM_WRITES + WRITES; i++) {
            Files.deleteIfExists(file);
            Written written = write(load, file);
            if (i >= WARM_WRITES) {
                all.add(written);
            }
        }
        all.sort(Comparator.comparingDouble(Written::wall));
        return all.get(WRITES / 2);
    }

    private static Written write(CaptureLoad load, Path file) throws IOException {
        System.gc();
        long cpu = cpu();
        long wall = System.nanoTime();
        load.record(file);
        double seconds = (System.nanoTime() - wall) / 1e9;
        return new Written(Files.size(file), seconds, (cpu() - cpu) / 1e9);
    }

    /** CPU time of the whole process, ns. */
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    private static List<Row> written(CaptureLoad load, Written ours, Proof proof, RowsInSqlite sqlite, RowsInDuck duck)
            throws IOException {
        double n = load.samples();
        Row wall = Row.of(
                        "capture of " + load + " written, commits and checkpoint included, median of " + WRITES,
                        n / ours.wall() / 1e6,
                        "M samples/s",
                        Target.atLeast(50),
                        proof)
                .beside(
                        new Peer("SQLite rows", sqlite.written() / sqlite.seconds() / 1e6),
                        new Peer("DuckDB appender", duck.written() / duck.seconds() / 1e6));
        Row cpu = Row.of("the same per CPU second", n / ours.cpu() / 1e6, "M samples/s", Target.none(true), proof);
        Row size = Row.of("bytes a sample in the file", ours.bytes() / n, "B", Target.atMost(0.8), proof)
                .beside(
                        new Peer("SQLite rows", sqlite.bytes() / (double) sqlite.written()),
                        new Peer("DuckDB", duck.bytes() / (double) duck.written()));
        return List.of(wall, cpu, size);
    }

    private static List<Row> noise(CaptureLoad load, Written raw, Proof proof) {
        double n = load.samples();
        return List.of(
                Row.of(
                        "the same with power and temperature as raw f32 noise, written",
                        n / raw.wall() / 1e6,
                        "M samples/s",
                        Target.none(true),
                        proof),
                Row.of("bytes a sample of it", raw.bytes() / n, "B", Target.none(false), proof));
    }

    private static List<Row> fleet(Path file, CaptureLoad load, RowsInSqlite sqlite, RowsInDuck duck) throws Exception {
        try (Capture capture = Capture.open(file)) {
            Window exact = load.fleet(COLUMNS);
            Window scanned = fleet(capture, load, true);
            Window byPyramid = fleet(capture, load, false);
            Proof same = CaptureCheck.same(exact, List.of(scanned, byPyramid));
            double scan = median(READS, () -> fleet(capture, load, true));
            double pyramid = median(READS, () -> fleet(capture, load, false));
            Window rows = sqlite.fleet(load, COLUMNS);
            Window duckRows = duck.fleet(load, COLUMNS);
            Proof peers = CaptureCheck.same(exact, List.of(rows, duckRows));
            double sqliteTime = median(PEER_READS, () -> sqlite.fleet(load, COLUMNS));
            double duckTime = median(PEER_READS, () -> duck.fleet(load, COLUMNS));
            Peer[] beside = {new Peer("SQLite rows", sqliteTime), new Peer("DuckDB", duckTime)};
            Proof all = Proof.that(same.holds() && peers.holds(), same.how() + "; peers: " + peers.how());
            String what =
                    "a fleet's day (" + load.gpus() + " GPUs x " + load.ticks() + " ticks) to " + COLUMNS + " px, ";
            return List.of(
                    Row.of(what + "scanned, median", scan, "ms", Target.atMost(50), all)
                            .beside(beside),
                    Row.of(what + "by pyramid, median", pyramid, "ms", Target.atMost(5), all)
                            .beside(beside));
        }
    }

    private static Window fleet(Capture capture, CaptureLoad load, boolean scanned) {
        return FleetWindow.of(capture, CaptureLoad.POWER, load.from(), load.to(), COLUMNS, scanned);
    }

    /** As a bare JVM reads it and, where the program was assembled, with the cache and options of its own start. */
    private static List<Row> oneGpu(Path file, CaptureLoad load, RowsInSqlite sqlite, RowsInDuck duck)
            throws Exception {
        boolean same = sqlite.checksum(7) == load.checksum(7) && duck.checksum(7) == load.checksum(7);
        List<Peer> peers = List.of(
                new Peer("SQLite rows (warm process)", median(PEER_READS, () -> sqlite.checksum(7))),
                new Peer("DuckDB (warm process)", median(PEER_READS, () -> duck.checksum(7))));
        String what = "one GPU's day of one metric, fresh process, warm page cache, file open, median";
        Installed installed = Installed.standard();
        List<Row> rows = new ArrayList<>();
        if (installed.isThere() && Files.exists(installed.cache())) {
            OneGpu shipped = OneGpu.read(
                    load,
                    gpu -> installed.java(
                            asInstalled(installed), System.getProperty("java.class.path"), words(file, load, gpu)));
            rows.add(shipped.row(what + ", as the installed program runs", Target.atMost(10), same, peers));
        }
        OneGpu bare = OneGpu.read(load, gpu -> WireBench.command(List.of("-Xmx512m"), words(file, load, gpu)));
        rows.add(bare.row(what, rows.isEmpty() ? Target.atMost(10) : Target.none(false), same, peers));
        return rows;
    }

    private static List<String> asInstalled(Installed installed) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:AOTCache=" + installed.cache()));
        options.addAll(installed.options());
        return options;
    }

    private static String[] words(Path file, CaptureLoad load, int gpu) {
        return new String[] {
            "millwright.bench.CaptureReader", file.toString(), String.valueOf(gpu), String.valueOf(load.ticks())
        };
    }

    private interface Work {
        Object run() throws Exception;
    }

    /** Median wall time, ms. */
    private static double median(int reads, Work work) throws Exception {
        double[] times = new double[reads];
        for (int i = 0; i < reads; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[reads / 2];
    }
}
