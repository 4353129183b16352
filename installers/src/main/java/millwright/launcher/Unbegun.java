package millwright.launcher;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.plant.Catalogue;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** What a desk watches while its window is drawn and the plant has not begun: it tells nothing and has no past. */
record Unbegun(String name) implements Feed, History {
    Origin origin() {
        return new Origin(name, this, this, Catalogue.standard(), null, null, null, () -> {});
    }

    @Override
    public void open(FeedSink sink) {
        // it tells nothing
    }

    @Override
    public void send(Command command) {
        // of a plant that nobody sees yet nobody can want anything
    }

    @Override
    public Catalogue describe() {
        return Catalogue.standard();
    }

    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        return CompletableFuture.failedStage(new IllegalStateException("the plant has not begun"));
    }

    @Override
    public void close() {
        // nothing is held
    }
}
