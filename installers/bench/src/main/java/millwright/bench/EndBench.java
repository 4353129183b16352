package millwright.bench;

import static java.lang.ProcessBuilder.Redirect.PIPE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * From the simulator's tick to the floor's pixels: 100,000 GPUs x 10 metrics at 1 Hz through a gateway to a desk, both
 * processes on this machine. -Dbench.end.seconds counts after as many seconds of warming up, at most 120.
 *
 * <p>With fewer, -Dbench.end.gpus, nothing is measured that README tells: then its work is proven only if what both processes
 * hold stays within bounds that go with the number of GPUs. Either way no process may say that anything went wrong.
 */
public final class EndBench implements Bench {
    private static final Pattern THROWN = Pattern.compile("Exception\\b|Error\\b|SEVERE");
    private static final int SECONDS = Integer.getInteger("bench.end.seconds", 600);
    private static final int GPUS = Integer.getInteger("bench.end.gpus", EndPlant.MOST);
    /** A whole plant's worth of memory is allowed to a whole plant only; the rest is there with no GPU at all. */
    private static final double SHARE = (double) GPUS / EndPlant.MOST;

    /** What each process may hold before there is any GPU, MiB. */
    private static final double DESK_BARE = 500;

    private static final double GATEWAY_BARE = 512;

    private static final int SAMPLES = 60;
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "end";
    }

    @Override
    public List<Row> run() throws Exception {
        String what = String.format(
                java.util.Locale.ROOT, "sample to pixel, %,d GPUs x 10 metrics at 1 Hz, p99", EndPlant.of(GPUS));
        if (!Screen.available()) {
            return List.of(Row.of(what, 0, "ms", Target.atMost(250), Proof.that(false, "no Xvfb here, not measured")));
        }
        try (Screen screen = Screen.open();
                Said gateway = new Said(gateway());
                Said desk = new Said(screen.start(PIPE, "millwright.bench.EndDesk", gateway.port()))) {
            // growth is only told apart from filling when the 15 minutes that are kept in full have passed
            TimeUnit.SECONDS.sleep(SECONDS >= 1_200 ? 960 : Math.max(30, (long) (SHARE * Math.min(SECONDS, 120))));
            ProcessMemory deskFirst = desk.memory();
            ProcessMemory gatewayFirst = gateway.memory();
            desk.times.clear();
            List<ProcessMemory> deskHeld = new ArrayList<>();
            List<ProcessMemory> gatewayHeld = new ArrayList<>();
            int steps = Math.min(SAMPLES, Math.max(4, SECONDS / 10));
            for (int i = 0; i < steps; i++) {
                TimeUnit.MILLISECONDS.sleep(SECONDS * 1000L / steps);
                deskHeld.add(desk.memory());
                gatewayHeld.add(gateway.memory());
            }
            if (desk.times.isEmpty()) {
                throw new IOException("no tick of the simulator reached the floor within " + SECONDS + " s");
            }
            return rows(what, gateway, desk, deskFirst, gatewayFirst, deskHeld, gatewayHeld);
        }
    }

    private static Process gateway() throws IOException {
        List<String> options = List.of("-XX:+UseSerialGC", "-Xmx2g");
        return new ProcessBuilder(WireBench.command(options, "millwright.bench.EndGateway", Integer.toString(GPUS)))
                .start();
    }

    private static List<Row> rows(
            String what,
            Said gateway,
            Said desk,
            ProcessMemory deskFirst,
            ProcessMemory gatewayFirst,
            List<ProcessMemory> deskHeld,
            List<ProcessMemory> gatewayHeld) {
        double[] millis = desk.times.entrySet().stream()
                .filter(e -> gateway.times.containsKey(e.getKey()))
                .mapToDouble(e -> (e.getValue() - gateway.times.getOrDefault(e.getKey(), 0L)) / 1e6)
                .sorted()
                .toArray();
        ProcessMemory deskLast = deskHeld.getLast();
        ProcessMemory gatewayLast = gatewayHeld.getLast();
        String cpu = String.format(
                java.util.Locale.ROOT,
                "CPU of gateway and simulator %.2f, of desk %.2f cores",
                (gatewayLast.cpu() - gatewayFirst.cpu()) / 1e9 / SECONDS,
                (deskLast.cpu() - deskFirst.cpu()) / 1e9 / SECONDS);
        boolean all = millis.length >= SECONDS * 0.98;
        List<String> wrong =
                Stream.concat(gateway.wrong.stream(), desk.wrong.stream()).toList();
        Proof proof = Proof.that(
                all && wrong.isEmpty(),
                (wrong.isEmpty() ? "" : wrong.size() + " complaints, first: " + wrong.getFirst() + "; ")
                        + millis.length + " ticks of " + SECONDS + " s drawn, p50 " + at(millis, 0.5) + ", max "
                        + at(millis, 1)
                        + " ms; " + cpu);
        double p99 = millis.length == 0 ? 0 : millis[(int) Math.ceil(0.99 * millis.length) - 1];
        String over = " over " + SECONDS + " s";
        return List.of(
                Row.of(what + over, p99, "ms", Target.atMost(250), proof),
                held("desk, resident at most" + over, deskHeld, within(DESK_BARE, 900), all),
                held(
                        "gateway with simulator, resident at most" + over,
                        gatewayHeld,
                        within(GATEWAY_BARE, 3 * 1024),
                        all),
                growth("desk, growth of the heap after full collections" + over, deskHeld, all),
                growth("gateway with simulator, growth of the heap after full collections" + over, gatewayHeld, all));
    }

    /** MiB. */
    private static double within(double bare, double whole) {
        return bare + SHARE * (whole - bare);
    }

    private static String at(double[] sorted, double share) {
        return sorted.length == 0 ? "none" : Table.number(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }

    private static Row held(String what, List<ProcessMemory> held, double most, boolean all) {
        double resident = held.stream().mapToLong(ProcessMemory::resident).max().orElse(0) / MIB;
        return Row.of(
                what,
                resident,
                "MiB",
                Target.atMost(most),
                Proof.that(
                        all && (SHARE == 1 || resident <= most), held.getLast().text()));
    }

    /** Least squares over evenly spaced samples. */
    private static Row growth(String what, List<ProcessMemory> held, boolean all) {
        int n = held.size();
        double[] heap = held.stream().mapToDouble(m -> m.heap() / MIB).toArray();
        double mean = Arrays.stream(heap).average().orElse(0);
        double over = 0;
        double under = 0;
        for (int i = 0; i < n; i++) {
            over += (i - (n - 1) / 2.0) * (heap[i] - mean);
            under += (i - (n - 1) / 2.0) * (i - (n - 1) / 2.0);
        }
        double perMinute = over / under * n / (SECONDS / 60.0);
        return Row.of(
                what, perMinute, "MiB/min", Target.atMost(1), Proof.that(all, n + " samples, slope by least squares"));
    }

    /** A process and what it says, read on a thread of its own. */
    private static final class Said implements AutoCloseable {
        private final Process process;
        private final Writer asks;
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        final Map<Long, Long> times = new ConcurrentHashMap<>();
        /** What it complained of. */
        final Queue<String> wrong = new ConcurrentLinkedQueue<>();

        Said(Process process) {
            this.process = process;
            asks = process.outputWriter(StandardCharsets.UTF_8);
            Thread.ofVirtual().start(this::read);
            Thread.ofVirtual().start(this::listen);
        }

        private void read() {
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    String[] words = line.split(" ");
                    if (words[0].equals("tick") || words[0].equals("drawn")) {
                        times.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
                    } else if (words[0].equals("port") || words[0].equals("memory")) {
                        answers.add(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void listen() {
            try (BufferedReader complaints = process.errorReader(StandardCharsets.UTF_8)) {
                for (String line = complaints.readLine(); line != null; line = complaints.readLine()) {
                    System.err.println(line);
                    if (THROWN.matcher(line).find()) {
                        wrong.add(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String port() throws InterruptedException, IOException {
            return answer().split(" ")[1];
        }

        ProcessMemory memory() throws IOException, InterruptedException {
            asks.write("memory\n");
            asks.flush();
            return ProcessMemory.of(answer());
        }

        private String answer() throws InterruptedException, IOException {
            String answer = answers.poll(60, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("a process of the end-to-end run is silent");
            }
            return answer;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
