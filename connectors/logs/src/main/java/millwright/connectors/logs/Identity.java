package millwright.connectors.logs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names events by what their lines are, so that the same line read again, now or after a restart, is recognised while
 * two equal lines in a row stay two. A time to the microsecond tells lines apart by itself; equal lines of one coarser
 * time are numbered; lines without a time have their place in the file. One thread at a time; remembers 65,536.
 */
final class Identity {
    private static final int MOST = 65_536;

    private final Map<String, Boolean> told = new LinkedHashMap<>(256) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** @return a name that is the same whenever this line is read, or nothing when it was read before */
    Optional<String> of(LogLine line, Reading reading, long offset) {
        String content = hash(line.host() + "\0" + line.program() + "\0" + line.stamp() + "\0" + line.message());
        String id;
        if (line.stamp().isEmpty()) {
            id = hash(reading.mark() + "\0" + offset + "\0" + content);
        } else {
            int number = line.exact() ? 0 : reading.countOf(content);
            id = number == 0 ? content : content + "." + number;
        }
        return told.put(id, true) == null ? Optional.of(id) : Optional.empty();
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
