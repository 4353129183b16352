package millwright.connectors.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import millwright.fuzz.Said;

/** A list of targets as discovery gives it, as JSON and as YAML. Only an IOException refuses it. */
public final class DiscoveryFuzz {
    private DiscoveryFuzz() {}

    public static boolean understands(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean yaml = understands(() -> Discovery.readYaml("list.yml", text));
        return understands(() -> Discovery.read("list", text)) || yaml;
    }

    /** A list in one of the two forms. */
    private interface Listed {
        List<Target> targets() throws IOException;
    }

    private static boolean understands(Listed listed) {
        try {
            List<Target> targets = listed.targets();
            for (Target target : targets) {
                PrometheusConfig.alone(target, targets);
                if (target.label().isEmpty() || target.uri().getHost() == null) {
                    throw new AssertionError("a target that nobody can ask: " + target);
                }
            }
            return true;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
