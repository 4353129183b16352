package millwright.connectors.logs;

/** A stream of syslog, counted or line by line, each message read; what is no syslog ends it, nothing may throw. */
public final class SyslogFuzz {
    private SyslogFuzz() {}

    public static boolean understands(byte[] bytes) {
        int[] timed = {0};
        SyslogFrames frames =
                new SyslogFrames(text -> timed[0] += LinesFuzz.parse(text).time() == LogLine.UNSAID ? 0 : 1);
        boolean syslog = frames.take(bytes, bytes.length);
        if (syslog) {
            frames.end();
        }
        return syslog && timed[0] > 0;
    }
}
