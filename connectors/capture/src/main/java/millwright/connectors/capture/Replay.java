package millwright.connectors.capture;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * A capture as a feed: tells everything in the order in which it arrived, at the pace of its receive times; what arrived
 * with a {@link ToldPast} in the order of its times, of the plant that was told of first where it is older. Lives on one named
 * thread; commands may come from anywhere. Bounded by the tiles under way, see {@link FrameReader}, and by the
 * places of events, see {@link EventIndex}.
 */
public final class Replay implements Feed {
    /** What stood before a seek's target within this stretch is told, so that values are there at once. */
    private static final EntityId SOURCE = EntityId.of(EntityKind.SOURCE, "replay");

    private static final long LOOK_BACK = 90 * Times.SECOND;

    /** Plant seconds in one: what lasts for years is watched in minutes. */
    private static final double FASTEST = 1_000_000;

    private static final long TELL_TIME_EVERY = 200 * Times.MILLI;

    private final Capture capture;
    private final boolean findings;
    private final List<Placed> instead;
    private final boolean paced;
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>(1_000);
    private final Thread thread = Thread.ofPlatform().daemon().name("replay").unstarted(this::run);
    private final long[] extent;
    /** When the recording did, epoch ns; 0 when it does not say. */
    private final long began;

    private volatile boolean closed;
    private @Nullable FeedSink sink;
    private FrameReader frames;
    private ToldPast past;
    private FrameReader pastFrames;
    private @Nullable EventIndex events;
    private int nextEvent;
    private Plant plant = Plant.empty();
    private volatile long position;
    private double speed = 1;
    private long toldTime;
    private @Nullable Frame held;
    private long heldSeq;
    private long told;

    /** An event and its place in the order of arrival: after what arrived at {@code seq}. */
    public record Placed(long seq, PlantEvent event) {}

    /** Takes what arrived, with its place in the order of arrival. */
    @FunctionalInterface
    public interface Arrivals {
        void arrived(long seq, PlantEvent event);
    }

    /**
     * @param findings true to tell recorded findings, incidents and alarms; false when they are to be computed again
     * @param paced false tells everything as fast as it is taken
     */
    public Replay(Capture capture, boolean findings, boolean paced) {
        this(capture, findings, List.of(), paced);
    }

    /** @param instead findings, incidents and alarms that are told in place of the recorded ones, in order of arrival */
    public Replay(Capture capture, List<Placed> instead, boolean paced) {
        this(capture, false, instead, paced);
    }

    private Replay(Capture capture, boolean findings, List<Placed> instead, boolean paced) {
        this.capture = capture;
        this.findings = findings;
        this.instead = List.copyOf(instead);
        this.paced = paced;
        extent = capture.extent();
        began = began(capture);
        position = begin();
        past = new ToldPast(capture, 0);
        pastFrames = FrameReader.ofPast(capture, past, 0);
        frames = new FrameReader(capture, 0);
    }

    /**
     * Where to start: where the recording began, as far as it says so: what sources told of their past before that can be
     * gone back to. Else at the first samples to arrive, so that something is seen at once. What stood or happened
     * before, as a recording notes it when it begins, is told then; without samples it is the first event.
     */
    private long begin() {
        if (began > extent[0] && began < extent[1]) {
            return began;
        }
        long start = Long.MAX_VALUE;
        try {
            TileRow first = capture.nextTile(0, -1);
            start = first == null ? start : first.unpackTicks().getFirst().receiveTime();
        } catch (CaptureException e) {
            capture.problem(e.getMessage());
        }
        if (start == Long.MAX_VALUE) {
            start = capture.number(
                    "SELECT min(received) FROM event WHERE kind NOT IN ('plant', 'interval')", Long.MAX_VALUE);
        }
        return Math.clamp(start, extent[0], extent[1]);
    }

    private static long began(Capture capture) {
        String said = capture.meta().get(Recorder.BEGAN);
        try {
            return said == null ? 0 : Times.nanos(Instant.parse(said));
        } catch (DateTimeException e) {
            capture.problem("metadata '" + Recorder.BEGAN + "' is no instant: " + said);
            return 0;
        }
    }

    @Override
    public String name() {
        return String.valueOf(capture.file().getFileName());
    }

    /** Plant time shown now, epoch ns: the clock of a replay. Any thread. */
    public long position() {
        return position;
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        thread.start();
    }

    @Override
    public void send(Command command) {
        if (!commands.offer(command)) {
            System.getLogger(Replay.class.getName())
                    .log(System.Logger.Level.WARNING, "too many commands; one was dropped");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** Tells everything that is left on the caller's thread, without pauses: for analysis and for tests. */
    public void drain(FeedSink to) {
        drainPlaced((seq, event) -> to.accept(event));
    }

    /** The same, with the place of each event in the order of arrival. */
    public void drainPlaced(Arrivals to) {
        sink = event -> to.arrived(told, event);
        events = new EventIndex(capture, findings, instead);
        while (step(Long.MAX_VALUE)) {
            continue;
        }
    }

    private void run() {
        try {
            if (paced) {
                past = new ToldPast(capture, began);
                pastFrames = FrameReader.ofPast(capture, past, Long.MIN_VALUE);
                frames = new FrameReader(capture, 0, past);
            }
            events = new EventIndex(capture, findings, instead, past);
            if (paced && began == position) {
                seek(position);
            }
            if (paced) {
                capture.intervals().forEach(this::tell); // a capture's named stretches are its table of contents
            }
            tellTime();
            long wall = System.nanoTime();
            while (!closed) {
                Command command = commands.poll(20, TimeUnit.MILLISECONDS);
                if (command != null) {
                    obey(command);
                }
                long now = System.nanoTime();
                position = paced ? Math.min(extent[1], position + (long) ((now - wall) * speed)) : extent[1];
                wall = now;
                tellUpTo(position);
                if (now - toldTime > TELL_TIME_EVERY) {
                    toldTime = now;
                    tellTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ended(e);
        }
    }

    /** What stands on screens would else look as if nothing more were in the recording. */
    private void ended(RuntimeException e) {
        FeedSink to = sink;
        if (!closed && to != null) {
            System.getLogger(Replay.class.getName()).log(System.Logger.Level.WARNING, "a replay ended", e);
            String detail = "the replay ended: " + e.getMessage() + "; open the capture again";
            to.accept(new SourceState(
                    SOURCE, "replay", "failed", detail, position, Double.NaN, Double.NaN, 1, List.of(), 0, 0));
        }
    }

    /** However much there is to tell, a command is obeyed before the rest of it. */
    private void tellUpTo(long instant) {
        while (!closed && commands.isEmpty() && step(instant)) {
            continue;
        }
    }

    /** Tells the next item if it is due. */
    private boolean step(long instant) {
        EventIndex all = events;
        Tick old = pastFrames.peek();
        if (old != null || all != null && nextEvent < all.ofPast()) {
            return stepOfPast(all, old, instant);
        }
        long eventSeq = all != null && nextEvent < all.size() ? all.seq(nextEvent) : Long.MAX_VALUE;
        long frameSeq = held == null ? frames.nextSeq() : heldSeq;
        if (eventSeq == Long.MAX_VALUE && frameSeq == Long.MAX_VALUE) {
            return false;
        }
        if (all != null && eventSeq < frameSeq) {
            boolean first = all.isPlant(nextEvent) && plant.revision() == 0;
            if (all.received(nextEvent) > instant && !first) {
                return false;
            }
            tellNext(all);
            return true;
        }
        Frame frame = held == null ? frames.next(plant) : held;
        held = null;
        if (frame == null) {
            return true;
        }
        if (frame.receiveTime() > instant) {
            held = frame;
            heldSeq = frameSeq;
            return false;
        }
        told = frameSeq;
        tell(frame);
        return true;
    }

    /** The same of what arrived with the past: by its times, a plant before the values of its moment. */
    private boolean stepOfPast(@Nullable EventIndex all, @Nullable Tick old, long instant) {
        boolean event = all != null
                && nextEvent < all.ofPast()
                && (old == null || all.received(nextEvent) <= old.receiveTime());
        if (all != null && event) {
            if (all.received(nextEvent) > instant) {
                return false;
            }
            tellNext(all);
            return true;
        }
        if (old == null || old.receiveTime() > instant) {
            return false;
        }
        told = old.seq();
        Frame frame = pastFrames.next(plant);
        if (frame != null) {
            tell(frame);
        }
        return true;
    }

    private void tellNext(EventIndex all) {
        told = all.seq(nextEvent);
        PlantEvent event = all.event(nextEvent++);
        if (event != null) {
            tell(event);
        }
    }

    private void tell(PlantEvent event) {
        if (event instanceof PlantChanged changed) {
            moved(changed);
        }
        FeedSink to = sink;
        if (to != null) {
            to.accept(event);
        }
    }

    private void moved(PlantChanged changed) {
        plant = changed.whole()
                ? Plant.builder().apply(changed.change()).build(changed.revision())
                : plant.apply(changed.change());
    }

    private void tellTime() {
        long judged = past.end() >= 0 ? began : 0; // of what sources told of their past nobody judged anything
        tell(new TimeState(TimeState.Mode.REPLAY, position, extent[0], extent[1], speed, judged));
    }

    private void obey(Command command) {
        switch (command) {
            case Command.Seek seek -> {
                speed = Math.clamp(seek.speed(), 0, FASTEST);
                seek(Math.clamp(seek.to(), extent[0], extent[1]));
            }
            case Command.GoLive _ -> {
                speed = 1;
                seek(extent[1]);
            }
            case Command.Execute execute -> refuse(execute.action().header().key());
            case Command.Propose propose -> refuse(propose.action().header().key());
            case Command.Approve approve -> refuse(approve.key());
            case Command.Withdraw withdraw -> refuse(withdraw.key());
            case Command.PreviewAction preview -> refuse(preview.request());
            case Command.PreviewLoss preview -> refuse(preview.request());
            case Command.Subscribe _ -> {}
        }
        tellTime();
    }

    private void refuse(String key) {
        tell(new Receipt(
                key, Receipt.Answer.REFUSED, "this is a recording; nothing can be done to its plant", position));
    }

    /** Goes to an instant: the plant of then, the last word on every finding and action before it, recent values. */
    private void seek(long to) {
        position = to;
        held = null;
        plant = Plant.empty();
        nextEvent = 0;
        EventIndex all = events;
        int size = all == null ? 0 : all.size();
        while (all != null && nextEvent < size && isBefore(all, nextEvent, to)) {
            if (all.isPlant(nextEvent) && all.alone(nextEvent) instanceof PlantChanged changed) {
                moved(changed);
            }
            nextEvent++;
        }
        tell(new PlantChanged(plant.revision(), to, plant.whole(), true));
        if (all != null) {
            all.tell(all.lastWords(nextEvent), this::tell);
        }
        pastFrames = FrameReader.ofPast(capture, past, to - LOOK_BACK);
        frames = new FrameReader(capture, seqAt(to - LOOK_BACK), past);
    }

    private boolean isBefore(EventIndex all, int i, long to) {
        return all.received(i) <= to || all.isPlant(i) && plant.revision() == 0;
    }

    private long seqAt(long instant) {
        return capture.number("SELECT min(seq) FROM tile WHERE last >= " + instant, 0);
    }
}
