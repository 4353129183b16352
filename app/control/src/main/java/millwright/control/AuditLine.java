package millwright.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One record as one line of JSON, always written the same way, with the SHA-256 of everything before its last field. The
 * same bytes go in and out: what does not read back to itself is no line of ours.
 */
record AuditLine(AuditRecord record, String hash) {
    static final String NOTHING = "0".repeat(64);
    static final String BEGINNING = "{\"count\":";
    /** Possessive, for an alternative that may be taken back costs stack with each character. */
    private static final String TEXT = "\"((?:[^\"\\\\\\p{Cntrl}]++|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*+)\"";

    private static final Pattern SHAPE =
            Pattern.compile("\\{\"count\":(\\d{1,18}),\"previous\":\"([0-9a-f]{64})\",\"time\":(-?\\d{1,19}),\"who\":"
                    + TEXT + ",\"role\":\"(WATCH|OPERATE|APPROVE)\",\"event\":" + TEXT + ",\"key\":" + TEXT
                    + ",\"what\":" + TEXT
                    + ",\"outcome\":" + TEXT + "(?:,\"action\":" + TEXT + ")?,\"hash\":\"([0-9a-f]{64})\"\\}");

    static AuditLine of(AuditRecord record) {
        return new AuditLine(record, sha256(body(record)));
    }

    /** Null when it is no line of ours. */
    static @Nullable AuditLine parse(String line) {
        Matcher m = SHAPE.matcher(line);
        if (!m.matches()) {
            return null;
        }
        AuditRecord record = new AuditRecord(
                Long.parseLong(m.group(1)),
                m.group(2),
                parseTime(m.group(3)),
                unquote(m.group(4)),
                Role.valueOf(m.group(5)),
                unquote(m.group(6)),
                unquote(m.group(7)),
                unquote(m.group(8)),
                unquote(m.group(9)),
                m.group(10) == null ? "" : unquote(m.group(10)));
        AuditLine parsed = new AuditLine(record, m.group(11));
        return parsed.text().equals(line) ? parsed : null;
    }

    private static long parseTime(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** True when the hash that the line states is the hash of what it says. */
    boolean sound() {
        return sha256(body(record)).equals(hash);
    }

    String text() {
        return body(record) + ",\"hash\":\"" + hash + "\"}";
    }

    private static String body(AuditRecord r) {
        return "{\"count\":" + r.count() + ",\"previous\":\"" + r.previous() + "\",\"time\":" + r.time() + ",\"who\":"
                + quote(r.who()) + ",\"role\":\"" + r.role() + "\",\"event\":" + quote(r.event()) + ",\"key\":"
                + quote(r.key()) + ",\"what\":" + quote(r.what()) + ",\"outcome\":" + quote(r.outcome())
                + (r.action().isEmpty() ? "" : ",\"action\":" + quote(r.action()));
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String unquote(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (text.charAt(i + 1) == 'u') {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append(text.charAt(++i));
            }
        }
        return out.toString();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
