package millwright.connectors.logs;

import java.util.ArrayList;
import java.util.List;

/** Slurm's way of writing many hosts: {@code n[1-3,07],login}. At most 1,024 of them; what is no list is one name. */
final class HostList {
    static final int MOST = 1_024;

    private HostList() {}

    static List<String> expand(String text) {
        List<String> hosts = new ArrayList<>();
        for (String part : split(text)) {
            int open = part.indexOf('[');
            int close = part.indexOf(']', open + 1);
            if (open < 0 || close < 0) {
                add(hosts, part);
                continue;
            }
            String before = part.substring(0, open);
            for (String range : part.substring(open + 1, close).split(",", -1)) {
                range(hosts, before, range, part.substring(close + 1));
            }
        }
        return hosts;
    }

    private static void range(List<String> hosts, String before, String range, String after) {
        String[] ends = range.split("-", -1);
        boolean numbers = range.matches("\\d{1,9}(-\\d{1,9})?");
        if (!numbers || ends.length == 1) {
            add(hosts, before + range + after);
            return;
        }
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[1]);
        for (int i = first; i <= last && hosts.size() < MOST; i++) {
            String number = Integer.toString(i);
            add(hosts, before + "0".repeat(Math.max(0, ends[0].length() - number.length())) + number + after);
        }
    }

    private static void add(List<String> hosts, String host) {
        if (hosts.size() < MOST && !host.isBlank()) {
            hosts.add(host);
        }
    }

    /** At commas outside of brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
