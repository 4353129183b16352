package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantChanged;
import millwright.plant.Catalogue;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.PlantChange;
import millwright.series.History;
import millwright.series.KeepsPast;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

class SourcesPastTest {
    private static final EntityId GONE = EntityId.of(EntityKind.ENDPOINT, "m@pod-1");
    private static final EntityId OTHER = EntityId.of(EntityKind.ENDPOINT, "m@pod-2");

    private record Store() implements Feed, KeepsPast {
        @Override
        public String name() {
            return "store";
        }

        @Override
        public void open(FeedSink to) {}

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}

        @Override
        public long reach() {
            return 1;
        }

        @Override
        public Optional<History> past() {
            return Optional.of(new History() {
                @Override
                public Catalogue describe() {
                    return Catalogue.standard();
                }

                @Override
                public CompletionStage<List<Window>> query(WindowQuery query) {
                    return CompletableFuture.completedFuture(List.of());
                }
            });
        }
    }

    @Test
    void thePastOfWhatIsNoMoreIsAskedOfWhoeverMayKeepIt() throws InterruptedException {
        MergedPlant merged = new MergedPlant();
        Entity.Endpoint gone = new Entity.Endpoint(GONE, "m@pod-1", "m", "");
        Entity.Endpoint other = new Entity.Endpoint(OTHER, "m@pod-2", "m", "");
        merged.take("store", new PlantChanged(1, 0, PlantChange.adding(List.of(gone), List.of()), true));
        merged.take("else", new PlantChanged(1, 0, PlantChange.adding(List.of(other), List.of()), true));
        merged.take("store", new PlantChanged(2, 0, PlantChange.removing(List.of(GONE)), false));
        Inbox inbox = new Inbox();
        Intake intake = new Intake(
                new FeedSource("store", "prometheus", true, Store::new), 1 << 20, inbox, (from, event) -> {}, () -> 1);
        intake.open();
        CompletableFuture<List<LongHistory.Part>> parts =
                new SourcesPast(Map.of("store", intake), merged, inbox).of(List.of(GONE, OTHER));
        for (Runnable task = inbox.next(0); task != null; task = inbox.next(0)) {
            task.run();
        }
        assertEquals(1, parts.join().size());
        assertEquals(List.of(GONE), parts.join().getFirst().own(), "the other is still told, by somebody else");
    }
}
