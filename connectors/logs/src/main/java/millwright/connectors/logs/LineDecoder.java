package millwright.connectors.logs;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Lines ended by LF, CR LF or NUL; of one longer than 64 KiB the beginning is read and the rest left out. One thread. */
final class LineDecoder implements Decoder {
    static final int LONGEST = 64 << 10;

    private final Function<String, LogLine> parser;
    private final byte[] line = new byte[LONGEST];
    private int length;
    private long begin;
    private long offset;
    private boolean kmsg;
    private boolean tooLong;
    private long problems;

    LineDecoder(Function<String, LogLine> parser) {
        this.parser = parser;
    }

    @Override
    public void take(byte[] bytes, int count, Lines lines) {
        for (int i = 0; i < count; i++) {
            byte b = bytes[i];
            offset++;
            if (b == '\n' || b == 0) {
                end(lines);
            } else if (length < LONGEST) {
                line[length++] = b;
            } else if (!tooLong) {
                tooLong = true;
                problems++;
            }
        }
    }

    private void end(Lines lines) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String text = new String(line, 0, end, StandardCharsets.UTF_8);
        long at = begin;
        begin = offset;
        length = 0;
        tooLong = false;
        boolean belongsToKmsg = kmsg && text.startsWith(" ");
        if (text.isBlank() || belongsToKmsg) {
            return;
        }
        LogLine read = parser.apply(text);
        kmsg = isKmsg(text);
        lines.accept(read, at);
    }

    /** Lines with a space in front then carry fields of it. */
    private static boolean isKmsg(String text) {
        int comma = text.indexOf(',');
        return comma > 0 && comma < 5 && Character.isDigit(text.charAt(0)) && text.indexOf(';') > comma;
    }

    @Override
    public void restart(long at) {
        length = 0;
        tooLong = false;
        kmsg = false;
        offset = at;
        begin = at;
    }

    @Override
    public long problems() {
        return problems;
    }
}
