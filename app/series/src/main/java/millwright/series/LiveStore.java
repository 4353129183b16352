package millwright.series;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Aggregation;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What was measured lately, in memory: 15 min at full rate in tiles of the codec that captures use, then 1 min steps for
 * an hour more of what is many and 10 s steps for a day of racks and above. One thread writes; {@link Sealing} packs beside
 * it, and the writer waits for it before anything would be lost for want of memory. Queries run on the executor given and may
 * come from any thread. Bounded by {@code budget} bytes, rows that wait to be packed included: past it the oldest full-rate data goes first, said once in the log.
 */
public final class LiveStore implements History {
    private static final System.Logger LOG = System.getLogger(LiveStore.class.getName());
    /** Adding up what is held visits every row: it is done anew for each thousandth part of the budget, and once a minute. */
    private static final long CHECKS_IN_BUDGET = 1_000;

    private static final long LONGEST_UNCHECKED = Times.MINUTE;
    private static final int FRAME_COST = 300;
    private static final int SAMPLE_COST = 8;
    private static final int MOST_PARTS = 10_000;
    /** A receive time that is further ahead of all the others is not taken for the time that it is. */
    private static final long LEAP = Times.MINUTE;

    private record Key(MetricId metric, EntityKind kind) {}

    private final Catalogue catalogue;
    private final Executor executor;
    private final long budget;
    private final Map<Key, CopyOnWriteArrayList<Series>> series = new ConcurrentHashMap<>();
    private final Map<EntityKind, SlotMap> whole = new HashMap<>();
    private final Map<PartKey, SlotMap> parts = new HashMap<>();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final Sealing sealing;
    private Plant plant = Plant.empty();
    private volatile long now = Long.MIN_VALUE;
    private long leapFrom = Long.MIN_VALUE;
    private long unchecked;
    private long checked = Long.MIN_VALUE;

    /** A set of slots of one kind, compared by content. */
    private record PartKey(EntityKind kind, IntBuffer slots) {}

    public LiveStore(Catalogue catalogue, long budget, Executor executor) {
        this(catalogue, budget, executor, Sealing.onThread());
    }

    /** @param packing runs the packing of tiles, one task at a time */
    LiveStore(Catalogue catalogue, long budget, Executor executor, Executor packing) {
        this(catalogue, budget, executor, new Sealing(packing));
    }

    private LiveStore(Catalogue catalogue, long budget, Executor executor, Sealing sealing) {
        this.sealing = sealing;
        this.catalogue = catalogue;
        this.budget = budget;
        this.executor = executor;
    }

    /** Takes plant revisions and frames, in the order of a feed; other events pass by. */
    public void accept(PlantEvent event) {
        if (event instanceof PlantChanged changed) {
            Plant after = changed.whole()
                    ? Plant.builder().apply(changed.change()).build(changed.revision())
                    : plant.apply(changed.change());
            moved(after);
        } else if (event instanceof Frame frame) {
            put(frame);
        }
    }

    /** For a holder that keeps the plant itself. */
    public void moved(Plant after) {
        plant = after;
        whole.keySet().removeIf(kind -> !SlotMap.of(after, kind, null).sameAs(mapOf(kind)));
        parts.clear();
    }

    /** @return false when the frame was late or does not fit the plant's present revision, and was dropped */
    public boolean put(Frame frame) {
        int[] slots = frame.slots();
        int count = plant.count(frame.kind());
        boolean fits = slots == null ? frame.size() == count : slots.length == 0 || slots[slots.length - 1] < count;
        if (!fits || frame.size() == 0) {
            return false;
        }
        received(frame.receiveTime());
        SlotMap map = slots == null ? mapOf(frame.kind()) : part(frame.kind(), slots);
        Series to = seriesOf(frame, map);
        boolean taken = to.append(frame, now);
        if (to.wantsPacking()) {
            sealing.add(to);
        }
        if (!taken) {
            late.incrementAndGet();
        }
        unchecked += FRAME_COST + (long) SAMPLE_COST * frame.size();
        if (unchecked > budget / CHECKS_IN_BUDGET || now - LONGEST_UNCHECKED > checked) {
            unchecked = 0;
            checked = now;
            expire();
            keepBudget();
        }
        return taken;
    }

    /**
     * Goes forward by what was received. What is far ahead, as from a source whose clock is wrong, must not age what is
     * kept of others: it is believed when from there to {@link #LEAP} later nobody told of the time before.
     */
    private void received(long time) {
        boolean first = now == Long.MIN_VALUE;
        if (first || time <= now + LEAP) {
            leapFrom = first || time >= now - LEAP ? Long.MIN_VALUE : leapFrom;
            now = Math.max(now, time);
        } else if (leapFrom == Long.MIN_VALUE || time < leapFrom) {
            leapFrom = time;
        } else if (time - leapFrom >= LEAP) {
            leapFrom = Long.MIN_VALUE;
            now = time;
        }
    }

    private SlotMap mapOf(EntityKind kind) {
        return whole.computeIfAbsent(kind, k -> SlotMap.of(plant, k, null));
    }

    private SlotMap part(EntityKind kind, int[] slots) {
        PartKey key = new PartKey(kind, IntBuffer.wrap(slots));
        return parts.computeIfAbsent(key, k -> SlotMap.of(plant, kind, slots));
    }

    private Series seriesOf(Frame frame, SlotMap map) {
        CopyOnWriteArrayList<Series> all =
                series.computeIfAbsent(new Key(frame.metric(), frame.kind()), k -> new CopyOnWriteArrayList<>());
        for (Series one : all) {
            if (one.slots() == map || one.slots().sameAs(map)) {
                return one;
            }
        }
        Series made = new Series(map, Series.Retention.STANDARD, sealer(frame));
        all.add(made);
        return made;
    }

    private RowSealer sealer(Frame frame) {
        return new RowSealer(catalogue.find(frame.metric()).map(Metric::quantum).orElse(0.0));
    }

    /** What nobody tells any more, as after a plant changed, ages too; a series of which nothing is left goes. */
    private void expire() {
        for (CopyOnWriteArrayList<Series> all : series.values()) {
            all.removeIf(one -> one.expire(now));
        }
        if (parts.size() > MOST_PARTS) {
            parts.clear();
        }
    }

    private void keepBudget() {
        long used = bytes();
        if (used > budget / 4 * 3) {
            sealing.hurry();
        }
        long room = budget - budget / 50; // not again at once
        if (used > budget) {
            sealing.makeRoom(unpacked(), used - room);
            used = bytes();
        }
        long before = used;
        long enough = used > budget ? room : budget;
        while (used > enough) {
            long freed = oldest().map(Series::shed).orElse(0L);
            if (freed == 0) {
                break;
            }
            used -= freed;
        }
        if (used < before && shed.getAndAdd(before - used) == 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the live store is full ({0} MiB): the oldest full-rate samples are dropped before their 15 min",
                    budget >> 20);
        }
    }

    /** The largest first. */
    private List<Series> unpacked() {
        return series.values().stream()
                .flatMap(List::stream)
                .filter(Series::holdsUnpacked)
                .sorted(Comparator.comparingLong(Series::bytes).reversed())
                .toList();
    }

    /** The series with the oldest full-rate tile; where none has one, the largest. */
    private Optional<Series> oldest() {
        return series.values().stream()
                .flatMap(List::stream)
                .min(Comparator.comparingLong(Series::oldestFull).thenComparingLong(s -> -s.bytes()));
    }

    /** Bytes dropped so far because the budget was used up. */
    public long shedBytes() {
        return shed.get();
    }

    /** Bytes kept, without the JVM's own overhead. */
    public long bytes() {
        return series.values().stream()
                .flatMap(List::stream)
                .mapToLong(Series::bytes)
                .sum();
    }

    /** Frames dropped because they came after a newer one of the same series. */
    public long lateFrames() {
        return late.get();
    }

    /** The oldest and newest instants kept, none older than its retention; null when nothing is. */
    public long @Nullable [] extent() {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (List<Series> all : series.values()) {
            for (Series one : all) {
                oldest = Math.min(oldest, one.oldest(now));
                newest = Math.max(newest, one.newest());
            }
        }
        return newest == Long.MIN_VALUE ? null : new long[] {oldest, newest};
    }

    /** The oldest instant kept of a metric of this entity or others told with it; Long.MAX_VALUE when none is. */
    public long oldest(MetricId metric, EntityId entity) {
        long oldest = Long.MAX_VALUE;
        for (var entry : series.entrySet()) {
            if (entry.getKey().metric().equals(metric)) {
                for (Series one : entry.getValue()) {
                    if (one.slots().placeOf(entity) >= 0) {
                        oldest = Math.min(oldest, one.oldest(now));
                    }
                }
            }
        }
        return oldest;
    }

    @Override
    public Catalogue describe() {
        return catalogue;
    }

    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        return CompletableFuture.supplyAsync(() -> answer(query), executor);
    }

    /** As {@link #query}, on the caller's thread. */
    public List<Window> answer(WindowQuery query) {
        Metric metric = catalogue.get(query.metric());
        if (!query.merged()) {
            return windows(query);
        }
        MetricId top = metric.numerator();
        MetricId bottom = metric.denominator();
        if (metric.aggregation() == Aggregation.RATIO && top != null && bottom != null && windowsEmpty(query)) {
            Window over = Merge.windows(Aggregation.SUM, windows(of(query, top)));
            Window under = Merge.windows(Aggregation.SUM, windows(of(query, bottom)));
            return List.of(Merge.ratio(over, under));
        }
        List<Window> each = windows(query);
        return each.isEmpty() ? List.of() : List.of(Merge.windows(metric.aggregation(), each));
    }

    private boolean windowsEmpty(WindowQuery query) {
        return query.entities().size() > 1 || windows(query).stream().allMatch(Window::isEmpty);
    }

    private static WindowQuery of(WindowQuery query, MetricId metric) {
        return new WindowQuery(metric, query.entities(), query.from(), query.to(), query.columns(), true);
    }

    private List<Window> windows(WindowQuery query) {
        List<EntityId> entities = query.entities();
        WindowFold[] folds = new WindowFold[entities.size()];
        for (int i = 0; i < folds.length; i++) {
            folds[i] = new WindowFold(query, entities.get(i));
        }
        series.forEach((key, all) -> {
            if (key.metric().equals(query.metric())) {
                all.forEach(one -> fold(query, entities, one, folds));
            }
        });
        List<Window> windows = new ArrayList<>(folds.length);
        for (WindowFold fold : folds) {
            windows.add(fold.done());
        }
        return windows;
    }

    private static void fold(WindowQuery query, List<EntityId> entities, Series one, WindowFold[] folds) {
        int[] places = new int[entities.size()];
        WindowFold[] theirs = new WindowFold[entities.size()];
        int n = 0;
        for (int i = 0; i < places.length; i++) {
            int place = one.slots().placeOf(entities.get(i));
            if (place >= 0) {
                places[n] = place;
                theirs[n++] = folds[i];
            }
        }
        if (n > 0) {
            one.fold(query.from(), query.to(), Arrays.copyOf(places, n), Arrays.copyOf(theirs, n));
        }
    }
}
