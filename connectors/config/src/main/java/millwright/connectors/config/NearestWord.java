package millwright.connectors.config;

import java.util.List;
import java.util.Locale;

/** Finds the word that somebody most likely meant. */
public final class NearestWord {
    private NearestWord() {}

    /** {@code "; did you mean 'x'?"} or {@code "; known are: a, b"}. */
    public static String hint(String written, List<String> known) {
        String best = "";
        int fewest = Integer.MAX_VALUE;
        for (String word : known) {
            int edits = edits(written.toLowerCase(Locale.ROOT), word);
            if (edits < fewest) {
                fewest = edits;
                best = word;
            }
        }
        boolean close = fewest <= Math.max(2, written.length() / 3);
        return close ? "; did you mean '" + best + "'?" : "; known are: " + String.join(", ", known);
    }

    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
