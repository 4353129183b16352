package millwright.connectors.logs;

import java.util.Arrays;

/** Journald's export format, in two pieces as it may come; what cannot be read is counted, nothing may throw. */
public final class JournalFuzz {
    private JournalFuzz() {}

    public static boolean understands(byte[] bytes) {
        JournalDecoder decoder = new JournalDecoder();
        int[] lines = {0};
        int cut = bytes.length / 2;
        decoder.take(bytes, cut, (line, offset) -> lines[0]++);
        byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
        decoder.take(rest, rest.length, (line, offset) -> lines[0]++);
        return lines[0] > 0 && decoder.problems() == 0;
    }
}
