package millwright.control;

import static millwright.analysis.kpi.MetricNames.GPU_PROFILE_SUPPORTED;
import static millwright.analysis.kpi.MetricNames.NODE_STATE;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import millwright.analysis.correlate.Names;
import millwright.analysis.twin.Twin;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.feed.Preview.Binding;
import millwright.feed.Preview.Verdict;
import millwright.feed.WritablePoints;
import millwright.plant.Catalogue;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.series.Latest;

/** All guards, in the order in which they are shown. */
final class Guards {
    static final List<Guard> ALL = List.of(
            Guards::writable,
            Guards::role,
            Guards::expiry,
            Guards::targets,
            Guards::revision,
            Guards::capability,
            Guards::point,
            Guards::profile,
            Guards::drain,
            Guards::jobs,
            Guards::limits,
            Guards::blast);

    private static final int MOST_NAMED = 10;

    private Guards() {}

    private static Verdict writable(Question q) {
        return q.settings().writable()
                ? Guard.passed("mode", "live")
                : Guard.failed("mode", "a replay or a plan changes nothing in the plant");
    }

    private static Verdict role(Question q) {
        return q.caller().role().includes(Role.OPERATE)
                ? Guard.passed(
                        "role", q.caller().name() + " may " + word(q.caller().role()))
                : Guard.failed("role", q.caller().name() + " may only watch");
    }

    private static Verdict expiry(Question q) {
        long left = q.action().header().expires() - q.now();
        return left > 0
                ? Guard.passed("expiry", "valid for " + left / 1_000_000_000L + " s")
                : Guard.failed("expiry", "expired " + -left / 1_000_000_000L + " s ago; propose it again");
    }

    private static Verdict targets(Question q) {
        if (q.action().targets().isEmpty()) {
            return Guard.failed("targets", "nothing to work on is named");
        }
        for (EntityId target : q.action().targets()) {
            int index = q.plant().indexOf(target);
            if (index < 0) {
                return Guard.failed("targets", "there is no " + target);
            }
            EntityKind kind = q.plant().entity(index).kind();
            boolean jobs = q.action() instanceof ControlAction.SteerJobs;
            if (q.action() instanceof ControlAction.SetPoint) {
                continue; // which things have such a point is looked at by a guard of its own
            }
            if (jobs && kind != EntityKind.JOB) {
                return Guard.failed("targets", target + " is no job");
            } else if (!jobs && kind != EntityKind.RACK && kind != EntityKind.NODE) {
                return Guard.failed("targets", target + " is neither a rack nor a node");
            }
        }
        return Guard.passed("targets", q.action().targets().size() + " found");
    }

    private static Verdict revision(Question q) {
        String changed = q.changes().changedSince(q.action().header().revision(), q.action(), q.plant());
        return changed.isEmpty()
                ? Guard.passed("revision", "its targets are as they were seen")
                : Guard.failed("revision", changed);
    }

    private static Verdict capability(Question q) {
        if (!(q.action() instanceof ControlAction.SetPowerCap cap) || Double.isNaN(cap.wattsPerGpu())) {
            return Guard.passed("range", "no limit is set");
        }
        double least = 0;
        double most = Double.MAX_VALUE;
        Latest lowest = q.latest().latest(new MetricId("gpu.power.limit.min"), EntityKind.GPU);
        Latest highest = q.latest().latest(new MetricId("gpu.power.limit.max"), EntityKind.GPU);
        for (int gpu : gpus(q)) {
            least = lowest.ok(gpu) ? Math.max(least, lowest.values()[gpu]) : least;
            most = highest.ok(gpu) ? Math.min(most, highest.values()[gpu]) : most;
        }
        double watts = cap.wattsPerGpu();
        String range = most == Double.MAX_VALUE
                ? "the boards do not tell their range"
                : String.format(Locale.ROOT, "boards take %.0f to %.0f W", least, most);
        boolean fits = watts > 0 && watts >= least && watts <= most;
        return fits
                ? Guard.passed("range", range)
                : Guard.failed("range", String.format(Locale.ROOT, "%.0f W is outside: %s", watts, range));
    }

    private static Verdict point(Question q) {
        if (!(q.action() instanceof ControlAction.SetPoint set)) {
            return Guard.passed("point", "no point is written");
        }
        Metric metric = Catalogue.standard().find(set.metric()).orElse(null);
        if (metric == null) {
            return Guard.failed("point", "there is no metric " + set.metric());
        }
        for (EntityId target : set.targets()) {
            if (WritablePoints.shownBy(q.plant().nativeIds(target), set.metric())
                    .isEmpty()) {
                return Guard.failed(
                        "point",
                        Names.of(q.plant(), target) + " has no '" + metric.title()
                                + "' that may be written; its source says which points are ours");
            }
        }
        boolean whole = metric.kind() != MetricKind.STATE || set.value() == Math.rint(set.value());
        if (!metric.isPlausible(set.value()) || !whole) {
            return Guard.failed(
                    "point",
                    set.value() + " is outside: '" + metric.title() + "' goes from " + metric.lowest() + " to "
                            + metric.highest() + " " + metric.unit());
        }
        return Guard.passed("point", Words.of(set, q.plant()));
    }

    private static Verdict profile(Question q) {
        if (!(q.action() instanceof ControlAction.SetPowerProfile set)) {
            return Guard.passed("profile", "no profile is set");
        }
        Latest masks = q.latest().latest(GPU_PROFILE_SUPPORTED, EntityKind.GPU);
        int id = set.profile().id();
        int unknown = 0;
        for (int gpu : gpus(q)) {
            if (!masks.ok(gpu)) {
                unknown++;
            } else if (id > 62 || ((long) masks.values()[gpu] >> id & 1) == 0) {
                EntityId board = q.plant().at(EntityKind.GPU, gpu).id();
                return Guard.failed(
                        "profile",
                        "in-band profile " + id + " is not supported by " + Names.of(q.plant(), board)
                                + "; out-of-band ids are 3 higher");
            }
        }
        return Guard.passed(
                "profile", unknown == 0 ? "all boards support it" : unknown + " boards do not tell what they support");
    }

    private static int[] gpus(Question q) {
        return q.action().targets().stream()
                .mapToInt(t -> q.plant().indexOf(t))
                .filter(i -> i >= 0)
                .flatMap(i -> java.util.Arrays.stream(q.plant().within(i, EntityKind.GPU)))
                .map(i -> q.plant().slotOf(i))
                .toArray();
    }

    private static Verdict drain(Question q) {
        boolean drain = q.action() instanceof ControlAction.Drain;
        if (!drain && !(q.action() instanceof ControlAction.Resume)) {
            return Guard.passed("drain", "nothing is drained or resumed");
        }
        Latest states = q.latest().latest(NODE_STATE, EntityKind.NODE);
        int already = 0;
        int nodes = 0;
        for (EntityId target : q.action().targets()) {
            int index = q.plant().indexOf(target);
            for (int node : index < 0 ? new int[0] : q.plant().within(index, EntityKind.NODE)) {
                int slot = q.plant().slotOf(node);
                nodes++;
                already += states.ok(slot) && (states.values()[slot] != 0) == drain ? 1 : 0;
            }
        }
        if (nodes > 0 && already == nodes) {
            return Guard.failed("drain", drain ? "all of it is drained already" : "none of it is drained");
        }
        String stay = drain ? "; jobs that stay until they end: " + words(q) : "";
        return Guard.passed("drain", nodes - already + " of " + Count.of(nodes, "node") + " change" + stay);
    }

    private static Verdict jobs(Question q) {
        if (!(q.action() instanceof ControlAction.SteerJobs steer)) {
            return Guard.passed("jobs", "no job is told anything");
        }
        String what = switch (steer.order()) {
            case REQUEUE -> "stops and waits in the queue again; what it did since its last checkpoint is lost";
            case CANCEL -> "ends for good";
            case HOLD -> "does not start until it is released";
            case RELEASE -> "may start again";
        };
        List<String> names =
                steer.targets().stream().map(j -> Names.of(q.plant(), j)).toList();
        return Guard.passed("jobs", String.join(", ", names) + ": " + what);
    }

    private static String words(Question q) {
        List<EntityId> jobs = q.consequence().jobsHit();
        String first = String.join(
                ", ",
                jobs.stream().limit(MOST_NAMED).map(j -> Names.of(q.plant(), j)).toList());
        int more = jobs.size() - MOST_NAMED;
        return jobs.isEmpty() ? "none" : first + (more > 0 ? " and " + more + " more" : "");
    }

    private static Verdict limits(Question q) {
        List<Binding> broken = q.consequence().broken();
        if (!broken.isEmpty()) {
            Binding worst = broken.getFirst();
            return Guard.failed(
                    "limits",
                    String.format(
                            Locale.ROOT,
                            "%s would carry %.1f of %.1f kW (%s)%s",
                            Names.of(q.plant(), worst.ancestor()),
                            worst.watts() / 1000,
                            worst.limit() / 1000,
                            worst.origin(),
                            fits(worst.largestThatFits())));
        }
        Binding binding = q.consequence().binding();
        return Guard.passed("limits", binding == null ? "no limit is stated above it" : room(q, binding));
    }

    private static String fits(double watts) {
        if (Double.isNaN(watts)) {
            return "";
        }
        return watts > 0
                ? String.format(Locale.ROOT, "; %.0f W per GPU fit", Math.floor(watts))
                : "; no cap that the boards take fits";
    }

    private static String room(Question q, Binding binding) {
        int index = q.plant().indexOf(binding.ancestor());
        return index >= 0 && q.plant().entity(index).kind() == EntityKind.GPU
                ? String.format(Locale.ROOT, "the boards' own %.0f W bind before any limit above", binding.limit())
                : String.format(
                        Locale.ROOT,
                        "least room at %s: %.1f of %.1f kW",
                        Names.of(q.plant(), binding.ancestor()),
                        binding.watts() / 1000,
                        binding.limit() / 1000);
    }

    private static Verdict blast(Question q) {
        int racks = q.consequence().racks().size();
        boolean second = racks > q.settings().racksWithoutSecond() || Twin.stops(q.action());
        return Guard.passed(
                "blast radius",
                Count.of(racks, "rack") + (second ? ": the approver types the first target's name" : ""));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** What refuses it, in words; empty when nothing does. */
    static String faults(Preview preview) {
        return preview.guards().stream()
                .filter(v -> !v.passed())
                .map(Verdict::text)
                .collect(Collectors.joining("; "));
    }
}
