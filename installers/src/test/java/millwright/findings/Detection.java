package millwright.findings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.plant.Times;

/**
 * How well the findings name what is wrong, over seeds and sizes of plant that nothing was tuned on: for each fault the
 * share found, the cause at rank 1 and the time to find, and what is said on a day without fault. Run by hand: it takes
 * minutes. Arguments: first seed, number of seeds, hours without fault, a part of a fault's name or {@code all},
 * {@code verbose}.
 */
public final class Detection {
    private static final int[] SIZES = {8, 16, 40};
    private static final int SETTLED = 180;
    private static final int WATCHED = 240;

    /** How one trial went. @param seconds until it was found; NaN when it was not @param others incidents besides */
    private record Verdict(double seconds, boolean first, int others) {}

    public static void main(String[] args) throws IOException {
        int from = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        int hours = args.length > 2 ? Integer.parseInt(args[2]) : 24;
        String only = args.length > 3 && !args[3].equals("all") ? args[3] : "";
        boolean verbose = args.length > 4;
        Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
        for (int seed = from; seed < from + seeds; seed++) {
            Sizes size = Sizes.of(SIZES[Math.floorMod(seed, SIZES.length)]);
            for (Trial trial : Trial.all(size, new Random(seed))) {
                if (trial.name().contains(only)) {
                    verdicts.computeIfAbsent(trial.name(), n -> new ArrayList<>())
                            .add(tried(trial, size, seed, verbose));
                }
            }
        }
        System.out.println("fault | found | named first | other incidents | median s | longest s");
        verdicts.forEach(Detection::print);
        if (hours > 0) {
            calm(from, hours);
        }
    }

    private static void print(String name, List<Verdict> verdicts) {
        List<Double> hits = verdicts.stream()
                .map(Verdict::seconds)
                .filter(t -> !t.isNaN())
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%s | %d of %d | %d | %d | %.0f | %.0f%n",
                name,
                hits.size(),
                verdicts.size(),
                verdicts.stream().filter(Verdict::first).count(),
                verdicts.stream().mapToInt(Verdict::others).sum(),
                hits.isEmpty() ? Double.NaN : hits.get(hits.size() / 2),
                hits.isEmpty() ? Double.NaN : hits.getLast());
    }

    private static Verdict tried(Trial trial, Sizes size, int seed, boolean verbose) throws IOException {
        String fault = "faults:\n  - {" + trial.yaml() + ", at: " + SETTLED + "s}\n";
        Observer seen = Observer.of(size.yaml(seed) + fault, SETTLED + WATCHED);
        long begun = Times.nanos(Observer.START) + SETTLED * Times.SECOND;
        List<Incident> incidents = seen.incidents.values().stream()
                .filter(i -> seen.first.get(i.id()) >= begun && !i.findings().isEmpty())
                .sorted(Comparator.comparingLong(i -> seen.first.get(i.id())))
                .toList();
        Verdict verdict =
                trial.incident() ? byIncident(trial, incidents, seen, begun) : byFinding(trial, incidents, seen, begun);
        if (verbose && (!verdict.first() || verdict.others() > 0)) {
            explain(trial, size, seed, incidents, seen, begun);
        }
        return verdict;
    }

    private static Verdict byIncident(Trial trial, List<Incident> incidents, Observer seen, long begun) {
        for (Incident incident : incidents) {
            if (incident.causes().stream().anyMatch(c -> trial.names(c.entity()))) {
                boolean first = trial.names(incident.causes().getFirst().entity());
                return new Verdict((seen.first.get(incident.id()) - begun) / 1e9, first, incidents.size() - 1);
            }
        }
        return new Verdict(Double.NaN, false, incidents.size());
    }

    /** Named first: no other new finding of more than information came before it. */
    private static Verdict byFinding(Trial trial, List<Incident> incidents, Observer seen, long begun) {
        List<Finding> fresh = fresh(seen, begun);
        for (int i = 0; i < fresh.size(); i++) {
            if (trial.names(fresh.get(i).entity())) {
                double seconds = (seen.first.get(fresh.get(i).id()) - begun) / 1e9;
                return new Verdict(seconds, i == 0, incidents.size());
            }
        }
        return new Verdict(Double.NaN, false, incidents.size());
    }

    private static List<Finding> fresh(Observer seen, long begun) {
        return seen.findings.values().stream()
                .filter(f -> seen.first.get(f.id()) >= begun && f.priority() != Priority.INFO)
                .sorted(Comparator.comparingLong(f -> seen.first.get(f.id())))
                .toList();
    }

    private static void explain(
            Trial trial, Sizes size, int seed, List<Incident> incidents, Observer seen, long begun) {
        System.out.println("-- " + trial.name() + " " + trial.yaml() + ", seed " + seed + ", " + size.rackCount()
                + " racks: " + incidents.size() + " incidents");
        incidents.forEach(i -> System.out.println("   " + i.title() + " " + i.causes() + "\n      " + i.findings()));
        fresh(seen, begun).stream()
                .limit(12)
                .forEach(f -> System.out.println("     f " + (seen.first.get(f.id()) - begun) / Times.SECOND + " s "
                        + f.id() + " x" + f.count() + " " + f.priority() + " " + f.evidence()));
    }

    private static void calm(int seed, int hours) throws IOException {
        Observer quiet = Observer.of(Sizes.of(8).yaml(seed), hours * 3600);
        System.out.println(hours + " h without fault, seed " + seed + ": " + quiet.incidents.size() + " incidents, "
                + quiet.findings.size() + " findings");
        quiet.incidents.values().forEach(i -> System.out.println("  " + i.title() + " " + i.causes()));
        Map<String, List<Finding>> kinds = new TreeMap<>();
        quiet.findings
                .values()
                .forEach(f -> kinds.computeIfAbsent(
                                f.priority() + " " + f.id().substring(0, f.id().indexOf('@')), k -> new ArrayList<>())
                        .add(f));
        kinds.forEach((kind, all) -> System.out.println("  " + all.size() + " x " + kind + ", for example: "
                + all.getFirst().evidence() + " for "
                + (all.getFirst().cleared() - all.getFirst().since()) / Times.SECOND + " s"));
    }
}
