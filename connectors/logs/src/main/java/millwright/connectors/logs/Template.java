package millwright.connectors.logs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lines that are alike: their words, with a star where they differ, and how many came. One thread at a time. */
final class Template {
    static final String ANY = "<*>";
    /** Hosts that are told apart; of more it is only known that they are more. */
    static final int HOSTS = 64;

    private final String program;
    private final String[] words;
    private final Set<String> hosts = new LinkedHashSet<>();
    private String example;
    private long total;
    private long fresh;
    private boolean told;

    Template(String program, List<String> words, String example) {
        this.program = program;
        this.words = words.toArray(String[]::new);
        this.example = example;
    }

    /** Share of words that are the same; a star is the same as anything, yet counts for nothing. */
    double likeness(List<String> other) {
        int same = 0;
        for (int i = 0; i < words.length; i++) {
            same += !words[i].equals(ANY) && words[i].equals(other.get(i)) ? 1 : 0;
        }
        return words.length == 0 ? 1 : same / (double) words.length;
    }

    int stars() {
        int stars = 0;
        for (String word : words) {
            stars += word.equals(ANY) ? 1 : 0;
        }
        return stars;
    }

    void count(List<String> line, String host, String text) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].equals(line.get(i))) {
                words[i] = ANY;
            }
        }
        if (hosts.size() < HOSTS) {
            hosts.add(host);
        }
        example = text;
        total++;
        fresh++;
    }

    String program() {
        return program;
    }

    String text() {
        return String.join(" ", words);
    }

    String example() {
        return example;
    }

    Set<String> hosts() {
        return hosts;
    }

    long total() {
        return total;
    }

    /** Lines since {@link #tell}. */
    long fresh() {
        return fresh;
    }

    boolean isNew() {
        return !told;
    }

    void tell() {
        told = true;
        fresh = 0;
        hosts.clear();
    }
}
