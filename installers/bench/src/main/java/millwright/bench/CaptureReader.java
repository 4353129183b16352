package millwright.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.CaptureHistory;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** One GPU's day read by a fresh process: file, GPU, ticks. Prints {@code openMillis readMillis cpuMillis
 * checksum}; the CPU time is that of the reading thread. */
final class CaptureReader {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CaptureReader() {}

    public static void main(String[] args) {
        int gpu = Integer.parseInt(args[1]);
        int ticks = Integer.parseInt(args[2]);
        long start = System.nanoTime();
        try (Capture capture = Capture.open(Path.of(args[0]))) {
            CaptureHistory history = new CaptureHistory(capture, Runnable::run);
            WindowQuery day = CaptureLoad.day(gpu, ticks); // what the benchmark itself does to ask is not the reading
            long cpu = THREADS.getCurrentThreadCpuTime();
            long opened = System.nanoTime();
            Window window = history.answer(day).getFirst();
            long read = System.nanoTime();
            double spent = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
            System.out.println((opened - start) / 1e6 + " " + (read - opened) / 1e6 + " " + spent + " "
                    + CaptureLoad.checksum(window.last()));
        }
    }
}
