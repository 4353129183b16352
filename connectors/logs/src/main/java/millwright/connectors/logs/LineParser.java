package millwright.connectors.logs;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.plant.Times;

/**
 * Takes a line apart, whichever way it is written: dmesg with any of its times, {@code /dev/kmsg}, syslog of RFC 3164
 * and 5424 and as files of it look, fabric manager, Slurm. What is written in no known way is a message without a time.
 * Immutable; any thread.
 */
final class LineParser {
    private static final Pattern DECODED = Pattern.compile("^[a-z0-9]{2,8} *:[a-z]{2,7} *: (.*)$", Pattern.DOTALL);
    private static final Pattern CTIME = Pattern.compile(
            "^\\[(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) ([ \\d]\\d) (\\d{2}:\\d{2}:\\d{2}) (\\d{4})\\] ?(.*)$",
            Pattern.DOTALL);
    private static final Pattern FABRIC = Pattern.compile(
            "^\\[([A-Z][a-z]{2}) (\\d{2}) (\\d{4}) (\\d{2}:\\d{2}:\\d{2})\\] (\\[[A-Z]+\\] .*)$", Pattern.DOTALL);
    private static final Pattern UPTIME =
            Pattern.compile("^\\[ {0,12}(\\d{1,9})\\.(\\d{1,9})\\] (.*)$", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("^\\[(\\d{4}-[^\\]]{6,40})\\] (.*)$", Pattern.DOTALL);
    private static final Pattern KMSG =
            Pattern.compile("^(\\d{1,4}),(\\d{1,18}),(\\d{1,15}),[^;]{1,80};(.*)$", Pattern.DOTALL);
    private static final Pattern COMMA_ISO =
            Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}T[\\d:]{8},\\d{1,9}\\S{1,6}) (.*)$", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})");

    private final ZoneId zone;
    private final Syslog syslog;

    LineParser(ZoneId zone) {
        this.zone = zone;
        this.syslog = new Syslog(zone);
    }

    /**
     * @param boot epoch ns at which the host's uptime began, when known
     * @param now epoch ns of receipt
     */
    LogLine parse(String line, OptionalLong boot, long now) {
        if (line.isEmpty()) {
            return LogLine.plain("", "", line);
        }
        char first = line.charAt(0);
        Optional<LogLine> parsed = Optional.empty();
        if (first == '[') {
            parsed = bracketed(line, boot, now);
        } else if (first == '<') {
            parsed = syslog.message(line, now);
        } else if (first >= '0' && first <= '9') {
            parsed = kmsg(line, boot).or(() -> commaIso(line)).or(() -> syslog.file(line, now));
        } else if (first >= 'A' && first <= 'Z') {
            parsed = syslog.file(line, now);
        } else if (first >= 'a' && first <= 'z') {
            Matcher m = DECODED.matcher(line);
            if (m.matches() && !m.group(1).isEmpty()) {
                parsed = Optional.of(parse(m.group(1), boot, now).by("kernel"));
            }
        }
        return parsed.orElseGet(() -> LogLine.plain("", "", line));
    }

    private Optional<LogLine> bracketed(String line, OptionalLong boot, long now) {
        Matcher m = CTIME.matcher(line);
        if (m.matches()) {
            String text = line.substring(1, line.indexOf(']'));
            return Stamp.named(m.group(4), m.group(1), m.group(2), m.group(3), zone, now, text)
                    .map(s -> of(s, "", m.group(5)));
        }
        Matcher f = FABRIC.matcher(line);
        if (f.matches()) {
            String text = line.substring(1, line.indexOf(']'));
            return Stamp.named(f.group(3), f.group(1), f.group(2), f.group(4), zone, now, text)
                    .map(s -> of(s, "fabricmanager", f.group(5)));
        }
        Matcher u = UPTIME.matcher(line);
        if (u.matches()) {
            String fraction = u.group(2);
            long nanos =
                    Long.parseLong(u.group(1)) * Times.SECOND + Long.parseLong((fraction + "00000000").substring(0, 9));
            long resolution = Stamp.resolution(fraction);
            String stamp = "up " + u.group(1) + "." + fraction;
            return Optional.of(
                    new LogLine("", "", since(boot, nanos), resolution, stamp, resolution <= 1_000, u.group(3)));
        }
        Matcher b = BRACKETED.matcher(line);
        return b.matches() ? Stamp.iso(b.group(1), zone).map(s -> of(s, "", b.group(2))) : Optional.empty();
    }

    private static Optional<LogLine> kmsg(String line, OptionalLong boot) {
        Matcher m = KMSG.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        // the facility is what is above the three bits of the level; 0 is the kernel, others wrote into its log
        boolean kernel = Integer.parseInt(m.group(1)) >> 3 == 0;
        long nanos = Long.parseLong(m.group(3)) * 1_000;
        String text = ESCAPE.matcher(m.group(4))
                .replaceAll(e -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(e.group(1), 16))));
        String stamp = m.group(2) + "," + m.group(3);
        return Optional.of(new LogLine("", kernel ? "kernel" : "user", since(boot, nanos), 1_000, stamp, true, text));
    }

    private Optional<LogLine> commaIso(String line) {
        Matcher m = COMMA_ISO.matcher(line);
        return m.matches() ? Stamp.iso(m.group(1), zone).map(s -> of(s, "kernel", m.group(2))) : Optional.empty();
    }

    private static long since(OptionalLong boot, long nanos) {
        return boot.isPresent() ? boot.getAsLong() + nanos : LogLine.UNSAID;
    }

    private static LogLine of(Stamp stamp, String program, String message) {
        return new LogLine("", program, stamp.time(), stamp.resolution(), stamp.text(), stamp.exact(), message);
    }
}
