package millwright.connectors.prometheus;

import java.nio.charset.StandardCharsets;

/** Text of an exporter: bad lines are counted, nothing is thrown. */
public final class ExpositionFuzz {
    private ExpositionFuzz() {}

    public static boolean understands(byte[] bytes) {
        return Mapped.whole(ExpositionParser.parse(new String(bytes, StandardCharsets.UTF_8)), bytes.length);
    }
}
