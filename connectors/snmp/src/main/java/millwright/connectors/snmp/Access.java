package millwright.connectors.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Secret;
import org.snmp4j.fluent.TargetBuilder.AuthProtocol;
import org.snmp4j.fluent.TargetBuilder.PrivProtocol;

/** How an agent is spoken to. Secrets stand in files or in the environment, never here. */
sealed interface Access {
    /** Keys that {@link #of} reads. */
    List<String> KEYS = List.of(
            "community-file",
            "community-env",
            "user",
            "auth-file",
            "auth-env",
            "auth-protocol",
            "privacy-file",
            "privacy-env",
            "privacy-protocol",
            "context");

    /** Version 2c: whoever listens on the way can read the community. */
    record Community(Secret community) implements Access {}

    /** Version 3. */
    record User(
            String name,
            Optional<Secret> auth,
            AuthProtocol authProtocol,
            Optional<Secret> privacy,
            PrivProtocol privacyProtocol,
            String context)
            implements Access {}

    /** Empty when the node says nothing about it. */
    static Optional<Access> of(ConfigNode node) {
        Optional<Secret> community = Secret.of(node, "community");
        Optional<Secret> auth = Secret.of(node, "auth");
        Optional<Secret> privacy = Secret.of(node, "privacy");
        if (community.isPresent()) {
            if (KEYS.stream().anyMatch(k -> !k.startsWith("community") && node.has(k))) {
                throw node.error("give either a community, for version 2c, or a user, for version 3, not both");
            }
            return Optional.of(new Community(community.get()));
        } else if (!node.has("user")) {
            if (KEYS.stream().anyMatch(node::has)) {
                throw node.error("'user' is missing; its keys alone open nothing");
            }
            return Optional.empty();
        } else if (privacy.isPresent() && auth.isEmpty()) {
            throw node.error(
                    "'privacy-file' needs 'auth-file' too: the protocol keeps nothing secret that is not signed");
        }
        return Optional.of(new User(
                node.text("user"),
                auth,
                word(node, "auth-protocol", "SHA-256", auths()),
                privacy,
                word(node, "privacy-protocol", "AES-128", privacies()),
                node.text("context", "")));
    }

    private static <P> P word(ConfigNode node, String key, String absent, Map<String, P> words) {
        String word = node.has(key) ? node.get(key).word(List.copyOf(words.keySet())) : absent;
        P chosen = words.get(word);
        if (chosen == null) {
            throw node.error("there is no " + key + " '" + word + "'");
        }
        return chosen;
    }

    private static Map<String, AuthProtocol> auths() {
        Map<String, AuthProtocol> words = new TreeMap<>();
        for (AuthProtocol protocol : AuthProtocol.values()) {
            words.put(protocol.getName(), protocol);
        }
        return words;
    }

    private static Map<String, PrivProtocol> privacies() {
        Map<String, PrivProtocol> words = new TreeMap<>();
        for (PrivProtocol protocol : PrivProtocol.values()) {
            words.put(protocol.getName(), protocol);
        }
        return words;
    }
}
