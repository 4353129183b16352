package millwright.connectors.prometheus;

import java.io.IOException;
import java.util.TreeMap;

/** The reading of expositions by itself, for measurements beside other readers. Keeps nothing. Any thread. */
public final class Expositions {
    private Expositions() {}

    /** How many samples text of version 0.0.4 holds, all of them read. */
    public static int plain(String text) {
        return ExpositionParser.parse(text).samples().size();
    }

    /** How many samples OpenMetrics text holds, all of them read to the letter. @throws IOException naming the line */
    public static int strict(String text) throws IOException {
        return OpenMetricsParser.parse(text).samples().size();
    }

    /** One line a sample: name, labels by name, value. @param openMetrics which of the two reads it */
    public static String lines(String text, boolean openMetrics) throws IOException {
        StringBuilder lines = new StringBuilder();
        Exposition read = openMetrics ? OpenMetricsParser.parse(text) : ExpositionParser.parse(text);
        for (Sample sample : read.samples()) {
            lines.append(sample.name())
                    .append(new TreeMap<>(sample.labels()))
                    .append(' ')
                    .append(sample.value())
                    .append('\n');
        }
        return lines.toString();
    }
}
