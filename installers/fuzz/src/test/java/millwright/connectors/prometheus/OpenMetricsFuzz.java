package millwright.connectors.prometheus;

import java.nio.charset.StandardCharsets;
import millwright.fuzz.Said;

/** OpenMetrics text. Only a BadExposition refuses it. */
public final class OpenMetricsFuzz {
    private OpenMetricsFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            return Mapped.whole(OpenMetricsParser.parse(new String(bytes, StandardCharsets.UTF_8)), bytes.length);
        } catch (BadExposition e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
