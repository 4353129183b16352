package millwright.connectors.csv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The measured files beside the repository; absent on a machine that has only the repository. */
final class SharedData {
    private SharedData() {}

    static Path path(String relative) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("../shared/data").resolve(relative).normalize();
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("../shared/data/" + relative + " is missing");
        }
        assumeTrue(false, "../shared/data/" + relative + " is not on this machine");
        throw new AssertionError();
    }
}
