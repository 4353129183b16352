package millwright.connectors.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;

/** Where a secret is read from, anew each time, so that it may be renewed. Its content is in no text of ours. */
public sealed interface Secret {
    int MOST = 16_384;

    /** @throws IOException naming the place, never the secret */
    String read() throws IOException;

    /** @param file holds the secret and nothing else */
    record InFile(Path file) implements Secret {
        @Override
        public String read() throws IOException {
            if (!Files.exists(file)) {
                throw new IOException(file + ": there is no such file; it should hold the secret");
            }
            if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
                throw new IOException(file + " must be a file of one line, the secret");
            }
            return plain(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
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
            return plain(text, "the variable " + variable);
        }
    }

    /** What is no line of text is refused here, by place, lest a library repeats it in a message. */
    private static String plain(String text, String where) throws IOException {
        String bare = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
        if (bare.isEmpty() || bare.length() > MOST || bare.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(where + " must hold one line of text, the secret");
        }
        return bare;
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
