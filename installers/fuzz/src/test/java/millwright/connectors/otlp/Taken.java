package millwright.connectors.otlp;

import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.fuzz.Said;

/** One request, taken by a receiver of its own, so that an input is judged by itself. */
final class Taken {
    private static final OtlpConfig CONFIG = OtlpConfig.of(ConfigNode.parse("fuzz", "{protocol: otlp}"));
    private static final long NOW = 1_740_000_000_000_000_000L;

    interface Work {
        Refusals of(Receiver receiver, boolean json);
    }

    private Taken() {}

    /** @return true when it was taken and told something */
    static boolean by(Work work, byte[] bytes) {
        int[] told = {0};
        Receiver receiver = new Receiver(CONFIG, event -> told[0]++, () -> NOW, Optional.empty());
        try {
            Refusals refusals = work.of(receiver, bytes.length > 0 && bytes[0] == '{');
            return told[0] > 0 && refusals.count() == 0;
        } catch (BadBody e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
