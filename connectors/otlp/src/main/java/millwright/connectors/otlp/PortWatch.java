package millwright.connectors.otlp;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import millwright.connectors.source.SourceWatch;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** Tells of the port of HTTP when a renewed certificate of it cannot be taken, and when that is over. One thread. */
final class PortWatch {
    private final EntityId id;
    private final SourceWatch watch;
    private final Supplier<String> renewal;
    private final LongSupplier clock;
    private String latest = "";
    private String said = "";

    /** @param renewal what is wrong with its renewed files; empty where nothing is @param clock epoch ns */
    PortWatch(String source, Supplier<String> renewal, LongSupplier clock) {
        this.id = EntityId.of(EntityKind.SOURCE, source + "/http");
        this.watch = new SourceWatch(id, SourceState.PORT).beside(() -> latest);
        this.renewal = renewal;
        this.clock = clock;
    }

    /** @param to gets what changed; when it fails, again at the next look */
    void look(Consumer<SourceState> to) {
        String now = renewal.get();
        if (now.equals(said)) {
            return;
        }
        latest = now;
        long time = clock.getAsLong();
        watch.succeeded(0, "taking exports over TLS", 0, time);
        SourceState report = watch.report(time);
        to.accept(now.isEmpty() ? over(report) : report);
        said = now;
    }

    /** It stood there for its trouble alone. */
    private SourceState over(SourceState report) {
        String detail = "its files are good again";
        return new SourceState(
                id, SourceState.PORT, "ended", detail, report.time(), Double.NaN, 0, report.errors(), List.of(), 0, 0);
    }
}
