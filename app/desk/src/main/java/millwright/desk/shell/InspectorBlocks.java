package millwright.desk.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.desk.draw.RoomLeft;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says beyond values, alarms and jobs: guidance of the worst alarm, phases, load below, what the scheduler says, pools. Only what
 * the plant has; a block without lines is left out. FX thread; remembers the load below for one revision.
 */
final class InspectorBlocks {
    static final List<MetricId> PHASES = List.of(
            new MetricId("power.current.l1"), new MetricId("power.current.l2"), new MetricId("power.current.l3"));
    /** Letters of guidance that fit a line. */
    private static final int LINE = 46;

    private static final int MOST_LINES = 3;

    private final ShellContext context;
    private List<EntityId> racks = List.of();
    private Map<Entity, Integer> jobs = Map.of();
    private @Nullable EntityId racksOf;
    private long racksIn = -1;
    private int[] feeders = {};
    private @Nullable EntityId feedersOf;
    private long feedersIn = -1;
    private Map<Entity, Integer> inside = Map.of();
    private @Nullable EntityId insideOf;
    private long insideIn = -1;

    InspectorBlocks(ShellContext context) {
        this.context = context;
    }

    /** @param standing worst first @param most jobs that are named */
    List<InspectorPage.Block> of(Situation situation, int index, List<Finding> standing, int most) {
        Plant plant = situation.plant();
        EntityId id = plant.entity(index).id();
        EntityKind kind = plant.entity(index).kind();
        List<InspectorPage.Block> blocks = new ArrayList<>(guidance(standing));
        if (hasRoom(kind)) {
            add(blocks, "ROOM FOR MORE", "least headroom above it", room(plant, index));
        }
        add(blocks, "PER PHASE", "line current", phases(situation, id, kind));
        if (Below.carries(kind)) {
            List<EntityId> below = racks(plant, index);
            add(blocks, "LOAD BELOW", Figures.count(below.size(), "rack"), Below.load(situation, below, jobs, most));
        }
        String asOf = SchedulerLines.asOf(situation, context.model.now());
        add(blocks, "SCHEDULER", asOf, SchedulerLines.of(plant, plant.entity(index)));
        if (kind == EntityKind.ENDPOINT) {
            add(blocks, "POOLS", "what serves it", Below.pools(plant, index));
        }
        return blocks;
    }

    static boolean hasRoom(EntityKind kind) {
        return kind == EntityKind.ROW || kind == EntityKind.HALL;
    }

    private List<InspectorPage.Pair> room(Plant plant, int index) {
        EntityId id = plant.entity(index).id();
        if (!id.equals(feedersOf) || feedersIn != plant.revision()) {
            feedersOf = id;
            feedersIn = plant.revision();
            feeders = RoomLeft.feeders(plant, index);
        }
        RoomLeft room = RoomLeft.of(plant, context.values, feeders, context.model.now());
        List<InspectorPage.Pair> lines = new ArrayList<>();
        String most = room.unjudged() > 0 ? "at most " : "";
        String left =
                room.known() ? most + Figures.of(Math.max(0, room.watts()), "W").joined() : "not known";
        lines.add(new InspectorPage.Pair("May be added", "", left));
        String limit = Figures.of(room.limit(), "W").joined() + " " + room.origin();
        lines.add(new InspectorPage.Pair(room.binds(), "", room.known() ? limit : ""));
        if (!room.caveat().isEmpty()) {
            lines.add(new InspectorPage.Pair(room.caveat(), "", ""));
        }
        return lines;
    }

    private static void add(
            List<InspectorPage.Block> blocks, String title, String right, List<InspectorPage.Pair> lines) {
        if (!lines.isEmpty()) {
            blocks.add(new InspectorPage.Block(title, right, lines));
        }
    }

    /** What the rule of the worst finding that says anything advises. */
    static List<InspectorPage.Block> guidance(List<Finding> standing) {
        return standing.stream()
                .filter(f -> !f.guidance().isBlank())
                .findFirst()
                .map(f -> new InspectorPage.Block("GUIDANCE", f.what(), wrapped(f.guidance())))
                .stream()
                .toList();
    }

    private static List<InspectorPage.Pair> wrapped(String text) {
        List<InspectorPage.Pair> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() + word.length() >= LINE && !line.isEmpty() && lines.size() < MOST_LINES - 1) {
                lines.add(new InspectorPage.Pair(line.toString(), "", ""));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(new InspectorPage.Pair(line.toString(), "", ""));
        return lines;
    }

    /** Gone through once for each revision. */
    private List<EntityId> racks(Plant plant, int index) {
        EntityId id = plant.entity(index).id();
        if (!id.equals(racksOf) || racksIn != plant.revision()) {
            racksOf = id;
            racksIn = plant.revision();
            racks = Below.racks(plant, index);
            EntityKind kind = plant.entity(index).kind();
            boolean place = kind == EntityKind.ROW || kind == EntityKind.HALL;
            jobs = place ? inside(plant, index) : Below.jobs(plant, racks);
        }
        return racks;
    }

    /** Jobs inside with how many GPUs each has there; gone through once for each revision. */
    Map<Entity, Integer> inside(Plant plant, int index) {
        EntityId id = plant.entity(index).id();
        if (!id.equals(insideOf) || insideIn != plant.revision()) {
            insideOf = id;
            insideIn = plant.revision();
            inside = Below.jobs(plant, List.of(id));
        }
        return inside;
    }

    /** A line for each phase that was ever told, with its limit where there is one; at last why one is not there now. */
    private List<InspectorPage.Pair> phases(Situation situation, EntityId id, EntityKind kind) {
        Plant plant = situation.plant();
        List<InspectorPage.Pair> lines = new ArrayList<>();
        Set<String> reasons = new LinkedHashSet<>();
        long now = context.model.now();
        for (int phase = 0; phase < PHASES.size() && kind.isPower(); phase++) {
            MetricId metric = PHASES.get(phase);
            Latest latest = context.values.latest(metric, kind);
            int slot = plant.slotOf(kind, id);
            if (slot >= 0 && slot < latest.size() && latest.times()[slot] != 0) {
                String limit = plant.binding(id, metric, Bound.UPPER, now)
                        .map(l -> "limit " + Figures.of(l.at(now), "A").joined())
                        .orElse("");
                long age = Math.max(0, now - latest.times()[slot]);
                Readout shown = new Readout(latest.values()[slot], latest.state(slot), "A", age, Priority.INFO);
                lines.add(new InspectorPage.Pair("L" + (phase + 1), limit, shown.words()));
                context.model
                        .catalogue()
                        .find(metric.name())
                        .map(m -> Untold.words(context, situation, m, kind, slot, now))
                        .filter(why -> !why.isEmpty())
                        .ifPresent(reasons::add);
            }
        }
        reasons.forEach(why -> lines.add(new InspectorPage.Pair(why, "", "")));
        return lines;
    }
}
