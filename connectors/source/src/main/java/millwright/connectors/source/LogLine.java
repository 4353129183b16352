package millwright.connectors.source;

import java.util.Map;
import millwright.feed.Origin;

/**
 * One log record as a transport carried it.
 *
 * @param host the machine that wrote it, empty when nobody said
 * @param program what wrote it: a syslog identifier, a unit or a service; empty when unknown
 * @param time when the writer says it was, epoch ns; equal to {@code received} when it does not say
 * @param severity of OpenTelemetry, 1 (trace) to 24 (fatal), 17 and more are errors; 0 when unsaid
 * @param attributes what came beside the text
 */
public record LogLine(
        String host,
        String program,
        long time,
        long received,
        int severity,
        String text,
        Map<String, String> attributes,
        Origin origin) {
    public static final int ERROR = 17;

    public LogLine {
        attributes = Map.copyOf(attributes);
    }
}
