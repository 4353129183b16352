package millwright.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import millwright.connectors.gateway.FeedSource;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.Priority;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;

/** A source that says what a test tells it to. */
final class HandFeed implements Feed {
    static final MetricId POWER = new MetricId("gpu.power");

    private final String prefix;
    private final int gpus;
    private final CountDownLatch opened = new CountDownLatch(1);
    final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private volatile FeedSink sink;

    HandFeed(String prefix, int gpus) {
        this.prefix = prefix;
        this.gpus = gpus;
    }

    FeedSource source() {
        return new FeedSource(prefix, "hand", true, () -> this);
    }

    Origin origin() {
        return new Origin(EntityId.of(EntityKind.SOURCE, prefix), true);
    }

    EntityId node() {
        return EntityId.of(EntityKind.NODE, prefix);
    }

    EntityId gpu(int i) {
        return EntityId.of(EntityKind.GPU, prefix + "-" + i);
    }

    void plant(long revision) {
        List<Entity> all = new ArrayList<>();
        all.add(new Entity.Node(node(), prefix, prefix, RackSlot.UNPLACED));
        for (int i = 0; i < gpus; i++) {
            all.add(new Entity.Gpu(gpu(i), "G" + i, i, ""));
        }
        tell(new PlantChanged(revision, 0, PlantChange.adding(all, List.of()), true));
    }

    void power(long revision, long time, float watts) {
        float[] values = new float[gpus];
        for (int i = 0; i < gpus; i++) {
            values[i] = watts + i;
        }
        tell(new Frame(
                POWER,
                EntityKind.GPU,
                revision,
                null,
                time,
                time,
                0,
                new Column.F32(values),
                States.all(DataState.OK, gpus),
                origin()));
    }

    void happened(String id, long time) {
        happened(id, time, "happened");
    }

    void happened(String id, long time, String text) {
        tell(new Occurrence(id, "test", Layer.NODE, node(), time, 0, time, Priority.INFO, text, 1, Map.of(), origin()));
    }

    /** A finding that nobody has acknowledged. */
    void found(String id, long time) {
        tell(new Finding(
                id,
                "limit",
                gpu(0),
                Priority.HIGH,
                time,
                0,
                time,
                0,
                "hot",
                null,
                90,
                80,
                true,
                "",
                "",
                List.of(),
                1,
                origin(),
                false));
        tell(new Alarm(id, AlarmState.UNACKNOWLEDGED, Priority.HIGH, "", time));
    }

    private void tell(millwright.feed.PlantEvent event) {
        try {
            opened.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        sink.accept(event);
    }

    @Override
    public String name() {
        return prefix;
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        opened.countDown();
    }

    @Override
    public void send(Command command) {
        commands.add(command);
    }

    @Override
    public void close() {}
}
