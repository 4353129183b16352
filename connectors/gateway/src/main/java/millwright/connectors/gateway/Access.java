package millwright.connectors.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import millwright.control.Caller;
import millwright.control.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Immutable. Tokens are kept only as SHA-256 hashes and never appear in a message.
 *
 * <p>A file of callers has one line each: {@code NAME ROLE token:SECRET} or {@code NAME ROLE cn:COMMON-NAME}; empty lines
 * and lines that begin with # are passed over.
 */
public final class Access {
    private static final int SHORTEST_TOKEN = 16;

    private final Map<String, Caller> byHash;
    private final Map<String, Caller> byCommonName;
    private final @Nullable Caller local;

    private Access(Map<String, Caller> byHash, Map<String, Caller> byCommonName, @Nullable Caller local) {
        this.byHash = Map.copyOf(byHash);
        this.byCommonName = Map.copyOf(byCommonName);
        this.local = local;
    }

    /** Everybody who reaches it is that caller: for loopback and for calls within the process. */
    public static Access everybodyIs(Caller caller) {
        return new Access(Map.of(), Map.of(), caller);
    }

    /** @throws IllegalArgumentException naming file and line */
    public static Access of(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of callers " + file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, Caller> tokens = new HashMap<>();
        Map<String, Caller> names = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                line(file + " line " + (i + 1), line, tokens, names);
            }
        }
        if (tokens.isEmpty() && names.isEmpty()) {
            throw new IllegalArgumentException("the file of callers " + file + " names nobody");
        }
        return new Access(tokens, names, null);
    }

    private static void line(String where, String line, Map<String, Caller> tokens, Map<String, Caller> names) {
        String[] words = line.split("\\s+");
        if (words.length != 3) {
            throw new IllegalArgumentException(where + ": expected NAME ROLE token:SECRET or NAME ROLE cn:COMMON-NAME");
        }
        Caller caller = new Caller(words[0], role(where, words[1]));
        if (words[2].startsWith("token:")) {
            String token = words[2].substring("token:".length());
            if (token.length() < SHORTEST_TOKEN) {
                throw new IllegalArgumentException(
                        where + ": a token needs at least " + SHORTEST_TOKEN + " characters");
            }
            tokens.put(hash(token), caller);
        } else if (words[2].startsWith("cn:")) {
            names.put(words[2].substring("cn:".length()), caller);
        } else {
            throw new IllegalArgumentException(where + ": the third word must begin with token: or cn:");
        }
    }

    private static Role role(String where, String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException(where + ": the role must be watch, operate or approve, not '" + word + "'");
    }

    Optional<Caller> byToken(String token) {
        return Optional.ofNullable(byHash.get(hash(token)));
    }

    Optional<Caller> byCertificate(String subject) {
        try {
            for (Rdn part : new LdapName(subject).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return Optional.ofNullable(byCommonName.get(String.valueOf(part.getValue())));
                }
            }
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    Optional<Caller> local() {
        return Optional.ofNullable(local);
    }

    private static String hash(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
