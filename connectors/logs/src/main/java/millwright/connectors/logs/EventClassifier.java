package millwright.connectors.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.source.LogMeaning;

/**
 * Knows the messages of the kernel's drivers, of fabric managers and of Slurm's daemons. A kernel message counts only
 * where the kernel says it: a program that quotes an XID has not had one. Immutable, any thread; patterns take time in
 * proportion to the message, of which only the first 4,096 characters are read.
 */
public final class EventClassifier implements LogClassifier {
    private static final int LONGEST = 4_096;
    /** What syslog daemons leave in front of a kernel message: {@code [12345.678901] }. */
    private static final Pattern UPTIME = Pattern.compile("^\\[ {0,12}\\d{1,12}\\.\\d{1,9}\\] ");

    private static final Pattern TAG = Pattern.compile("^([A-Za-z][\\w.-]{0,40})(?:\\[\\d{1,10}\\])?: ");

    private final List<Rule> kernel = new ArrayList<>();
    private final List<Rule> fabric;
    private final List<Rule> slurm;

    public EventClassifier() {
        kernel.addAll(GpuRules.all());
        kernel.addAll(HardwareRules.all());
        kernel.addAll(NetworkRules.all());
        fabric = FabricRules.all();
        slurm = SlurmRules.all();
    }

    @Override
    public List<LogMeaning> classify(String program, String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        if (program.equals("kernel")) {
            return first(kernel, UPTIME.matcher(text).replaceFirst(""));
        }
        if (program.startsWith("slurm")) {
            return first(slurm, withoutOwnTag(program, text));
        }
        if (program.contains("fabricmanager") || program.equals("nv-fabricmanage")) {
            return first(fabric, text);
        }
        return program.isEmpty() ? unnamed(text) : List.of();
    }

    private List<LogMeaning> unnamed(String text) {
        String bare = UPTIME.matcher(text).replaceFirst("");
        Matcher tag = TAG.matcher(bare);
        if (tag.find() && (tag.group(1).equals("kernel") || tag.group(1).startsWith("slurm"))) {
            return classify(tag.group(1), bare.substring(tag.end()));
        }
        List<LogMeaning> found = first(kernel, bare);
        return found.isEmpty() && bare.startsWith("[") ? first(fabric, bare) : found;
    }

    /** Under systemd, Slurm's daemons write their own name a second time. */
    private static String withoutOwnTag(String program, String text) {
        return text.startsWith(program + ": ") ? text.substring(program.length() + 2) : text;
    }

    private static List<LogMeaning> first(List<Rule> rules, String text) {
        for (Rule rule : rules) {
            List<LogMeaning> found = rule.read(text);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
