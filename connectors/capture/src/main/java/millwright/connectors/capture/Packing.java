package millwright.connectors.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.series.tile.Pyramid;
import millwright.series.tile.TileEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Packs full tiles on two threads of its own and hands them back in the order given. Used by one thread. At most
 * {@link #WAITING} tiles are under way; whoever brings one more waits for the oldest.
 */
final class Packing implements AutoCloseable {
    static final int WAITING = 4;
    private static final int THREADS = 2;

    /** A tile ready to be written. */
    record Packed(TileRow row, List<Part.Packed> parts, byte[] pyramid) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("capture-packing-", 0).factory());
    private final BlockingQueue<TileEncoder> encoders = new ArrayBlockingQueue<>(THREADS);
    private final Deque<Future<Packed>> waiting = new ArrayDeque<>();

    Packing() {
        for (int i = 0; i < THREADS; i++) {
            encoders.add(new TileEncoder());
        }
    }

    void submit(OpenTile tile, long id) {
        waiting.addLast(threads.submit(() -> pack(tile, id)));
    }

    private Packed pack(OpenTile tile, long id) throws InterruptedException {
        TileEncoder encoder = encoders.take();
        try {
            List<Part.Packed> parts = new ArrayList<>();
            Pyramid.Maker pyramids = new Pyramid.Maker(encoder, tile.metric().quantum());
            int count = Division.WRITTEN.count(tile.frames().getFirst().size());
            for (int p = 0; p < count; p++) {
                parts.add(Part.pack(tile.frames(), p, tile.metric().quantum(), encoder, pyramids));
            }
            List<Tick> ticks = tile.ticks();
            TileRow row = new TileRow(
                    id,
                    tile.metric().name(),
                    tile.slots(),
                    tile.source(),
                    ticks.stream().mapToLong(Tick::sourceTime).min().orElse(0),
                    ticks.stream().mapToLong(Tick::sourceTime).max().orElse(0),
                    ticks.stream().mapToLong(Tick::interval).max().orElse(0),
                    ticks.getFirst().seq(),
                    count,
                    Zipped.packIfShorter(Tick.pack(ticks)));
            return new Packed(row, parts, pyramids.whole());
        } finally {
            encoders.add(encoder);
        }
    }

    /** The oldest tile once it is packed; null when there is none, or none that is ready and no need to wait. */
    @Nullable
    Packed next(boolean all) {
        Future<Packed> oldest = waiting.peekFirst();
        if (oldest == null || !(all || oldest.isDone() || waiting.size() > WAITING)) {
            return null;
        }
        try {
            Packed packed = oldest.get();
            waiting.removeFirst();
            return packed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted while a tile was being packed", e);
        } catch (ExecutionException e) {
            throw new CaptureException("a tile could not be packed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (TileEncoder encoder = encoders.poll(); encoder != null; encoder = encoders.poll()) {
            encoder.close();
        }
    }
}
