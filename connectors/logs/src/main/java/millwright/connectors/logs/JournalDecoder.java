package millwright.connectors.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Journald's export format: {@code FIELD=value} lines, or a field's name, eight bytes of length and that many bytes; an
 * empty line ends an entry. Only the fields that count are kept, of each 64 KiB. One thread.
 */
final class JournalDecoder implements Decoder {
    private static final int LONGEST = 64 << 10;
    /** A length beyond this is no length: the reader has lost its place. */
    private static final long IMPOSSIBLE = 1L << 30;

    private static final Set<String> KEPT = Set.of(
            "MESSAGE",
            "_HOSTNAME",
            "SYSLOG_IDENTIFIER",
            "_COMM",
            "_TRANSPORT",
            "__CURSOR",
            "__REALTIME_TIMESTAMP",
            "_SOURCE_REALTIME_TIMESTAMP");

    private enum At {
        LINE,
        LENGTH,
        VALUE,
        VALUE_END
    }

    private final Map<String, String> entry = new HashMap<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private At at = At.LINE;
    private String field = "";
    private long length;
    private int lengthBytes;
    private long left;
    private long offset;
    private long begin;
    private long problems;

    @Override
    public void take(byte[] bytes, int count, Lines lines) {
        for (int i = 0; i < count; i++) {
            offset++;
            int b = bytes[i] & 0xff;
            switch (at) {
                case LINE -> line(b, lines);
                case LENGTH -> length(b);
                case VALUE -> value(b);
                case VALUE_END -> {
                    problems += b == '\n' ? 0 : 1;
                    at = At.LINE;
                }
            }
        }
    }

    private void line(int b, Lines lines) {
        if (b != '\n') {
            keep(b);
            return;
        }
        String text = buffer.toString(StandardCharsets.UTF_8);
        buffer.reset();
        int equals = text.indexOf('=');
        if (text.isEmpty()) {
            end(lines);
        } else if (equals > 0) {
            put(text.substring(0, equals), text.substring(equals + 1));
        } else {
            field = text;
            length = 0;
            lengthBytes = 0;
            at = At.LENGTH;
        }
    }

    private void length(int b) {
        length |= (long) b << 8 * lengthBytes++;
        if (lengthBytes < 8) {
            return;
        }
        if (length < 0 || length > IMPOSSIBLE) {
            problems++;
            entry.clear();
            at = At.LINE;
            return;
        }
        left = length;
        at = left == 0 ? At.VALUE_END : At.VALUE;
    }

    private void value(int b) {
        if (KEPT.contains(field)) {
            keep(b);
        }
        if (--left == 0) {
            put(field, buffer.toString(StandardCharsets.UTF_8));
            buffer.reset();
            at = At.VALUE_END;
        }
    }

    private void keep(int b) {
        if (buffer.size() < LONGEST) {
            buffer.write(b);
        }
    }

    private void put(String name, String value) {
        if (KEPT.contains(name)) {
            entry.putIfAbsent(name, value);
        }
    }

    private void end(Lines lines) {
        long from = begin;
        begin = offset;
        String message = entry.get("MESSAGE");
        if (message != null) {
            lines.accept(of(message), from);
        } else if (!entry.isEmpty()) {
            problems++;
        }
        entry.clear();
    }

    private LogLine of(String message) {
        boolean kernel = entry.getOrDefault("_TRANSPORT", "").equals("kernel");
        String program =
                kernel ? "kernel" : entry.getOrDefault("SYSLOG_IDENTIFIER", entry.getOrDefault("_COMM", "journal"));
        String micros =
                entry.getOrDefault("_SOURCE_REALTIME_TIMESTAMP", entry.getOrDefault("__REALTIME_TIMESTAMP", ""));
        long time = micros.matches("[1-8]?\\d{1,15}") ? Long.parseLong(micros) * 1_000 : LogLine.UNSAID;
        String cursor = entry.getOrDefault("__CURSOR", micros);
        return new LogLine(
                entry.getOrDefault("_HOSTNAME", ""), program, time, 1_000, cursor, !cursor.isEmpty(), message);
    }

    @Override
    public void restart(long position) {
        entry.clear();
        buffer.reset();
        at = At.LINE;
        offset = position;
        begin = position;
    }

    @Override
    public long problems() {
        return problems;
    }
}
