package millwright.connectors.redfish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/** A feed on one controller, and everything that it told so far. */
final class Listening implements AutoCloseable {
    private final BlockingQueue<PlantEvent> queue = new LinkedBlockingQueue<>();
    final List<PlantEvent> told = new ArrayList<>();
    final Map<String, Double> values = new LinkedHashMap<>();
    final Map<String, DataState> states = new LinkedHashMap<>();
    Plant plant = Plant.empty();
    private final Feed feed;

    /** @param more lines of the block */
    Listening(TestBmc bmc, Path folder, String more) throws IOException {
        this("{ address: \"" + bmc.address() + "\", host: n17 }", bmc.authority, folder, more);
    }

    /** @param bmcs items of the list of controllers */
    Listening(String bmcs, Path authority, Path folder, String more) throws IOException {
        this(bmcs, authority, folder, more, InstantSource.system());
    }

    Listening(String bmcs, Path authority, Path folder, String more, InstantSource clock) throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, TestBmc.PASSWORD + "\n");
        ConfigNode block = ConfigNode.parse("test.yaml", """
            protocol: redfish
            bmcs: [ %s ]
            every: 100ms
            user: %s
            password-file: %s
            ca-file: %s
            %s
            """.formatted(bmcs, TestBmc.USER, password, authority, more));
        feed = new RedfishProvider().create(block, clock);
        feed.open(queue::add);
    }

    void send(Command command) {
        feed.send(command);
    }

    /** Null when nothing of the kind came for a long time. */
    <T extends PlantEvent> @Nullable T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            PlantEvent event = queue.poll(1, TimeUnit.SECONDS);
            if (event != null) {
                take(event);
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
        }
        return null;
    }

    @Nullable
    SourceState awaitCondition(String condition) throws InterruptedException {
        return await(SourceState.class, s -> s.condition().equals(condition));
    }

    private void take(PlantEvent event) {
        told.add(event);
        if (event instanceof PlantChanged changed) {
            plant = changed.whole()
                    ? Plant.builder().apply(changed.change()).build(changed.revision())
                    : plant.apply(changed.change());
        } else if (event instanceof Frame frame) {
            for (int i = 0; i < frame.size(); i++) {
                EntityId entity = plant.at(frame.kind(), frame.slot(i)).id();
                String key = frame.metric().name() + " " + entity.text();
                values.put(key, frame.values().asDouble(i));
                states.put(key, frame.states().at(i));
            }
        }
    }

    @Override
    public void close() {
        feed.close();
    }
}
