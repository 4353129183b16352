package millwright.analysis.correlate;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.feed.FeedSink;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * Makes incidents out of findings. A new finding joins the open incident that explains it or that it explains; what is
 * left waits a little for company and then opens one of its own, if it is grave enough. A finding is in one incident at
 * most. One thread; bounded by active findings and open incidents.
 */
public final class Correlator {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMdd-HHmmss").withZone(ZoneOffset.UTC);
    /** Findings further apart than this have nothing to do with each other, unless a cause still stands. */
    private static final long WINDOW = 4 * Times.MINUTE;
    /** A finding waits this long for its cause to show. */
    private static final long SETTLE = 12 * Times.SECOND;
    /** An incident whose findings have all ended is closed after this. */
    private static final long CLOSE = 2 * Times.MINUTE;
    /** Figures alone are not told more often than this. */
    private static final long REPEAT = 10 * Times.SECOND;

    private static final EntityId SOURCE = EntityId.of(EntityKind.SOURCE, "analyst");

    private final Map<String, Finding> loose = new TreeMap<>();
    private final Map<String, Long> looseSince = new HashMap<>();
    private final Map<String, Case> caseOf = new HashMap<>();
    private final Map<String, Case> open = new TreeMap<>();
    private final Set<String> used = new TreeSet<>();
    private final boolean reanalysed;
    private @Nullable Reaches reaches;
    private boolean changed;
    private long before = Long.MIN_VALUE;

    public Correlator(boolean reanalysed) {
        this.reanalysed = reanalysed;
    }

    /** Takes every change of a finding. */
    public void happened(Finding finding, long now) {
        Case mine = caseOf.get(finding.id());
        changed = true;
        if (mine != null) {
            mine.members.put(finding.id(), finding);
        } else if (finding.active()) {
            loose.put(finding.id(), finding);
            looseSince.putIfAbsent(finding.id(), now);
        } else {
            loose.remove(finding.id());
            looseSince.remove(finding.id());
        }
    }

    /** Call once per evaluation, after all changes of findings. */
    public void step(Plant plant, LatestValues latest, boolean simulated, long now, FeedSink out) {
        Reaches current = reaches;
        if (current == null || current.plant() != plant) {
            current = new Reaches(plant);
            reaches = current;
        }
        Relatedness relatedness = new Relatedness(current, WINDOW);
        boolean waiting = looseSince.values().stream()
                .anyMatch(since -> now - since == SETTLE || now - since < SETTLE + 2 * Times.SECOND);
        if (changed || waiting) {
            join(relatedness, simulated, now, out);
            openNew(relatedness, now);
        }
        double seconds = before == Long.MIN_VALUE ? 0 : (now - before) / 1e9;
        before = now;
        for (Case c : List.copyOf(open.values())) {
            tell(c, current, relatedness, latest, simulated, seconds, now, out);
        }
        changed = false;
    }

    private void join(Relatedness relatedness, boolean simulated, long now, FeedSink out) {
        for (Finding f : loose.values().stream().sorted(Case.BY_TIME).toList()) {
            List<Case> fitting = open.values().stream()
                    .filter(c -> belongs(f, c, relatedness))
                    .sorted(order(f))
                    .toList();
            if (!fitting.isEmpty()) {
                Case first = fitting.getFirst();
                put(first, f);
                if (!Bearing.ofJob(f)) {
                    fitting.stream().skip(1).forEach(c -> merge(first, c, f, relatedness, simulated, now, out));
                }
            }
        }
    }

    /** A shared victim does not bring two causes together, unless the incident has nothing but victims yet. */
    private static boolean belongs(Finding f, Case c, Relatedness relatedness) {
        boolean victimsOnly = c.members.values().stream().allMatch(Bearing::victim);
        return c.members.values().stream()
                .filter(m -> victimsOnly || Bearing.victim(f) || !Bearing.victim(m))
                .anyMatch(m -> relatedness.related(f, m));
    }

    /** A victim belongs to the trouble that began last before it; a cause to the oldest incident that it explains. */
    private static Comparator<Case> order(Finding f) {
        Comparator<Case> oldest = Comparator.comparingLong((Case c) -> c.opened).thenComparing(c -> c.id);
        Comparator<Case> nearest = Comparator.comparingLong((Case c) -> Math.abs(f.since() - c.opened))
                .thenComparing(c -> c.id);
        return Bearing.ofJob(f) ? nearest : oldest;
    }

    /** Only a finding that explains both makes one incident out of two; a shared victim does not. */
    private void merge(
            Case into, Case from, Finding f, Relatedness relatedness, boolean simulated, long now, FeedSink out) {
        if (from.members.values().stream().noneMatch(m -> relatedness.explains(f, m))) {
            return;
        }
        for (Finding m : List.copyOf(from.members.values())) {
            put(into, m);
        }
        into.tokensLost += from.tokensLost;
        open.remove(from.id);
        Incident told = from.told;
        if (told != null) {
            out.accept(new Incident(
                    told.id(),
                    told.title() + " (now part of " + into.id + ")",
                    told.priority(),
                    told.opened(),
                    now,
                    List.of(),
                    told.causes(),
                    List.of(),
                    told.jobsHit(),
                    told.blast(),
                    new Origin(SOURCE, simulated),
                    reanalysed));
        }
    }

    private void put(Case into, Finding finding) {
        into.members.put(finding.id(), finding);
        caseOf.put(finding.id(), into);
        loose.remove(finding.id());
        looseSince.remove(finding.id());
    }

    private void openNew(Relatedness relatedness, long now) {
        List<Finding> waiting = loose.values().stream()
                .filter(f -> f.priority() != Priority.INFO)
                .sorted(Case.BY_TIME)
                .toList();
        boolean ripe = waiting.stream().anyMatch(f -> ripe(f, now));
        if (!ripe) {
            return;
        }
        for (List<Finding> cluster : new Clusters(relatedness).of(waiting)) {
            if (cluster.stream().anyMatch(f -> ripe(f, now)) && grave(cluster)) {
                long opened = cluster.getFirst().since();
                Case made = new Case(name(opened), opened);
                open.put(made.id, made);
                cluster.forEach(f -> put(made, f));
            }
        }
    }

    private boolean ripe(Finding f, long now) {
        return now - looseSince.getOrDefault(f.id(), now) >= SETTLE;
    }

    /** One of high priority; several of which one is of medium priority; or a straggler, which holds up its whole job. */
    private static boolean grave(List<Finding> cluster) {
        Priority worst = cluster.stream()
                .map(Finding::priority)
                .min(Comparator.naturalOrder())
                .orElse(Priority.INFO);
        boolean several = cluster.stream()
                                .map(f -> f.entity() + "/" + f.rule())
                                .distinct()
                                .count()
                        > 1
                || cluster.stream()
                        .anyMatch(f -> f.rule().equals("peer") && !f.jobsHit().isEmpty());
        boolean symptomsOnly = cluster.stream().noneMatch(Bearing::mayBeCause);
        return !cluster.stream().allMatch(Bearing::aboutData)
                && !symptomsOnly
                && (worst.compareTo(Priority.HIGH) <= 0 || several && worst.compareTo(Priority.MEDIUM) <= 0);
    }

    private String name(long opened) {
        String base = "INC-" + STAMP.format(Times.instant(opened));
        String name = base;
        for (int n = 2; !used.add(name); n++) {
            name = base + "-" + n;
        }
        return name;
    }

    private void tell(
            Case c,
            Reaches current,
            Relatedness relatedness,
            LatestValues latest,
            boolean simulated,
            double seconds,
            long now,
            FeedSink out) {
        boolean active = c.active();
        c.quietSince = active ? Long.MAX_VALUE : Math.min(c.quietSince, now);
        boolean closes = !active && now - c.quietSince >= CLOSE;
        List<EntityId> jobs = Damage.jobs(c.members.values());
        double missing = active ? Damage.missing(current.plant(), latest, jobs) : 0;
        c.tokensKnown |= !Double.isNaN(missing);
        c.tokensLost += Double.isNaN(missing) ? 0 : missing * seconds;
        if (c.told != null && !changed && !closes && now - c.toldAt < REPEAT) {
            return;
        }
        Incident next = describe(c, current, relatedness, jobs, missing, simulated, closes ? now : 0);
        if (!next.equals(c.told)) {
            c.told = next;
            c.toldAt = now;
            out.accept(next);
        }
        if (closes) {
            open.remove(c.id);
            c.members.keySet().forEach(caseOf::remove);
        }
    }

    private Incident describe(
            Case c,
            Reaches current,
            Relatedness relatedness,
            List<EntityId> jobs,
            double missing,
            boolean simulated,
            long closed) {
        List<Finding> members = c.members.values().stream().sorted(Case.BY_TIME).toList();
        List<Incident.Cause> causes = new Ranking(current, relatedness).causes(members);
        List<Incident.Step> path = causes.isEmpty()
                ? List.of()
                : new Trace(current).steps(causes.getFirst().entity(), members, jobs);
        double lost = c.tokensKnown ? c.tokensLost : Double.NaN;
        Incident.Blast blast = Damage.blast(current.plant(), members, jobs.size(), missing, lost);
        return new Incident(
                c.id,
                title(current.plant(), causes, members, blast),
                c.priority(),
                c.opened,
                closed,
                new ArrayList<>(c.members.keySet()),
                causes,
                path,
                jobs,
                blast,
                new Origin(SOURCE, simulated),
                reanalysed);
    }

    private static String title(Plant plant, List<Incident.Cause> causes, List<Finding> members, Incident.Blast blast) {
        if (causes.isEmpty()) {
            return members.getFirst().what();
        }
        Incident.Cause cause = causes.getFirst();
        String what = cause.text().substring(cause.text().indexOf(": ") + 2);
        String head = Names.of(plant, cause.entity()) + " " + Character.toLowerCase(what.charAt(0)) + what.substring(1);
        if (Character.isUpperCase(what.length() > 1 ? what.charAt(1) : 'x')) {
            head = Names.of(plant, cause.entity()) + " " + what;
        }
        return blast.racks() > 1 ? head + ", " + blast.racks() + " racks hit" : head;
    }
}
