package millwright.connectors.netbox;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.SourceWatch;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantChanged;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads NetBox or an export of it in turn, on a virtual thread of its own, and tells the plant as far as it changed. A
 * reading that fails in the middle changes nothing: the plant stands as it was told, the source turns "failed since",
 * retries back off with jitter. Holds one reading at a time, of {@link Stock#MOST} objects at most.
 */
final class NetboxFeed implements Feed {
    private final NetboxConfig config;
    private final InstantSource clock;
    private final Shelf shelf;
    private final Telling telling = new Telling();
    /** Lists of the readings that were taken. The thread that reads. */
    private final Set<ObjectType> had = EnumSet.noneOf(ObjectType.class);

    private final SourceWatch watch;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable FeedSink sink;

    NetboxFeed(NetboxConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        URI url = config.url().orElse(null);
        this.shelf = url != null
                ? new LiveShelf(config, url, clock)
                : new ExportShelf(config.export().orElseThrow());
        this.watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, config.name()), "netbox").beside(shelf::renewal);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        Future<?> unused = threads.submit(this::read);
    }

    @Override
    public void send(Command command) {
        FeedSink to = sink;
        if (to != null && command instanceof Command.Execute execute) {
            String why = "NetBox is only read; no source here can carry this out";
            to.accept(new Receipt(execute.action().header().key(), Receipt.Answer.REFUSED, why, now()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        shelf.close();
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = now();
                boolean ok = readOnce(started);
                long pause =
                        ok ? config.every() : Backoff.after(Math.min(config.every(), Times.MINUTE), watch.failures());
                TimeUnit.NANOSECONDS.sleep(rest(started, pause, now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is left of a pause, ns: never more than all of it, also when the clock was set back. */
    static long rest(long started, long pause, long now) {
        return Math.clamp(started + pause - now, 0, pause);
    }

    private boolean readOnce(long started) throws InterruptedException {
        try {
            take(new Reading(config, had).of(shelf), started);
            return true;
        } catch (IOException e) {
            failed(e, String.valueOf(e.getMessage()), started);
        } catch (RuntimeException e) {
            // one reading that cannot be taken must not end the watch
            failed(e, "what it said could not be taken: " + e.getMessage(), started);
        }
        return false;
    }

    private void failed(Exception e, String why, long time) {
        watch.clock(shelf.clock());
        watch.failed(e, why, time);
        FeedSink to = sink;
        if (to != null) {
            to.accept(watch.report(time));
        }
    }

    private void take(Stock stock, long started) throws InterruptedException {
        Layout layout = Layout.of(stock, config);
        long received = now();
        PlantChanged change = telling.tell(layout.wanted(), received).orElse(null);
        had.addAll(stock.read);
        FeedSink to = sink;
        if (to == null) {
            return;
        }
        if (change != null) {
            to.accept(change);
        }
        List<String> missing = new ArrayList<>(layout.remarks());
        List<String> odd = stock.problems.lines();
        missing.addAll(odd);
        watch.clock(shelf.clock());
        watch.succeeded(stock.objects, layout.summary(), received - started, received);
        watch.problems(stock.problems.count(), odd.isEmpty() ? "" : odd.getFirst());
        watch.missing(missing);
        to.accept(watch.report(received));
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
