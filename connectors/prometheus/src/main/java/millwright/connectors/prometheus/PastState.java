package millwright.connectors.prometheus;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import millwright.feed.SourceState;
import millwright.plant.Times;

/** Tells how the past of a store is being answered: when that changes, and once in a while. Any thread. */
final class PastState implements StoreHistory.Listener {
    private static final long AGAIN = 10 * Times.SECOND;

    private final TargetState state;
    private final InstantSource clock;
    private final Consumer<List<SourceState>> to;
    private String said = "";
    private long toldAt = Long.MIN_VALUE;

    PastState(PrometheusConfig config, InstantSource clock, Consumer<List<SourceState>> to) {
        String store = config.store().map(uri -> uri.getAuthority()).orElse("store");
        this.state = new TargetState(store + "/past", config.name(), SourceState.PAST);
        this.clock = clock;
        this.to = to;
    }

    @Override
    public void answered(int windows, String partial, long started) {
        tell(now -> state.told(windows, partial, System.nanoTime() - started, now), "ok" + partial);
    }

    @Override
    public void failed(String why) {
        tell(now -> state.failed(why, now), why);
    }

    private void tell(Consumer<Long> change, String what) {
        SourceState report = null;
        synchronized (this) {
            long now = Times.nanos(clock.instant());
            change.accept(now);
            if (!what.equals(said) || now - toldAt > AGAIN) {
                said = what;
                toldAt = now;
                report = state.report(now);
            }
        }
        if (report != null) {
            to.accept(List.of(report));
        }
    }
}
