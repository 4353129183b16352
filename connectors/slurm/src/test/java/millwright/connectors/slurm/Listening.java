package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.Times;

/** A slurm feed and everything that it says; the plant is followed as a gateway would. */
final class Listening implements AutoCloseable {
    private final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();
    private final Feed feed;
    private volatile Plant plant = Plant.empty();

    Listening(Path folder, int port, String more) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "sesame\n");
        ConfigNode block = ConfigNode.parse("site.yaml", """
            protocol: slurm
            url: http://127.0.0.1:%d
            user: root
            token-file: %s
            every: 100ms
            timeout: 1s
            confirm: 1500ms
            partitions: { train: training }
            %s
            """.formatted(port, token, more));
        feed = new SlurmProvider().create(block, InstantSource.system());
        feed.open(event -> {
            if (event instanceof PlantChanged changed) {
                Plant base = changed.whole() ? Plant.empty() : plant;
                plant = base.apply(changed.change());
            }
            events.add(event);
        });
    }

    Plant plant() {
        return plant;
    }

    <T extends PlantEvent> T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            PlantEvent event = events.poll(100, TimeUnit.MILLISECONDS);
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                return type.cast(event);
            }
        }
        return fail("no such " + type.getSimpleName() + " came");
    }

    /** Waits until the plant is as wanted; the feed changes it from its own thread. */
    Plant awaitPlant(Predicate<Plant> wanted) throws InterruptedException {
        if (!wanted.test(plant)) {
            await(PlantChanged.class, c -> wanted.test(plant));
        }
        return plant;
    }

    boolean heardNothing(Class<? extends PlantEvent> type) {
        return events.stream().noneMatch(type::isInstance);
    }

    static ActionHeader header(String key) {
        long now = Times.nanos(Instant.now());
        return new ActionHeader(
                key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "xid 79 on gpu 3");
    }

    void order(ControlAction action) {
        feed.send(new Command.Execute(action));
    }

    void drain(String key, String node) {
        order(new ControlAction.Drain(header(key), List.of(new EntityId(node))));
    }

    Receipt receipt(String key) throws InterruptedException {
        return await(Receipt.class, r -> r.key().equals(key));
    }

    ActionProgress outcome(String key) throws InterruptedException {
        return await(ActionProgress.class, p -> p.key().equals(key) && p.stage().isFinal());
    }

    @Override
    public void close() {
        feed.close();
    }
}
