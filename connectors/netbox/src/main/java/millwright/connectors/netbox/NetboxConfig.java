package millwright.connectors.netbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Secret;
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code netbox} block.
 *
 * @param url of a NetBox, or nothing when an export is read @param export file or folder of an export
 * @param every ns between readings @param page objects asked for at once
 * @param sites slugs of the sites to take; all when empty
 * @param roles slug of a device role to what its devices are
 * @param neutral true when feeds state their voltage from line to neutral; NetBox itself computes as if line to line
 * @param powerFactor watts that a volt-ampere of a feed carries
 * @param links whether cables between network interfaces are read
 */
record NetboxConfig(
        String name,
        Optional<URI> url,
        Optional<Path> export,
        HttpAccess access,
        Optional<Secret> token,
        long every,
        int page,
        Set<String> sites,
        Map<String, Role> roles,
        boolean neutral,
        double powerFactor,
        boolean links) {
    private static final String[] KEYS = {
        "protocol",
        "name",
        "url",
        "export",
        "token-file",
        "token-env",
        "insecure-token",
        "timeout",
        "ca-file",
        "cert-file",
        "key-file",
        "every",
        "page",
        "sites",
        "roles",
        "voltage-reference",
        "power-factor",
        "links"
    };

    static NetboxConfig of(ConfigNode node) {
        node.allow(KEYS);
        if (node.has("url") == node.has("export")) {
            throw node.error("give either 'url: https://netbox.example' or 'export: FOLDER-OR-FILE'");
        }
        long every = Spans.atLeast(node, "every", 10 * Times.MINUTE, 100 * Times.MILLI);
        HttpAccess access = HttpAccess.of(node, 30 * Times.SECOND);
        Optional<URI> url = node.optional("url").map(n -> HttpAccess.address(n, "https"));
        access.refuseUnseen(node, url.stream().toList());
        url.ifPresent(uri -> access.refuseClear(node, node.get("url"), uri));
        String reference = node.optional("voltage-reference")
                .map(n -> n.word(List.of("line-to-line", "line-to-neutral")))
                .orElse("line-to-line");
        return new NetboxConfig(
                node.text("name", "netbox"),
                url,
                node.optional("export").map(n -> Path.of(n.text())),
                // NetBox has its own word before a token, so the reader is not to know it
                access.bare(),
                access.token(),
                every,
                node.integer("page", 500, 1, 1000),
                node.optional("sites").map(n -> Set.copyOf(n.words())).orElse(Set.of()),
                roles(node),
                reference.equals("line-to-neutral"),
                node.number("power-factor", 1, 0.1, 1),
                node.flag("links", true));
    }

    private static Map<String, Role> roles(ConfigNode node) {
        Map<String, Role> roles = new HashMap<>();
        node.optional("roles")
                .ifPresent(r ->
                        r.entries().forEach((slug, word) -> roles.put(slug.toLowerCase(Locale.ROOT), Role.of(word))));
        return Map.copyOf(roles);
    }
}
