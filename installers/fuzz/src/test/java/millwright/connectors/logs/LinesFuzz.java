package millwright.connectors.logs;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Lines of logs, of the kernel's and of any other program, read and classified; nothing may throw. */
public final class LinesFuzz {
    private static final EventClassifier CLASSIFIER = new EventClassifier();
    private static final LineParser PARSER = new LineParser(ZoneOffset.UTC);
    private static final long NOW = 1_740_000_000_000_000_000L;

    private LinesFuzz() {}

    public static boolean understands(byte[] bytes) {
        Templates templates = new Templates();
        int[] known = {0};
        new LineDecoder(LinesFuzz::parse).take(bytes, bytes.length, (line, offset) -> {
            if (CLASSIFIER.classify(line.program(), line.message()).isEmpty()) {
                templates.add(line.program(), line.host(), line.message());
            } else {
                known[0]++;
            }
        });
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String program : new String[] {"kernel", "slurmctld", "fabricmanager", ""}) {
            known[0] += CLASSIFIER.classify(program, text).size();
        }
        return known[0] > 0;
    }

    static LogLine parse(String line) {
        return PARSER.parse(line, OptionalLong.of(NOW), NOW);
    }
}
