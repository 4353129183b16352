package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestColumns;
import millwright.series.Window;
import millwright.series.WindowQuery;

/**
 * A desk on its link: the plant, the newest values with what is overdue marked, and how each source stands. Every number that
 * comes for a watched cell is kept, so that none that was never measured goes by unseen. The link's thread writes.
 */
final class SiteDesk implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    private final Link link;
    private final LatestColumns latest = new LatestColumns();
    private final Map<String, SourceState> sources = new TreeMap<>();
    private final Map<String, ActionProgress> actions = new HashMap<>();
    private final Map<String, Preview> previews = new HashMap<>();
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final Map<Cell, Set<Double>> heard = new HashMap<>();

    /** @param watched subscribed to */
    SiteDesk(int port, Set<Command.Want> watched) {
        LinkSettings quick = new LinkSettings("site", 1_500, 8_000, 50, 200, 10, new Random(1));
        link = new Link(Target.loopback(port), quick, SiteDesk::now);
        link.send(new Command.Subscribe(watched));
        link.open(this::take);
    }

    /** One metric of one entity. */
    record Cell(String metric, EntityId entity) {}

    static long now() {
        return Times.nanos(Instant.now());
    }

    private synchronized void take(PlantEvent event) {
        latest.accept(event);
        if (event instanceof SourceState state) {
            sources.put(state.source().text(), state);
        } else if (event instanceof ActionProgress progress) {
            actions.put(progress.key(), progress);
        } else if (event instanceof Preview preview) {
            previews.put(preview.request(), preview);
        } else if (event instanceof Occurrence occurrence) {
            occurrences.add(occurrence);
        } else if (event instanceof Frame frame) {
            for (int i = 0; i < frame.size(); i++) {
                if (frame.states().at(i) == DataState.OK) {
                    EntityId id = plant().at(frame.kind(), frame.slot(i)).id();
                    heard.computeIfAbsent(new Cell(frame.metric().name(), id), c -> new HashSet<>())
                            .add(frame.values().asDouble(i));
                }
            }
        }
    }

    Plant plant() {
        return latest.plant();
    }

    synchronized List<Occurrence> occurrences() {
        return List.copyOf(occurrences);
    }

    /** Numbers that ever came for a cell. */
    synchronized Set<Double> heard(Cell cell) {
        return Set.copyOf(heard.getOrDefault(cell, Set.of()));
    }

    /** @param source beginning of its name; several stand below one where it has several peers */
    synchronized boolean stands(String source, String condition) {
        return sources.values().stream()
                .anyMatch(s -> s.source().text().startsWith("source:" + source)
                        && s.condition().equals(condition));
    }

    /** What a source says of itself, each of its peers in a line. */
    synchronized String words(String source) {
        StringBuilder all = new StringBuilder();
        sources.values().stream()
                .filter(s -> s.source().text().startsWith("source:" + source))
                .forEach(s -> all.append(s.source().text() + " " + s.condition() + ": " + s.detail() + "\n"));
        return all.toString();
    }

    /** Waits long; says at last what the desk knows. */
    void until(String what, BooleanSupplier wanted) {
        until(what, wanted, () -> words(""));
    }

    private static void until(String what, BooleanSupplier wanted, Supplier<String> known) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail(what + " did not come; " + known.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Entities with this native id. */
    synchronized List<EntityId> named(EntityKind kind, String key, String value) {
        Plant plant = plant();
        return plant.entities().stream()
                .filter(e -> e.kind() == kind)
                .map(e -> e.id())
                .filter(id -> value.equals(plant.nativeIds(id).get(key)))
                .toList();
    }

    private synchronized <T> T look(Cell cell, Look<T> look, T none) {
        latest.sweep(now());
        int index = plant().indexOf(cell.entity());
        if (index < 0) {
            return none;
        }
        Latest column =
                latest.latest(new MetricId(cell.metric()), plant().entity(index).kind());
        int slot = plant().slotOf(index);
        return slot < column.size() ? look.at(column, slot) : none;
    }

    private interface Look<T> {
        T at(Latest column, int slot);
    }

    DataState state(Cell cell) {
        return look(cell, Latest::state, DataState.NO_DATA);
    }

    double value(Cell cell) {
        return look(cell, (column, slot) -> column.values()[slot], Double.NaN);
    }

    /** Source time of the newest value. */
    long time(Cell cell) {
        return look(cell, (column, slot) -> column.times()[slot], 0L);
    }

    void untilValue(Cell cell, double value) {
        until(
                cell + " " + value,
                () -> state(cell) == DataState.OK && Math.abs(value(cell) - value) < 1e-3,
                () -> "it is " + state(cell) + " " + value(cell) + "\n" + words(""));
    }

    static ActionHeader header(String key) {
        long now = now();
        return new ActionHeader(
                key + "-" + now, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "site test");
    }

    /** Proposes it with a preview that allows it, approves it. */
    void ask(ControlAction action) {
        String key = action.header().key();
        link.send(new Command.PreviewAction(key, action));
        until("the preview of " + key, () -> preview(key) != null);
        Preview preview = preview(key);
        assertTrue(preview.allowed(), preview.guards().toString());
        link.send(new Command.Propose(action));
        link.send(new Command.Approve(key, "op", ""));
    }

    private synchronized Preview preview(String key) {
        return previews.get(key);
    }

    private synchronized ActionProgress progress(String key) {
        return actions.get(key);
    }

    void untilStage(ControlAction action, ActionStage stage) {
        String key = action.header().key();
        until(
                key + " " + stage,
                () -> progress(key) != null
                        && (progress(key).stage() == stage
                                || progress(key).stage().isFinal()),
                () -> "it is " + progress(key) + "\n" + words(""));
        assertEquals(stage, progress(key).stage(), progress(key).trail().toString());
    }

    ActionProgress.Target told(ControlAction action) {
        return progress(action.header().key()).values().getFirst();
    }

    Window past(Cell cell, long from, long to, int columns) {
        WindowQuery query = WindowQuery.one(new MetricId(cell.metric()), cell.entity(), from, to, columns);
        return link.query(query).toCompletableFuture().join().getFirst();
    }

    @Override
    public void close() {
        link.close();
    }
}
