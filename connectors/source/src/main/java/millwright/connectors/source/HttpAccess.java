package millwright.connectors.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.plant.Times;

/**
 * How an HTTP peer is reached, the same keys in every block. Secrets stand in files or in the environment, never here.
 *
 * @param timeout ns until an answer must be complete
 * @param token where a bearer token is read from, anew for each request; {@code password} likewise
 * @param authority PEM file of the certificate authority for https
 * @param shown our own certificate, for peers that want to see one
 */
public record HttpAccess(
        long timeout,
        Optional<Secret> token,
        Optional<Secret> password,
        String user,
        Optional<Path> authority,
        Optional<ShownCertificate> shown) {
    /** Keys that {@link #of} reads, for {@link #keys}. */
    private static final List<String> OWN = List.of(
            "timeout",
            "token-file",
            "token-env",
            "insecure-token",
            "ca-file",
            "cert-file",
            "key-file",
            "user",
            "password-file",
            "password-env");

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    /** A block's own keys together with those of the access, for {@link ConfigNode#allow}. */
    public static String[] keys(String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(OWN);
        return all.toArray(String[]::new);
    }

    /** @param absent ns of the timeout where the block names none */
    public static HttpAccess of(ConfigNode node, long absent) {
        long timeout = Spans.atLeast(node, "timeout", absent, 50 * Times.MILLI);
        Optional<Secret> token = Secret.of(node, "token");
        Optional<Secret> password = Secret.of(node, "password");
        if (token.isPresent() && password.isPresent()) {
            throw node.error("give either a token or 'user' with a password, not both");
        }
        if (password.isPresent() != node.has("user")) {
            throw node.error("'user' and 'password-file' (or 'password-env') belong together");
        }
        return new HttpAccess(timeout, token, password, node.text("user", ""), authority(node), shown(node));
    }

    /** How a peer is reached that wants nothing. @param timeout ns */
    public static HttpAccess plain(long timeout) {
        return new HttpAccess(timeout, Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty());
    }

    /** The same without secrets in headers, for protocols that have a way of their own to tell them. */
    public HttpAccess bare() {
        return new HttpAccess(timeout, Optional.empty(), Optional.empty(), "", authority, shown);
    }

    /** What {@code ca-file} of a block names. */
    public static Optional<Path> authority(ConfigNode node) {
        return ShownCertificate.authorities(node, "ca-file");
    }

    /** All that TLS takes from files; empty where it takes nothing from any. */
    List<Path> files() {
        List<Path> all = new ArrayList<>();
        authority.ifPresent(all::add);
        shown.ifPresent(own -> all.addAll(own.files()));
        return all;
    }

    /** What {@code cert-file} and {@code key-file} of a block name. */
    public static Optional<ShownCertificate> shown(ConfigNode node) {
        return ShownCertificate.of(node, "cert-file", "key-file");
    }

    /** A secret over clear text is everybody's on the way; within this machine there is no way. */
    public void refuseClear(ConfigNode block, ConfigNode target, URI uri) {
        if (!block.flag("insecure-token", false) && wouldTell(uri)) {
            throw target.error("'" + target.text() + "' would get the secret of this block over clear text; write "
                    + "https://, leave the secret out, or allow it with 'insecure-token: true'");
        }
    }

    /** Refuses a certificate of ours where none of these is asked over TLS. */
    public void refuseUnseen(ConfigNode block, List<URI> all) {
        boolean tls = all.stream().anyMatch(uri -> "https".equalsIgnoreCase(uri.getScheme()));
        ShownCertificate.refuseClear(block, "https", tls);
    }

    /** True when asking there sends a secret over clear text to another machine. */
    public boolean wouldTell(URI uri) {
        boolean secret = token.isPresent() || password.isPresent();
        return secret && !here(uri) && !"https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean here(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }

    /** An http(s) address; without a scheme, {@code scheme} is taken. @throws millwright.connectors.config.ConfigException */
    public static URI address(ConfigNode node, String scheme) {
        if (node.text().contains("@")) {
            throw node.error("holds a user or password; give them as 'user' with 'password-file' or 'password-env'");
        }
        String text = node.text().contains("://") ? node.text() : scheme + "://" + node.text();
        try {
            URI uri = URI.create(text);
            String found = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !found.equals("http") && !found.equals("https")) {
                throw node.error("'" + node.text() + "' is not an http(s) address");
            }
            return HostPort.required(node, uri);
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.error("'" + node.text() + "' is not an http(s) address");
        }
    }
}
