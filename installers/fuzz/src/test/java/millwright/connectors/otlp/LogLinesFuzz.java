package millwright.connectors.otlp;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.source.LogMeaning;
import millwright.feed.Occurrence;
import millwright.fuzz.Said;

/**
 * A request of OTLP with logs, each record read by the classifier that ships and told of the GPU, adapter or node that it
 * names. Only BadBody refuses; a record that the classifier or the naming of what it is about fails on is a bug.
 */
public final class LogLinesFuzz {
    private static final OtlpConfig CONFIG = OtlpConfig.of(ConfigNode.parse("fuzz", "{protocol: otlp}"));
    private static final LogClassifier SHIPPED =
            ServiceLoader.load(LogClassifier.class).findFirst().orElseThrow();
    private static final long NOW = 1_740_000_000_000_000_000L;

    private LogLinesFuzz() {}

    public static boolean understands(byte[] bytes) {
        int[] told = {0};
        Receiver receiver = new Receiver(
                CONFIG,
                event -> told[0] += event instanceof Occurrence ? 1 : 0,
                () -> NOW,
                Optional.of(LogLinesFuzz::classify));
        try {
            Refusals refusals = receiver.logs(bytes, bytes.length > 0 && bytes[0] == '{', "10.0.0.9");
            if (refusals.last().startsWith("a log record could not be read")) {
                throw new AssertionError(refusals.message());
            }
            return told[0] > 0;
        } catch (BadBody e) {
            Said.inOneLine(e);
            return false;
        }
    }

    /** What it throws would else be one more record that could not be read. */
    private static List<LogMeaning> classify(String program, String text) {
        try {
            return SHIPPED.classify(program, text);
        } catch (RuntimeException e) {
            throw new AssertionError("the classifier failed on a line of " + program, e);
        }
    }
}
