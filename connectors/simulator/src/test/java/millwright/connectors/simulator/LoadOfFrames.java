package millwright.connectors.simulator;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Frame;

/** Prints CPU and wall time of stepping a scenario: {@code LoadOfFrames large 60}. */
final class LoadOfFrames {
    private LoadOfFrames() {}

    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : "large";
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        PrintStream out = System.out;
        long begun = System.nanoTime();
        Simulator simulator = new Simulator(Scenario.named(name), SimulatorClock.stepped(Notes.START));
        long[] samples = new long[1];
        simulator.open(event -> samples[0] += event instanceof Frame frame ? frame.size() : 0);
        var thread = ManagementFactory.getThreadMXBean();
        out.printf(
                Locale.ROOT,
                "%s: open wall %.2f s, cpu of its thread %.2f s%n",
                name,
                (System.nanoTime() - begun) / 1e9,
                thread.getCurrentThreadCpuTime() / 1e9);
        simulator.step(10);
        long cpu = thread.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        samples[0] = 0;
        simulator.step(seconds);
        double used = (thread.getCurrentThreadCpuTime() - cpu) / 1e9;
        out.printf(
                Locale.ROOT,
                "%d plant seconds: cpu %.3f s (%.1f %% of one core at 1 Hz), wall %.3f s, %.2f M samples/s of plant time%n",
                seconds,
                used,
                100 * used / seconds,
                (System.nanoTime() - wall) / 1e9,
                samples[0] / 1e6 / seconds);
    }
}
