package millwright.connectors.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Finds the word that somebody most likely meant, whatever the case of its letters. */
public final class NearestWord {
    /** What stands in files of its own; of others, such as certificates, the file is what is named anyway. */
    private static final Set<String> SECRETS = Set.of("token", "password", "community", "auth", "privacy");

    private NearestWord() {}

    /** {@code "; did you mean 'x'?"} or {@code "; known are: a, b"}. */
    public static String hint(String written, Collection<String> known) {
        String file = written + "-file";
        if (known.contains(file)) {
            return SECRETS.contains(written)
                    ? "; no secret stands here: write it into a file, and name that with '" + file + "'"
                    : "; did you mean '" + file + "'?";
        }
        return to(written, known)
                .map(word -> "; did you mean '" + word + "'?")
                .orElseGet(() -> "; known are: " + String.join(", ", known));
    }

    /** The nearest word, if it is near at all or begins with what was written. */
    public static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> edits(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(word -> edits(written, word) <= Math.max(2, written.length() / 3)
                        || !written.isEmpty() && word.startsWith(written));
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
                int swap = previous[j - 1] + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
                current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
