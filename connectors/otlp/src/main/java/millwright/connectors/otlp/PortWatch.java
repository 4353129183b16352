package millwright.connectors.otlp;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import millwright.connectors.source.SourceWatch;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** Tells of the port of HTTP when a renewed certificate of it cannot be taken, and when that is over. One thread. */
final class PortWatch {
    private final SourceWatch watch;
    private final Supplier<String> renewal;
    private final LongSupplier clock;
    private String said = "";

    /** @param renewal what is wrong with its renewed files; empty where nothing is @param clock epoch ns */
    PortWatch(String source, Supplier<String> renewal, LongSupplier clock) {
        this.watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, source + "/http"), "otlp").beside(renewal);
        this.renewal = renewal;
        this.clock = clock;
    }

    /** Empty where nothing changed. */
    Optional<SourceState> look() {
        String now = renewal.get();
        if (now.equals(said)) {
            return Optional.empty();
        }
        said = now;
        long time = clock.getAsLong();
        watch.succeeded(0, "taking exports over TLS", 0, time);
        return Optional.of(watch.report(time));
    }
}
