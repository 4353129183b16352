package millwright.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;
import millwright.series.LatestColumns;

/** Remembers everything that it hears and waits for what a test expects. */
final class Desk implements FeedSink {
    private static final long PATIENCE_MILLIS = 20_000;

    final LatestColumns latest = new LatestColumns();
    private final List<PlantEvent> heard = new ArrayList<>();

    static Desk of(Feed feed) {
        Desk desk = new Desk();
        feed.open(desk);
        return desk;
    }

    @Override
    public void accept(PlantEvent event) {
        latest.accept(event);
        synchronized (this) {
            heard.add(event);
            notifyAll();
        }
    }

    synchronized List<PlantEvent> heard() {
        return List.copyOf(heard);
    }

    synchronized int count() {
        return heard.size();
    }

    <T extends PlantEvent> List<T> all(Class<T> type) {
        return heard().stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends PlantEvent> T await(Class<T> type, Predicate<T> condition) {
        return await(0, type, condition);
    }

    /** The first such event at or after place {@code from}. */
    synchronized <T extends PlantEvent> T await(int from, Class<T> type, Predicate<T> condition) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        int at = from;
        while (true) {
            for (; at < heard.size(); at++) {
                if (type.isInstance(heard.get(at)) && condition.test(type.cast(heard.get(at)))) {
                    return type.cast(heard.get(at));
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no such " + type.getSimpleName() + " among " + heard.size() + " events");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
