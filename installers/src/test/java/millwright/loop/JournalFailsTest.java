package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.Finding;
import millwright.feed.Journal;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A journal that cannot be written any more is no secret of the log file. */
@Execution(ExecutionMode.CONCURRENT)
class JournalFailsTest {
    /** Fails for as long as it is told to. */
    private record Failing(Journal journal, AtomicBoolean full) implements Journal {
        @Override
        public String epoch() {
            return journal.epoch();
        }

        @Override
        public void append(long sequence, long time, byte[] message) {
            if (full.get()) {
                throw new IllegalStateException("disk full");
            }
            journal.append(sequence, time, message);
        }

        @Override
        public void after(long sequence, Consumer<Entry> visitor) {
            journal.after(sequence, visitor);
        }

        @Override
        public long oldest() {
            return journal.oldest();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @Test
    void itIsAnEventAStateAndAFindingOfTheGateway() {
        AtomicBoolean full = new AtomicBoolean(true);
        HandFeed feed = new HandFeed("plant", 4);
        try (Gateway gateway = new Gateway(GatewayParts.live(
                        "test",
                        Catalogue.standard(),
                        LinkAndGatewayTest::now,
                        new Failing(new MemoryJournal("life", 100), full),
                        new MemoryAudit()));
                Feed watch = gateway.watch("test", new Caller("test", Role.WATCH), true)) {
            Desk desk = Desk.of(watch);
            gateway.start();
            gateway.add(feed.source());
            feed.plant(1);
            feed.happened("a", LinkAndGatewayTest.now());
            Occurrence failed = desk.await(Occurrence.class, o -> o.what().equals("journal.failed"));
            assertTrue(failed.text().contains("disk full")
                    && failed.entity().text().equals("source:gateway"));
            SourceState state = desk.await(
                    SourceState.class,
                    s -> s.source().text().equals("source:gateway")
                            && s.condition().equals("failed"));
            assertTrue(state.detail().contains("the journal lacks") && state.errors() > 0);
            Finding finding = desk.await(
                    Finding.class,
                    f -> f.rule().equals("source") && f.entity().text().equals("source:gateway") && f.active());
            assertTrue(finding.evidence().contains("journal"));
            full.set(false);
            feed.happened("b", LinkAndGatewayTest.now());
            desk.await(Occurrence.class, o -> o.what().equals("journal.mended"));
        }
    }
}
