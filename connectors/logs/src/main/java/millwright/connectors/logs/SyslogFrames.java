package millwright.connectors.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a stream of syslog into messages (RFC 6587): {@code 123 <13>…} by its count, or up to the next LF or NUL. Of a
 * message longer than 64 KiB the beginning is kept. One thread.
 */
final class SyslogFrames {
    private static final int DIGITS = 7;

    private enum At {
        BEGIN,
        COUNT,
        COUNTED,
        LINE
    }

    private final Consumer<String> messages;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private At at = At.BEGIN;
    private int digits;
    private int left;

    SyslogFrames(Consumer<String> messages) {
        this.messages = messages;
    }

    /** @return false when this is no syslog and there is no way to tell where a message begins */
    boolean take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (!take(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean take(byte b) {
        boolean digit = b >= '0' && b <= '9';
        switch (at) {
            case BEGIN -> {
                if (digit) {
                    left = b - '0';
                    digits = 1;
                    at = At.COUNT;
                } else if (b != '\n' && b != '\r' && b != 0 && b != ' ') {
                    keep(b);
                    at = At.LINE;
                }
            }
            case COUNT -> {
                if (digit && digits++ < DIGITS) {
                    left = left * 10 + b - '0';
                } else if (b == ' ' && left > 0) {
                    at = At.COUNTED;
                } else {
                    return false;
                }
            }
            case COUNTED -> {
                keep(b);
                if (--left == 0) {
                    end();
                }
            }
            case LINE -> {
                if (b == '\n' || b == 0) {
                    end();
                } else {
                    keep(b);
                }
            }
        }
        return true;
    }

    private void keep(byte b) {
        if (buffer.size() < LineDecoder.LONGEST) {
            buffer.write(b);
        }
    }

    /** The stream is over: what is there of a line is one, of a counted message it is not. */
    void end() {
        if (at == At.LINE || at == At.COUNTED && left == 0) {
            String text = buffer.toString(StandardCharsets.UTF_8).strip();
            if (!text.isEmpty()) {
                messages.accept(text);
            }
        }
        buffer.reset();
        at = At.BEGIN;
    }
}
