package millwright.connectors.logs;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Entry for a fuzzer: any bytes, by every way in; nothing may throw. */
public final class LogFuzz {
    private static final EventClassifier CLASSIFIER = new EventClassifier();
    private static final LineParser PARSER = new LineParser(ZoneOffset.UTC);
    private static final long NOW = 1_740_000_000_000_000_000L;

    private LogFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Templates templates = new Templates();
        Decoder.Lines lines = (line, offset) -> {
            if (CLASSIFIER.classify(line.program(), line.message()).isEmpty()) {
                templates.add(line.program(), line.host(), line.message());
            }
        };
        new LineDecoder(LogFuzz::parse).take(bytes, bytes.length, lines);
        new JournalDecoder().take(bytes, bytes.length, lines);
        SyslogFrames frames = new SyslogFrames(text -> lines.accept(parse(text), 0));
        if (frames.take(bytes, bytes.length)) {
            frames.end();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String program : new String[] {"kernel", "slurmctld", "fabricmanager", ""}) {
            CLASSIFIER.classify(program, text);
        }
    }

    private static LogLine parse(String line) {
        return PARSER.parse(line, OptionalLong.of(NOW), NOW);
    }
}
