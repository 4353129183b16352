package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.draw.Figure;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.desk.draw.SitePower;
import millwright.desk.draw.TargetWords;
import millwright.desk.draw.Unjudged;
import millwright.feed.ActionProgress;
import millwright.feed.AveragedOver;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.series.Beyond;
import millwright.series.Latest;
import millwright.styles.AlarmShapes;
import org.jspecify.annotations.Nullable;

/** Gathers an inspector page from what is known. FX thread; called about once a second. */
final class InspectorReader {
    private static final int MOST_ALARMS = 5;
    private static final int MOST_JOBS = 3;
    /** Where all are asked for: beyond it the screens of alarms and jobs serve better. */
    private static final int ALL = 200;

    private final ShellContext context;
    private Upstream.@Nullable Standing standing;
    private @Nullable EntityId standingOf;
    private long standingAt = -1;
    private long standingIn = -1;
    private final InspectorBlocks blocks;
    private boolean whole;
    private List<InspectorPage.Pair> jobs = List.of();
    private @Nullable EntityId jobsOf;
    private long jobsIn = -1;
    private String content = "";
    private @Nullable EntityId contentOf;
    private long contentIn = -1;

    InspectorReader(ShellContext context) {
        this.context = context;
        this.blocks = new InspectorBlocks(context);
    }

    /** Whether lists are read whole or cut to a few lines. */
    void whole(boolean all) {
        whole = all;
    }

    private int most(int few) {
        return whole ? ALL : few;
    }

    InspectorPage entity(Situation situation, EntityId id, List<Metric> metrics, long now) {
        Plant plant = situation.plant();
        int index = plant.indexOf(id);
        Upstream.Standing standing = standing(situation, id, index);
        List<InspectorPage.Row> rows = new ArrayList<>();
        for (Metric metric : metrics) {
            rows.add(row(situation, id, metric, standing.here(), now));
        }
        List<InspectorPage.Standing> alarms = standing.all().stream()
                .limit(most(MOST_ALARMS))
                .map(f -> new InspectorPage.Standing(f, situation.alarms().get(f.id())))
                .toList();
        List<InspectorPage.Pair> jobs = jobs(plant, id, index);
        Priority worst = standing.here().stream()
                .map(Finding::priority)
                .min(Priority::compareTo)
                .orElse(Priority.INFO);
        return new InspectorPage(
                Names.kindLine(plant, index),
                plant.entity(index).name(),
                worst,
                InspectorPage.open(situation, standing.here(), worst),
                state(situation, standing, rows, now),
                contentOf(plant, id, index),
                "VALUES",
                rows,
                standing.here().size(),
                standing.upstream().size(),
                alarms,
                jobs.stream().limit(most(MOST_JOBS)).toList(),
                control(situation, id).map(a -> what(a)).orElse(""),
                control(situation, id).map(a -> steps(a, id)).orElse(List.of()),
                standing.all().size() - alarms.size(),
                Math.max(0, jobs.size() - most(MOST_JOBS)),
                standing.all().isEmpty()
                        ? ""
                        : situation
                                .incidentOfFinding()
                                .getOrDefault(standing.all().getFirst().id(), ""),
                blocks.of(situation, index, standing.all(), most(MOST_JOBS)));
    }

    /** Gone through once for each change of the alarms: in a flood there are thousands of findings. */
    private Upstream.Standing standing(Situation situation, EntityId id, int index) {
        Upstream.Standing known = standing;
        boolean same = id.equals(standingOf)
                && standingAt == situation.alarmVersion()
                && standingIn == situation.plant().revision();
        if (known == null || !same) {
            known = Upstream.of(situation, index);
            standing = known;
            standingOf = id;
            standingAt = situation.alarmVersion();
            standingIn = situation.plant().revision();
        }
        return known;
    }

    private String state(Situation situation, Upstream.Standing standing, List<InspectorPage.Row> rows, long now) {
        if (!standing.here().isEmpty()) {
            Finding worst = standing.all().stream()
                    .filter(standing.here()::contains)
                    .findFirst()
                    .orElseThrow();
            int more = standing.here().size() - 1;
            return worst.what() + (more == 0 ? "" : ", and " + Figures.whole(more) + " more");
        }
        boolean silent =
                !rows.isEmpty() && rows.stream().allMatch(r -> r.value().state() != DataState.OK);
        if (silent) {
            if (situation.opening(now)) {
                return "First values are on their way";
            }
            boolean stale = rows.stream().anyMatch(r -> r.value().state() == DataState.STALE);
            String why = rows.stream()
                    .filter(r -> !stale || r.value().state() == DataState.STALE)
                    .findFirst()
                    .map(InspectorPage.Row::untold)
                    .orElse("");
            return (stale ? "Stale " : "No values") + (stale ? why : why.isEmpty() ? "" : ": " + why);
        }
        if (!situation.judged()) {
            return Unjudged.words(situation, context.clockFace());
        }
        if (situation.takingIn()) {
            return "Not judged yet: the past is taken in";
        }
        return standing.upstream().isEmpty() ? "Nothing abnormal" : "Fine here, trouble upstream";
    }

    /** Gone through once for each revision, as a site has all that there is. */
    private String contentOf(Plant plant, EntityId id, int index) {
        if (!id.equals(contentOf) || contentIn != plant.revision()) {
            contentOf = id;
            contentIn = plant.revision();
            content = content(plant, index);
        }
        return content;
    }

    private static String content(Plant plant, int index) {
        String model = "";
        if (plant.entity(index) instanceof Entity.Gpu gpu) {
            return gpu.model();
        }
        if (plant.entity(index) instanceof Entity.PowerDevice device) {
            return switch (device.side()) {
                case A -> "side A";
                case B -> "side B";
                case NONE -> "";
            };
        }
        if (plant.entity(index) instanceof Entity.Node node) {
            model = node.host() + "  ·  ";
        }
        int gpus = plant.within(index, EntityKind.GPU).length;
        return model + (gpus == 0 ? "" : Figures.count(gpus, "GPU"));
    }

    private InspectorPage.Row row(Situation situation, EntityId id, Metric metric, List<Finding> here, long now) {
        EntityKind kind =
                situation.plant().entity(situation.plant().indexOf(id)).kind();
        Latest latest = context.values.latest(metric.id(), kind);
        int slot = situation.plant().slotOf(kind, id);
        Readout told = told(situation.plant(), metric, latest, slot, now);
        double value = told.value();
        DataState state = told.state();
        Optional<Limit> upper = situation.plant().binding(id, metric.id(), Bound.UPPER, now);
        Optional<Limit> lower = situation.plant().binding(id, metric.id(), Bound.LOWER, now);
        boolean isUpper = upper.isPresent() || lower.isEmpty();
        double limit = upper.or(() -> lower).map(l -> l.at(now)).orElse(Double.NaN);
        boolean broken = state == DataState.OK && (isUpper ? value > limit : value < limit);
        Priority priority = here.stream()
                .filter(f -> metric.id().equals(f.metric()) && f.entity().equals(id))
                .map(Finding::priority)
                .min(Priority::compareTo)
                .orElse(broken ? Priority.HIGH : Priority.INFO);
        String words = Double.isNaN(limit)
                ? ""
                : "limit " + (isUpper ? "" : "≥ ")
                        + Figures.of(limit, Figures.ucum(metric)).joined();
        String sure = sure(metric, latest, kind, slot);
        words = sure + (sure.isEmpty() || words.isEmpty() ? "" : ", ") + words;
        return new InspectorPage.Row(
                metric.title(),
                words,
                InspectorPage.averaged(AveragedOver.of(situation.plant().nativeIds(id), metric.id())),
                Untold.words(context, situation, metric, kind, slot, now),
                new Readout(value, state, Figures.ucum(metric), told.age(), priority),
                left(value, state, limit, isUpper, Figures.ucum(metric), priority),
                limit,
                isUpper,
                metric.id(),
                id);
    }

    /** The newest value; what a site draws as every other part of the window tells it. */
    private Readout told(Plant plant, Metric metric, Latest latest, int slot, long now) {
        String ucum = Figures.ucum(metric);
        if (latest.kind() == EntityKind.SITE && slot >= 0 && SitePower.tells(metric.id())) {
            SitePower drawn = SitePower.of(plant, context.values, slot, now);
            return new Readout(drawn.watts(), drawn.state(), ucum, drawn.age(), Priority.INFO);
        }
        boolean known = slot >= 0 && slot < latest.size();
        return known
                ? new Readout(
                        latest.values()[slot],
                        latest.state(slot),
                        ucum,
                        Math.max(0, now - latest.times()[slot]),
                        Priority.INFO)
                : new Readout(Double.NaN, DataState.NO_DATA, ucum, 0, Priority.INFO);
    }

    /** What a percentile out of buckets may be off by: some, or nobody knows how much more it is. */
    private String sure(Metric metric, Latest values, EntityKind kind, int slot) {
        Latest errors = context.values.latest(Beyond.errorOf(metric.id()), kind);
        if (Beyond.lastBound(values, errors, slot)) {
            return "at least, beyond the last bucket";
        }
        return errors.ok(slot) && values.ok(slot)
                ? "± " + Figures.of(errors.values()[slot], Figures.ucum(metric)).joined()
                : "";
    }

    private static String left(
            double value, DataState state, double limit, boolean upper, String unit, Priority priority) {
        if (state != DataState.OK || Double.isNaN(limit)) {
            return priority == Priority.INFO ? "" : AlarmShapes.word(priority.number());
        }
        double free = upper ? limit - value : value - limit;
        Figure figure = Figures.of(Math.abs(free), unit);
        return free >= 0 ? figure.joined() + " free" : (upper ? "+" : "−") + figure.joined();
    }

    /** Gone through once for each revision: a hall has a hundred thousand places where a job may run. */
    private List<InspectorPage.Pair> jobs(Plant plant, EntityId id, int index) {
        if (!id.equals(jobsOf) || jobsIn != plant.revision()) {
            jobsOf = id;
            jobsIn = plant.revision();
            Map<Entity, Integer> gpus =
                    plant.entity(index).kind() == EntityKind.SITE ? Map.of() : blocks.inside(plant, index);
            jobs = named(plant, index, gpus).stream()
                    .map(job -> new InspectorPage.Pair(job.name(), detail(job), gpus(gpus.getOrDefault(job, 0))))
                    .toList();
        }
        return jobs;
    }

    /** Those inside, which were gone through for their GPUs; where there are none, of what it stands in. */
    private static Collection<Entity> named(Plant plant, int index, Map<Entity, Integer> inside) {
        if (plant.entity(index).kind() == EntityKind.SITE) {
            return List.of();
        }
        return inside.isEmpty() ? Names.jobs(plant, index, Integer.MAX_VALUE) : inside.keySet();
    }

    private static String gpus(int many) {
        return many == 0 ? "" : Figures.count(many, "GPU");
    }

    static String detail(Entity job) {
        if (!(job instanceof Entity.Job known)) {
            return "";
        }
        String purpose = known.jobClass().name().toLowerCase(java.util.Locale.ROOT);
        return known.nativeId().isBlank() ? purpose : purpose + ", " + known.nativeId();
    }

    private static Optional<ActionProgress> control(Situation situation, EntityId id) {
        ActionProgress newest = null;
        for (ActionProgress action : situation.actions().values()) {
            boolean touches = action.values().stream().anyMatch(t -> t.entity().equals(id))
                    || action.action().targets().contains(id);
            newest = touches ? action : newest;
        }
        return Optional.ofNullable(newest);
    }

    static String what(ActionProgress action) {
        return ActionWords.title(action.action()).toUpperCase(java.util.Locale.ROOT) + ", "
                + ActionWords.shortKey(action.key());
    }

    private List<InspectorPage.Pair> steps(ActionProgress action, EntityId id) {
        ClockFace face = context.clockFace();
        ControlAction what = action.action();
        ActionProgress.Target target = action.values().stream()
                .filter(t -> t.entity().equals(id))
                .findFirst()
                .or(() -> action.values().stream().findFirst())
                .orElse(null);
        String stage = ActionWords.stage(action.stage());
        String at = action.trail().isEmpty()
                ? ""
                : face.when(action.trail().getLast().time(), context.time.now());
        if (target == null) {
            return List.of(new InspectorPage.Pair("State", stage, at));
        }
        return List.of(
                new InspectorPage.Pair("Desired", TargetWords.value(what, target.desired()), ""),
                new InspectorPage.Pair("Commanded", TargetWords.value(what, target.commanded()), ""),
                new InspectorPage.Pair(
                        "Observed",
                        TargetWords.value(what, target.observed()) + ", " + stage,
                        target.observedAt() > 0 ? face.seconds(target.observedAt()) : at));
    }

    InspectorPage incident(Situation situation, Incident incident, long now) {
        Incident.Blast blast = incident.blast();
        List<InspectorPage.Row> rows = new ArrayList<>();
        rows.add(plain("Output tokens lost", "against what was expected", blast.tokensPerSecond(), "{token}/s"));
        rows.add(plain(
                "Tokens lost so far",
                "since " + context.clockFace().when(incident.opened(), now),
                blast.tokensLost(),
                "{token}"));
        List<InspectorPage.Pair> causes = new ArrayList<>();
        int rank = 1;
        for (Incident.Cause cause : incident.causes()) {
            causes.add(new InspectorPage.Pair(rank++ + "  " + cause.text(), "", Figures.fixed(cause.score(), 2)));
        }
        Map<String, Finding> all = situation.findings();
        List<InspectorPage.Standing> members = incident.findings().stream()
                .map(all::get)
                .filter(f -> f != null && (f.active() || situation.open(f.id())))
                .map(f -> new InspectorPage.Standing(f, situation.alarms().get(f.id())))
                .toList();
        List<InspectorPage.Standing> shown =
                members.stream().limit(most(MOST_ALARMS)).toList();
        return new InspectorPage(
                "Incident  ·  " + (incident.open() ? "open " + Figures.span(now - incident.opened()) : "closed"),
                incident.id(),
                incident.priority(),
                situation.open(incident),
                incident.title(),
                hit(blast),
                "WHAT IT COSTS",
                rows,
                members.size(),
                0,
                shown,
                causes,
                "",
                List.of(),
                members.size() - shown.size(),
                0,
                "",
                InspectorBlocks.guidance(members.stream()
                        .map(InspectorPage.Standing::finding)
                        .filter(Finding::active)
                        .toList()));
    }

    private static String hit(Incident.Blast blast) {
        return String.join(
                "  ·  ",
                Figures.count(blast.racks(), "rack"),
                Figures.count(blast.gpus(), "GPU"),
                Figures.count(blast.jobs(), "job"));
    }

    private static InspectorPage.Row plain(String name, String words, double value, String unit) {
        DataState state = Double.isNaN(value) ? DataState.NO_DATA : DataState.OK;
        Readout readout = new Readout(value, state, unit, 0, Priority.INFO);
        return new InspectorPage.Row(name, words, "", "", readout, "", Double.NaN, true, null, null);
    }

    /** @param plant whether there is one to select from */
    static InspectorPage nothing(boolean plant) {
        return new InspectorPage(
                plant ? "Nothing selected" : "No plant yet",
                "–",
                Priority.INFO,
                false,
                plant ? "Select something, or press Ctrl K." : "Sources tell whether one answers.",
                "",
                "",
                List.of(),
                0,
                0,
                List.of(),
                List.of(),
                "",
                List.of(),
                0,
                0,
                "",
                List.of());
    }

    /** The metrics worth a row for a kind, at most six. */
    List<Metric> metrics(@Nullable EntityKind kind) {
        return kind == null ? List.of() : InspectorMetrics.of(context.model.catalogue(), kind);
    }
}
