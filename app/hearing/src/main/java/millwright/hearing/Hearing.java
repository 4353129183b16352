package millwright.hearing;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.Plant;

/**
 * An open feed and what it told; the plant is followed as a gateway would. The feed's threads tell, that of the test asks
 * and waits, a minute at most.
 */
public class Hearing implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    /** @param value NaN unless known @param time of the source, epoch ns */
    public record Told(double value, DataState state, long time) {}

    private final Feed feed;
    private final FeedSink also;
    private final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();
    private final Map<String, Told> values = new ConcurrentHashMap<>();
    private volatile Plant plant = Plant.empty();
    private volatile String said = "";

    public Hearing(Feed feed) {
        this(feed, event -> {});
    }

    /** @param also hears every event first */
    public Hearing(Feed feed, FeedSink also) {
        this.feed = feed;
        this.also = also;
        feed.open(this::take);
    }

    private void take(PlantEvent event) {
        also.accept(event);
        if (event instanceof PlantChanged changed) {
            plant = (changed.whole() ? Plant.empty() : plant).apply(changed.change());
        } else if (event instanceof Frame frame) {
            for (int i = 0; i < frame.size(); i++) {
                String id = plant.at(frame.kind(), frame.slot(i)).id().text();
                values.put(
                        frame.metric() + " " + id,
                        new Told(frame.values().asDouble(i), frame.states().at(i), frame.sourceTime()));
            }
        } else if (event instanceof SourceState state) {
            said = state.condition() + ", " + state.detail();
        }
        events.add(event);
    }

    public final Feed feed() {
        return feed;
    }

    public final Plant plant() {
        return plant;
    }

    /** The newest of each cell, such as {@code rack.power rack:R1}. */
    public final Map<String, Told> values() {
        return values;
    }

    /** Events of a kind that nobody has waited for yet. */
    public final <T extends PlantEvent> List<T> waiting(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The next such event; those before it are passed over. */
    public final <T extends PlantEvent> T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        return await(type, "such a " + type.getSimpleName(), wanted);
    }

    public final <T extends PlantEvent> T await(Class<T> type, String what, Predicate<T> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            PlantEvent event = events.poll(100, TimeUnit.MILLISECONDS);
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                return type.cast(event);
            }
        }
        return fail(what + " did not come; it last said " + said + "; values are " + values);
    }

    /** The next word of the source of itself that says so. */
    public final SourceState state(String condition) throws InterruptedException {
        return await(SourceState.class, condition, s -> s.condition().equals(condition));
    }

    public final Plant awaitPlant(Predicate<Plant> wanted) throws InterruptedException {
        return awaitPlant("such a plant", wanted);
    }

    /** Waits until the plant is as wanted, unless it is. */
    public final Plant awaitPlant(String what, Predicate<Plant> wanted) throws InterruptedException {
        if (!wanted.test(plant)) {
            await(PlantChanged.class, what, changed -> wanted.test(plant));
        }
        return plant;
    }

    public final Told told(String cell) throws InterruptedException {
        return told(cell, told -> true);
    }

    /** Waits until a cell is as wanted, unless it is. */
    public final Told told(String cell, Predicate<Told> wanted) throws InterruptedException {
        Told now = values.get(cell);
        while (now == null || !wanted.test(now)) {
            await(Frame.class, cell + " as wanted", frame -> {
                Told then = values.get(cell);
                return then != null && wanted.test(then);
            });
            now = values.get(cell);
        }
        return now;
    }

    @Override
    public void close() {
        feed.close();
    }
}
