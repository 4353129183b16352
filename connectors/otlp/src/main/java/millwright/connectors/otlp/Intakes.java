package millwright.connectors.otlp;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The receiver of the moment, for calls that outlive it. Any thread. */
final class Intakes {
    private final AtomicReference<@Nullable Receiver> receiver = new AtomicReference<>();

    void set(@Nullable Receiver next) {
        receiver.set(next);
    }

    /** @throws BadBody when it can never be taken @throws Busy when it can be taken later */
    Refusals take(Signal signal, byte[] body, boolean json, String peer) {
        Receiver to = receiver.get();
        if (to == null) {
            throw new Busy("the gateway does not take anything just now");
        }
        return switch (signal) {
            case METRICS -> to.metrics(body, json, peer);
            case LOGS -> to.logs(body, json, peer);
        };
    }

    /** What a request carries. */
    enum Signal {
        METRICS,
        LOGS
    }
}
