package millwright.findings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import millwright.analysis.Analyst;
import millwright.analysis.AnalystConfig;
import millwright.analysis.kpi.Rollup;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.FeedSink;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Incident;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.LatestColumns;

/**
 * How well the findings name what is wrong, over seeds that nothing was tuned on: for each fault the share found, the
 * cause at rank 1 and the time to find, and the incidents of a day without fault. Run by hand: it takes minutes.
 * Arguments: first seed, number of seeds, hours without fault.
 */
public final class Detection {
    private static final Instant START = Instant.parse("2026-03-17T08:00:00Z");
    private static final int SETTLED = 420;
    private static final int WATCHED = 360;

    /** @param yaml the fault without its time @param root prefix that the id of the true cause has */
    private record Trial(String name, String yaml, List<String> roots) {}

    private final Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
    private final Rollup rollup = new Rollup();
    private final LatestColumns latest = new LatestColumns();
    private final Map<String, Incident> incidents = new TreeMap<>();
    private final Map<String, Long> first = new TreeMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();
    private long now = Times.nanos(START);

    public static void main(String[] args) throws IOException {
        int from = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        int hours = args.length > 2 ? Integer.parseInt(args[2]) : 24;
        boolean verbose = args.length > 3;
        String calm = calm();
        Map<String, List<Double>> found = new TreeMap<>();
        Map<String, Integer> ranked = new TreeMap<>();
        Map<String, Integer> one = new TreeMap<>();
        for (int seed = from; seed < from + seeds; seed++) {
            for (Trial trial : trials(new Random(seed))) {
                Detection d = new Detection();
                String fault = "faults:\n  - {" + trial.yaml() + ", at: " + SETTLED + "s}\n";
                d.run(calm.replaceFirst("seed: \\d+", "seed: " + seed) + "\n" + fault, SETTLED + WATCHED);
                d.judge(trial, found, ranked, one, verbose);
            }
        }
        System.out.println("fault | found | cause at rank 1 | exactly one incident | median s | longest s");
        found.forEach((name, times) -> {
            List<Double> hits = times.stream().filter(t -> !t.isNaN()).sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "%s | %d of %d | %d | %d | %.0f | %.0f%n",
                    name,
                    hits.size(),
                    times.size(),
                    ranked.getOrDefault(name, 0),
                    one.getOrDefault(name, 0),
                    hits.isEmpty() ? Double.NaN : hits.get(hits.size() / 2),
                    hits.isEmpty() ? Double.NaN : hits.getLast());
        });
        if (hours > 0) {
            Detection quiet = new Detection();
            quiet.run(calm.replaceFirst("seed: \\d+", "seed: " + from), hours * 3600);
            System.out.println(hours + " h without fault: " + quiet.incidents.size() + " incidents, "
                    + quiet.findings.size() + " findings");
            quiet.incidents.values().forEach(i -> System.out.println("  " + i.title() + " " + i.causes()));
            quiet.findings.values().stream()
                    .limit(12)
                    .forEach(f -> System.out.println("  " + f.id() + " " + f.evidence()));
        }
    }

    private static String calm() throws IOException {
        try (InputStream in = Scenario.class.getResourceAsStream("calm.yaml")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceFirst("prehistory: .*", "prehistory: {length: 1m, coarse: 20s, fine: 1m}");
        }
    }

    private static List<Trial> trials(Random random) {
        String gpu = String.format(
                Locale.ROOT, "R1-0%d/T%02d/G%d", 1 + random.nextInt(3), 1 + random.nextInt(18), random.nextInt(4));
        int row = 1 + random.nextInt(2);
        int rack = 1 + random.nextInt(4);
        String pump = "CDU-0" + row + "/P" + (1 + random.nextInt(2));
        String pdu = "PDU-" + (random.nextBoolean() ? "A" : "B") + (1 + random.nextInt(2));
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(
                "straggler", "fault: straggler, on: " + gpu + ", severity: 0.4", List.of("gpu:" + gpu, "node:" + gpu)));
        trials.add(new Trial(
                "throttled rack",
                "fault: pump-loss, on: " + pump + ", starves: [R" + row + "-0" + rack + "], severity: 0.42",
                List.of("pump:" + pump, "cdu:CDU-0" + row, "rack:R" + row + "-0" + rack)));
        trials.add(new Trial(
                "CDU loss",
                "fault: pump-loss, on: [CDU-0" + row + "/P1, CDU-0" + row + "/P2], starves: [R" + row + "-01, R" + row
                        + "-02, R" + row + "-03, R" + row + "-04], severity: 0.8",
                List.of("pump:CDU-0" + row, "cdu:CDU-0" + row)));
        trials.add(new Trial("PDU loss", "fault: pdu-loss, on: " + pdu, List.of("pdu:" + pdu)));
        return trials;
    }

    private void run(String yaml, int seconds) {
        Simulator simulator = new Simulator(Scenario.parse("trial.yaml", yaml), SimulatorClock.stepped(START));
        simulator.open(this::take);
        for (int s = 1; s <= seconds; s++) {
            now = Times.nanos(START) + s * Times.SECOND;
            simulator.step(1);
            latest.sweep(now);
            rollup.tick(latest.plant(), latest, now, this::take);
            analyst.tick(now, this::told);
        }
        simulator.close();
    }

    private void take(PlantEvent event) {
        PlantEvent seen = event;
        if (event instanceof PlantChanged c) {
            Plant before = latest.plant();
            latest.moved(
                    before,
                    c.whole() ? Plant.builder().apply(c.change()).build(c.revision()) : before.apply(c.change()));
            seen = new PlantChanged(c.revision(), now, c.change(), c.whole());
        } else if (event instanceof Frame frame) {
            latest.put(frame);
        }
        FeedSink out = this::told;
        analyst.accept(seen, out);
    }

    private void told(PlantEvent event) {
        if (event instanceof Incident incident) {
            incidents.put(incident.id(), incident);
            first.putIfAbsent(incident.id(), now);
        } else if (event instanceof Finding finding) {
            findings.put(finding.id(), finding);
        }
    }

    private void judge(
            Trial trial,
            Map<String, List<Double>> found,
            Map<String, Integer> ranked,
            Map<String, Integer> one,
            boolean verbose) {
        long fault = Times.nanos(START) + SETTLED * Times.SECOND;
        List<Incident> after = incidents.values().stream()
                .filter(i -> first.get(i.id()) >= fault && !i.findings().isEmpty())
                .toList();
        Incident hit = after.stream()
                .filter(i -> i.causes().stream().anyMatch(c -> isRoot(trial, c.entity())))
                .findFirst()
                .orElse(null);
        double seconds = hit == null ? Double.NaN : (first.get(hit.id()) - fault) / 1e9;
        found.computeIfAbsent(trial.name(), n -> new ArrayList<>()).add(seconds);
        boolean top = hit != null && isRoot(trial, hit.causes().getFirst().entity());
        ranked.merge(trial.name(), top ? 1 : 0, Integer::sum);
        one.merge(trial.name(), after.size() == 1 ? 1 : 0, Integer::sum);
        if (verbose && (!top || after.size() != 1 || seconds > 100)) {
            System.out.println("-- " + trial.name() + " " + trial.yaml() + " : " + after.size() + " incidents, before "
                    + (incidents.size() - after.size()));
            after.forEach(i -> System.out.println("   " + i.title() + " " + i.causes() + "\n      " + i.findings()));
            findings.values().stream()
                    .limit(25)
                    .forEach(f -> System.out.println("     f " + f.id() + " x" + f.count() + " " + f.evidence()));
        }
    }

    private static boolean isRoot(Trial trial, EntityId id) {
        return trial.roots().stream().anyMatch(root -> id.text().startsWith(root));
    }
}
