package millwright.hearing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the recorded data beside the checkout; in CI it must be there, elsewhere a test without it is passed over. */
public final class SharedData {
    private SharedData() {}

    public static Path file(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("../shared/data").resolve(name).normalize();
            if (Files.exists(file)) {
                return file;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("../shared/data/" + name + " is missing");
        }
        return Assumptions.abort("no ../shared/data/" + name + " here");
    }
}
