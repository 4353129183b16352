package millwright.connectors.logs;

import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages of RFC 5424 and RFC 3164, and lines of files that syslog daemons write. Immutable; any thread. */
final class Syslog {
    private static final Pattern PRIORITY = Pattern.compile("^<(\\d{1,3})>");
    private static final Pattern NEW =
            Pattern.compile("^1 (\\S{1,64}) (\\S{1,255}) (\\S{1,48}) (\\S{1,128}) (\\S{1,32}) (.*)$", Pattern.DOTALL);
    private static final Pattern OLD =
            Pattern.compile("^([A-Z][a-z]{2}) ([ \\d]\\d) (\\d{2}:\\d{2}:\\d{2}) (.*)$", Pattern.DOTALL);
    private static final Pattern ISO_FILE =
            Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}[T ][\\d:.]{8,18}(?:Z|[+-]\\d{2}:?\\d{2})?) (.*)$", Pattern.DOTALL);
    private static final Pattern HOST_TAG = Pattern.compile(
            "^(?:([\\w.:-]{1,255}) )?([\\w./()-]{1,64})(?:\\[[^\\]]{0,32}\\])?: ?(.*)$", Pattern.DOTALL);
    private static final int KERNEL = 0;
    private static final char BOM = '\ufeff';

    private final ZoneId zone;

    Syslog(ZoneId zone) {
        this.zone = zone;
    }

    /** With its priority in angle brackets, as it comes by network. */
    Optional<LogLine> message(String text, long now) {
        Matcher m = PRIORITY.matcher(text);
        if (!m.find() || Integer.parseInt(m.group(1)) > 191) {
            return Optional.empty();
        }
        boolean kernel = Integer.parseInt(m.group(1)) >> 3 == KERNEL;
        String rest = text.substring(m.end());
        Optional<LogLine> line = rfc5424(rest).or(() -> file(rest, now));
        LogLine found = line.orElseGet(() -> tagged(LogLine.plain("", "", rest)));
        return Optional.of(kernel && found.program().isEmpty() ? found.by("kernel") : found);
    }

    private Optional<LogLine> rfc5424(String rest) {
        Matcher m = NEW.matcher(rest);
        if (!m.matches()) {
            return Optional.empty();
        }
        String message = m.group(6);
        int end = endOfData(message);
        if (end < 0) {
            return Optional.empty();
        }
        message = message.substring(end).stripLeading();
        if (!message.isEmpty() && message.charAt(0) == BOM) {
            message = message.substring(1);
        }
        String host = said(m.group(2));
        String program = said(m.group(3));
        Optional<Stamp> stamp = Stamp.iso(m.group(1), zone);
        return Optional.of(
                stamp.isEmpty()
                        ? LogLine.plain(host, program, message)
                        : new LogLine(
                                host,
                                program,
                                stamp.get().time(),
                                stamp.get().resolution(),
                                stamp.get().text(),
                                stamp.get().exact(),
                                message));
    }

    private static String said(String field) {
        return field.equals("-") ? "" : field;
    }

    /** Behind the structured data: {@code -} or elements in brackets, in which a quoted bracket is none. */
    private static int endOfData(String text) {
        if (text.startsWith("-")) {
            return 1;
        }
        boolean inside = false;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"' && inside) {
                quoted = !quoted;
            } else if (c == '[' && !quoted) {
                inside = true;
            } else if (c == ']' && !quoted) {
                inside = false;
            } else if (!inside) {
                return i > 0 ? i : -1;
            }
        }
        return inside || text.isEmpty() ? -1 : text.length();
    }

    /** Without priority, as files of it look: the old time or that of RFC 3339, host, tag. */
    Optional<LogLine> file(String line, long now) {
        Matcher old = OLD.matcher(line);
        if (old.matches()) {
            String text = line.substring(0, old.start(4)).strip();
            return Stamp.named(null, old.group(1), old.group(2), old.group(3), zone, now, text)
                    .map(s -> stamped(s, old.group(4)));
        }
        Matcher iso = ISO_FILE.matcher(line);
        return iso.matches() ? Stamp.iso(iso.group(1), zone).map(s -> stamped(s, iso.group(2))) : Optional.empty();
    }

    private static LogLine stamped(Stamp s, String rest) {
        return tagged(new LogLine("", "", s.time(), s.resolution(), s.text(), s.exact(), rest));
    }

    private static LogLine tagged(LogLine line) {
        Matcher m = HOST_TAG.matcher(line.message());
        if (!m.matches()) {
            return line;
        }
        String host = m.group(1) == null ? "" : m.group(1);
        return new LogLine(host, m.group(2), line.time(), line.resolution(), line.stamp(), line.exact(), m.group(3));
    }
}
