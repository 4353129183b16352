package millwright.connectors.logs;

/**
 * One message with what its way told of it.
 *
 * @param host that logged it, empty when not said
 * @param program that logged it, empty when not said
 * @param time epoch ns by the clock of its source; {@link #UNSAID} when not said
 * @param resolution ns: the message came at most so much later than its time
 * @param stamp the time as written, or another mark that its source gave it; empty when there is none
 * @param exact true when no other message of the host has this stamp
 */
record LogLine(String host, String program, long time, long resolution, String stamp, boolean exact, String message) {
    static final long UNSAID = Long.MIN_VALUE;

    static LogLine plain(String host, String program, String message) {
        return new LogLine(host, program, UNSAID, 0, "", false, message);
    }

    LogLine from(String otherHost) {
        return new LogLine(otherHost, program, time, resolution, stamp, exact, message);
    }

    LogLine untimed() {
        return new LogLine(host, program, UNSAID, 0, stamp, exact, message);
    }

    LogLine by(String otherProgram) {
        return new LogLine(host, otherProgram, time, resolution, stamp, exact, message);
    }
}
