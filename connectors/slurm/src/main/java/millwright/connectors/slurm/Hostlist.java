package millwright.connectors.slurm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Slurm's way to write many host names in one: {@code node[001-016,020],login1}, several brackets in a name allowed.
 * Stateless; what a text may unfold to is bounded, for {@code n[0-999999999]} is twelve letters.
 */
final class Hostlist {
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_DIGITS = 18;

    private Hostlist() {}

    /**
     * @param most names that it may unfold to
     * @return names in the order of the text, each once
     * @throws IllegalArgumentException naming the place in the text
     */
    static List<String> expand(String text, int most) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a host list of " + text.length() + " characters is too long");
        }
        Set<String> names = new LinkedHashSet<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == '[' && ++depth > 1) {
                throw wrong(text, i, "a bracket within a bracket");
            } else if (c == ']' && --depth < 0) {
                throw wrong(text, i, "']' without '['");
            } else if (c == ',' && depth == 0) {
                String one = text.substring(start, i).strip();
                if (!one.isEmpty()) {
                    unfold(one, names, most);
                }
                start = i + 1;
            }
        }
        if (depth != 0) {
            throw wrong(text, text.length(), "']' is missing");
        }
        return List.copyOf(names);
    }

    private static void unfold(String one, Set<String> into, int most) {
        List<String> names = List.of("");
        int at = 0;
        while (at < one.length()) {
            int open = one.indexOf('[', at);
            if (open < 0) {
                names = joined(names, List.of(one.substring(at)), most);
                break;
            }
            int close = one.indexOf(']', open);
            names = joined(names, List.of(one.substring(at, open)), most);
            names = joined(names, numbers(one, open + 1, close, most), most);
            at = close + 1;
        }
        into.addAll(names);
        bounded(into.size(), most);
    }

    private static List<String> joined(List<String> heads, List<String> tails, int most) {
        bounded((long) heads.size() * tails.size(), most);
        List<String> all = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                all.add(head + tail);
            }
        }
        return all;
    }

    /** {@code 001-016,020}: a range is as wide as its first number is written. */
    private static List<String> numbers(String text, int from, int to, int most) {
        List<String> numbers = new ArrayList<>();
        for (String part : text.substring(from, to).split(",", -1)) {
            int dash = part.indexOf('-');
            String first = dash < 0 ? part : part.substring(0, dash);
            long low = number(text, from, first);
            long high = dash < 0 ? low : number(text, from, part.substring(dash + 1));
            if (high < low) {
                throw wrong(text, from, "the range " + part + " runs backwards");
            }
            bounded(numbers.size() + (high - low) + 1, most);
            for (long n = low; n <= high; n++) {
                String digits = Long.toString(n);
                numbers.add("0".repeat(Math.max(0, first.length() - digits.length())) + digits);
            }
        }
        return numbers;
    }

    private static long number(String text, int at, String digits) {
        boolean plain = !digits.isEmpty() && digits.length() <= MAX_DIGITS;
        for (int i = 0; plain && i < digits.length(); i++) {
            plain = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!plain) {
            throw wrong(text, at, "'" + clipped(digits) + "' is not a number");
        }
        return Long.parseLong(digits);
    }

    private static void bounded(long count, int most) {
        if (count > most) {
            throw new IllegalArgumentException("a host list unfolds to more than " + most + " names");
        }
    }

    private static IllegalArgumentException wrong(String text, int at, String what) {
        return new IllegalArgumentException("host list '" + clipped(text) + "': " + what + " at character " + (at + 1));
    }

    private static String clipped(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
