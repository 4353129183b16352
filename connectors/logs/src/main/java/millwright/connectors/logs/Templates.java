package millwright.connectors.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sorts lines into templates after Drain (He, Zhu, Zheng, Lyu, 2017): by program, number of words and first words, then
 * into the likest. One thread at a time; at most 2,000 templates of at most 40 words, lines beyond are counted as one.
 */
final class Templates {
    static final int MOST = 2_000;
    private static final int WORDS = 40;
    /** Templates that one branch of the tree may hold. */
    private static final int BRANCH = 100;

    /** On the five samples of loghub this gives the groups that people made, best of 0.3, 0.39 and 0.5. */
    private static final double ALIKE = 0.3;

    private static final Pattern VARIABLE = Pattern.compile(".*\\d.*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private record Key(String program, int words, String first, String second) {}

    private final Map<Key, List<Template>> tree = new HashMap<>();
    private final List<Template> all = new ArrayList<>();
    private final Template others = new Template("", List.of("(other", "lines)"), "");

    /** Counts a line. @return its template */
    Template add(String program, String host, String message) {
        List<String> words = words(message);
        Key key = new Key(program, words.size(), word(words, 0), word(words, 1));
        Template best = best(tree.get(key), words);
        if (best == null) {
            best = room(key) ? create(key, words, message) : others;
        }
        best.count(best == others ? List.of("(other", "lines)") : words, host, message);
        return best;
    }

    private boolean room(Key key) {
        List<Template> branch = tree.get(key);
        return all.size() < MOST && (branch == null || branch.size() < BRANCH);
    }

    private Template create(Key key, List<String> words, String message) {
        Template created = new Template(key.program(), words, message);
        tree.computeIfAbsent(key, k -> new ArrayList<>()).add(created);
        all.add(created);
        return created;
    }

    private static @Nullable Template best(@Nullable List<Template> branch, List<String> words) {
        Template best = null;
        double likest = -1;
        for (Template template : branch == null ? List.<Template>of() : branch) {
            double likeness = template.likeness(words);
            if (likeness > likest || likeness == likest && best != null && template.stars() > best.stars()) {
                likest = likeness;
                best = template;
            }
        }
        // of words that are all variable nothing can be the same
        return likest >= ALIKE || best != null && best.stars() == words.size() ? best : null;
    }

    private static String word(List<String> words, int at) {
        return at < words.size() ? words.get(at) : "";
    }

    /** Words with a digit are taken for values. */
    static List<String> words(String message) {
        List<String> words = new ArrayList<>();
        for (String word : SPACE.split(message.length() > 2_000 ? message.substring(0, 2_000) : message)) {
            if (words.size() == WORDS) {
                break;
            }
            if (!word.isEmpty()) {
                words.add(VARIABLE.matcher(word).matches() ? Template.ANY : word);
            }
        }
        return words;
    }

    int size() {
        return all.size();
    }

    /** With lines since they were told last, new ones first, then those with the most lines. */
    List<Template> due() {
        List<Template> due = new ArrayList<>(all);
        due.add(others);
        due.removeIf(t -> t.fresh() == 0);
        due.sort(Comparator.comparing(Template::isNew)
                .reversed()
                .thenComparing(Template::fresh, Comparator.reverseOrder()));
        return due;
    }
}
