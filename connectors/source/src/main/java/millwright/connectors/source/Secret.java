package millwright.connectors.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;

/** Where a secret is read from, anew each time, so that it may be renewed. Its content is in no text of ours. */
public sealed interface Secret {
    /** @throws IOException naming the place, never the secret */
    String read() throws IOException;

    /** @param file holds the secret and nothing else */
    record InFile(Path file) implements Secret {
        @Override
        public String read() throws IOException {
            try {
                String text = Files.readString(file).strip();
                if (text.isEmpty() || text.length() > 16_384 || text.lines().count() > 1) {
                    throw new IOException(file + " must hold one line, the secret");
                }
                return text;
            } catch (java.nio.file.NoSuchFileException e) {
                throw new IOException(file + ": there is no such file; it should hold the secret", e);
            }
        }
    }

    /** @param variable of the environment */
    record InEnvironment(String variable) implements Secret {
        @Override
        public String read() throws IOException {
            String text = System.getenv(variable);
            if (text == null || text.isBlank()) {
                throw new IOException("the environment has no " + variable + "; it should hold the secret");
            }
            return text.strip();
        }
    }

    /** From {@code NAME-file} or {@code NAME-env} of the block. */
    static Optional<Secret> of(ConfigNode node, String name) {
        if (node.has(name + "-file") && node.has(name + "-env")) {
            throw node.error("give '" + name + "-file' or '" + name + "-env', not both");
        }
        Optional<Secret> file = node.optional(name + "-file").map(n -> new InFile(Path.of(n.text())));
        return file.isPresent() ? file : node.optional(name + "-env").map(n -> new InEnvironment(n.text()));
    }
}
