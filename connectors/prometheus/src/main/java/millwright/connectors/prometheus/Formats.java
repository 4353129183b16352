package millwright.connectors.prometheus;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import millwright.connectors.source.HttpReader;

/** Which exposition formats are asked for, and what reads the one that came. Keeps nothing. Any thread. */
final class Formats {
    static final String TEXT = "text/plain;version=0.0.4";
    static final String ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.9,"
            + "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
            + TEXT + ";q=0.5,*/*;q=0.1";
    private static final String ACCEPT_TEXT = TEXT + ",text/plain;q=0.5";

    private Formats() {}

    /**
     * Asks for OpenMetrics, protobuf or plain text, in this order, and for plain text again where what came is not what it
     * says it is: many an exporter serves OpenMetrics that breaks its rules.
     *
     * @param whole keeps the body while it is read
     * @param plainOnly true where that was seen before
     * @throws BadExposition when the whole answer must be refused
     */
    static Exposition ask(HttpReader reader, URI target, boolean plainOnly, HttpReader.Whole whole)
            throws IOException, InterruptedException {
        if (plainOnly) {
            return read(reader.get(target, ACCEPT_TEXT, whole));
        }
        HttpReader.Answer answer = reader.get(target, ACCEPT, whole);
        try {
            return read(answer);
        } catch (BadExposition e) {
            if (type(answer).startsWith("text/plain")) {
                throw e;
            }
            Exposition plain = read(reader.get(target, ACCEPT_TEXT, whole));
            return plain.withRefusal(
                    "its " + type(answer) + " is refused, plain text is read instead: " + e.getMessage());
        }
    }

    /** @throws BadExposition when the whole answer must be refused */
    static Exposition read(HttpReader.Answer answer) throws BadExposition {
        return switch (type(answer)) {
            case "application/openmetrics-text" -> OpenMetricsParser.parse(answer.text());
            case "application/vnd.google.protobuf" -> ProtobufParser.parse(answer.body());
            default -> ExpositionParser.parse(answer.text());
        };
    }

    private static String type(HttpReader.Answer answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
