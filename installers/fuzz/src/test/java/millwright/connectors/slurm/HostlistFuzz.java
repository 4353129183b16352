package millwright.connectors.slurm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import millwright.fuzz.Said;

/** Host lists and generic resources, which are a language of Slurm's own; each line is one of either. */
public final class HostlistFuzz {
    private static final int MOST = 4_096;

    private HostlistFuzz() {}

    public static boolean understands(byte[] bytes) {
        boolean all = true;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            all &= line.contains("gpu") ? resources(line) : hosts(line);
        }
        return all;
    }

    private static boolean hosts(String line) {
        try {
            List<String> names = Hostlist.expand(line, MOST);
            if (names.size() > MOST) {
                throw new AssertionError(names.size() + " names");
            }
            return true;
        } catch (IllegalArgumentException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static boolean resources(String line) {
        try {
            for (Gres gres : Gres.gpus(line)) {
                if (gres.count() < 0 || gres.count() > Gres.MOST) {
                    throw new AssertionError(gres.toString());
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
