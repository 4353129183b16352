package millwright.connectors.slurm;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import millwright.fuzz.Said;

/** The OpenAPI document of a slurmrestd, and the addresses made of it. Only an IOException refuses it. */
public final class DoorsFuzz {
    private DoorsFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            Doors doors = Doors.of(Answers.reader(bytes));
            for (Map.Entry<String, Set<String>> path : doors.methods().entrySet()) {
                String address = doors.path(path.getKey(), "n$1");
                if (!address.startsWith("/slurm/" + doors.version() + "/")) {
                    throw new AssertionError("another door: " + address);
                }
                path.getValue().forEach(method -> doors.offers(method, path.getKey()));
            }
            return true;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
