package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** Tells a list of events once, answers previews, remembers commands. */
final class TestFeed implements Feed, History {
    final List<Command> commands = Collections.synchronizedList(new ArrayList<>());
    private final List<PlantEvent> story;
    private FeedSink sink = _ -> {};
    boolean closed;
    /** Of which previews tell that they are hit; more than one asks for a typed name. */
    volatile int racks = 1;

    TestFeed(List<PlantEvent> story) {
        this.story = story;
    }

    static TestFeed demo() {
        return new TestFeed(TestPlant.story(TestPlant.plant()));
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public void open(FeedSink newSink) {
        sink = newSink;
        story.forEach(sink::accept);
    }

    void tell(PlantEvent event) {
        sink.accept(event);
    }

    @Override
    public void send(Command command) {
        commands.add(command);
        if (command instanceof Command.PreviewAction preview) {
            sink.accept(new Preview(
                    preview.request(),
                    List.of(new Preview.Verdict("parent limits", true, "PDU-A1 at 353 of 360 kW")),
                    new Preview.Binding(new EntityId("rack:R1-04"), 61_100, 132_000, "breaker", Double.NaN),
                    List.of(new Preview.Failover(TestPlant.SITE, TestPlant.RACK, 353_000, 360_000)),
                    61_100,
                    18_100,
                    137_000,
                    52_000,
                    List.of(new EntityId("job:chat")),
                    racks,
                    racks > 1,
                    "",
                    TestPlant.NOW));
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Catalogue describe() {
        return Catalogue.standard();
    }

    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        List<Window> windows = new ArrayList<>();
        for (EntityId entity : query.entities()) {
            Window w = Window.empty(query.metric(), entity, query.from(), query.to(), query.columns());
            double level = query.metric().name().hashCode() % 100 + 200;
            for (int c = 0; c < w.columns(); c++) {
                long at = query.from() + (long) ((c + 0.5) * w.width());
                double fall = at > TestPlant.NOW - 300 * Times.SECOND ? 0.8 : 1;
                double value = level * fall * (1 + 0.02 * Math.sin(c * 0.7));
                w.min()[c] = value * 0.997;
                w.max()[c] = value * 1.003;
                w.mean()[c] = value;
                w.last()[c] = value;
                w.count()[c] = 3;
                w.state()[c] = (byte) DataState.OK.ordinal();
            }
            windows.add(w);
        }
        return CompletableFuture.completedFuture(windows);
    }
}
