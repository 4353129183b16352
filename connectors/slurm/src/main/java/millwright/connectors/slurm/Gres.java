package millwright.connectors.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Generic resources of one node, or of one job on one node, as Slurm writes them: {@code gpu:h100:8(S:0-1)},
 * {@code gpu:h100:2(IDX:0-1)}, {@code gpu:4}, {@code gpu(IDX:0-3)}.
 *
 * @param type for example {@code h100}; empty when not said
 * @param count how many @param indices which of the node's; empty when not said
 */
record Gres(String name, String type, int count, List<Integer> indices) {
    /** No board has more; keeps a text from asking for a billion. */
    static final int MOST = 1024;

    private static final Pattern COUNT = Pattern.compile("[0-9]+[KMGkmg]?");

    Gres {
        indices = List.copyOf(indices);
    }

    /** Only the GPUs of the text. @throws IllegalArgumentException quoting what cannot be understood */
    static List<Gres> gpus(String text) {
        List<Gres> found = new ArrayList<>();
        for (String part : parts(text)) {
            if (!part.isEmpty() && !part.equals("N/A") && !part.equals("(null)")) {
                Gres gres = one(part);
                if (gres.name().equals("gpu")) {
                    found.add(gres);
                }
            }
        }
        return found;
    }

    /** Split at commas outside of parentheses. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == text.length())) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts;
    }

    private static Gres one(String part) {
        int open = part.indexOf('(');
        String head = open < 0 ? part : part.substring(0, open);
        head = head.startsWith("gres:") || head.startsWith("gres/") ? head.substring(5) : head;
        String[] words = head.split(":", -1);
        boolean counted = words.length > 1 && isCount(words[words.length - 1]);
        List<Integer> indices = indices(part, open);
        int count = counted ? count(part, words[words.length - 1]) : indices.isEmpty() ? 1 : indices.size();
        int end = counted ? words.length - 1 : words.length;
        String type = end > 1 ? String.join(":", List.of(words).subList(1, end)) : "";
        return new Gres(words[0].toLowerCase(Locale.ROOT), type.equals("(null)") ? "" : type, count, indices);
    }

    private static boolean isCount(String word) {
        return COUNT.matcher(word).matches();
    }

    /** A resource that is no board, such as bandwidth, may be counted in thousands; nothing is made of it. */
    private static int count(String part, String word) {
        if ("KMG".indexOf(Character.toUpperCase(word.charAt(word.length() - 1))) >= 0) {
            return MOST;
        }
        return Math.min(MOST, number(part, word, Integer.MAX_VALUE));
    }

    private static List<Integer> indices(String part, int open) {
        int at = open < 0 ? -1 : part.indexOf("IDX:", open);
        int close = at < 0 ? -1 : part.indexOf(')', at);
        if (close < 0) {
            return List.of();
        }
        List<Integer> indices = new ArrayList<>();
        for (String range : part.substring(at + 4, close).split(",", -1)) {
            String text = range.strip();
            if (text.isEmpty() || text.equals("N/A")) {
                continue;
            }
            int dash = text.indexOf('-');
            int low = number(part, dash < 0 ? text : text.substring(0, dash), MOST - 1);
            int high = dash < 0 ? low : number(part, text.substring(dash + 1), MOST - 1);
            for (int i = low; i <= high; i++) {
                indices.add(i);
            }
        }
        return indices;
    }

    private static int number(String part, String digits, int highest) {
        try {
            int value = Integer.parseInt(digits);
            if (value >= 0 && value <= highest) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("generic resource '" + part + "' cannot be understood", e);
        }
        throw new IllegalArgumentException("generic resource '" + part + "': " + digits + " is out of range");
    }
}
