package millwright.connectors.simulator;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.plant.EntityKind;

/** Prints a few minutes of a scenario's key figures, to judge by eye: {@code MinuteOfFigures hall 120 10}. */
final class MinuteOfFigures {
    private MinuteOfFigures() {}

    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : "demo";
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        int every = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        PrintStream out = System.out;
        Simulator simulator =
                new Simulator(Scenario.named(name), SimulatorClock.stepped(Instant.parse("2026-03-17T13:07:32Z")));
        long[] events = new long[1];
        long begun = System.nanoTime();
        simulator.open(event -> {
            events[0]++;
            if (event instanceof millwright.feed.Occurrence o) {
                out.println("  " + o.what() + " " + o.entity() + " " + o.text());
            }
        });
        out.printf(Locale.ROOT, "prehistory %.1f s, %d events%n", (System.nanoTime() - begun) / 1e9, events[0]);
        for (int s = 0; s < seconds; s += every) {
            simulator.step(every);
            line(out, simulator.engine().world(), s + every);
        }
        simulator.close();
        out.printf(Locale.ROOT, "all %.1f s, %d events%n", (System.nanoTime() - begun) / 1e9, events[0]);
    }

    private static void line(PrintStream out, World w, int second) {
        double site = 0;
        double committed = 0;
        double pdu = 0;
        StringBuilder pdus = new StringBuilder();
        double cooling = 0;
        for (int d = 0; d < w.tree.devices().size(); d++) {
            EntityKind kind = w.tree.devices().get(d).kind();
            if (kind == EntityKind.UTILITY) {
                site += w.tree.observed[d];
                committed += w.tree.committed[d];
            } else if (kind == EntityKind.PDU) {
                pdu += w.tree.observed[d];
                pdus.append(
                        String.format(Locale.ROOT, " %.0f/%.0f", w.tree.observed[d] / 1e3, w.tree.committed[d] / 1e3));
            } else if (kind == EntityKind.MECHANICAL) {
                cooling += w.tree.observed[d];
            }
        }
        double it = 0;
        for (int r = 0; r < w.racks.power.length; r++) {
            it += w.rackInput(r);
        }
        double tokens = 0;
        double expected = 0;
        StringBuilder serving = new StringBuilder();
        for (Service s : w.services) {
            tokens += s.served;
            expected += s.expected;
            serving.append(String.format(
                    Locale.ROOT,
                    " [%.0fk fill %.2f tpot99 %.1f ttft99 %.2f good %.1f kv %.2f w %.0f]",
                    s.served / 1e3,
                    s.fill,
                    1000 * s.tpot.percentile(.99),
                    s.ttft.percentile(.99),
                    s.goodput,
                    s.keyValueCache,
                    s.waiting));
        }
        float hottest = 0;
        double mean = 0;
        for (float t : w.gpus.sensor) {
            hottest = Math.max(hottest, t);
            mean += t / w.gpus.count;
        }
        double useful = 0;
        StringBuilder pace = new StringBuilder();
        for (int j = 0; j < w.jobs.plans.size(); j++) {
            useful += w.jobs.running[j] ? w.jobs.useful[j] : 0;
            if (w.jobs.synchronised(j)) {
                pace.append(String.format(Locale.ROOT, " %.3f", w.jobs.pace[j]));
            }
        }
        out.printf(
                Locale.ROOT,
                "%4d site %.0f kW committed %.0f it %.0f cool %.0f (%.1f %%) pue %.3f pdu %.0f:%s%n     tok %.0f k of %.0f k eff %.3f useful %.0f T mean %.1f max %.1f pace%s%n     %s%n",
                second,
                site / 1e3,
                committed / 1e3,
                it / 1e3,
                cooling / 1e3,
                100 * cooling / it,
                site / it,
                pdu / 1e3,
                pdus,
                tokens / 1e3,
                expected / 1e3,
                tokens / site,
                useful,
                mean,
                hottest,
                pace,
                serving);
    }
}
