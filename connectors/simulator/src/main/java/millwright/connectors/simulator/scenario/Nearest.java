package millwright.connectors.simulator.scenario;

import java.util.Collection;

/** The word someone probably meant. */
final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean 'seed'?"}, or the whole list when nothing is close. */
    static String hint(String word, Collection<String> known) {
        String best = "";
        int distance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int d = distance(word, candidate);
            if (d < distance) {
                distance = d;
                best = candidate;
            }
        }
        return distance <= Math.max(2, word.length() / 2)
                ? "; did you mean '" + best + "'?"
                : "; known are " + String.join(", ", known);
    }

    /** Levenshtein distance: insertions, deletions and replacements of one character. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
