package millwright.desk.find;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * Names in one block of bytes, so that a quarter of a million of them are searched in a few milliseconds. Immutable, any
 * thread. Each word of the query must be found in a name, in one piece or letter by letter in order; shorter names and
 * hits at the start of a word come first.
 */
public final class NameIndex {
    private static final int MISS = Integer.MIN_VALUE;

    private final byte[] text;
    private final int[] start;

    private NameIndex(byte[] text, int[] start) {
        this.text = text;
        this.start = start;
    }

    public static NameIndex of(List<String> names) {
        int[] start = new int[names.size() + 1];
        byte[] text = new byte[Math.max(64, names.size() * 16)];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            int end = start[i] + name.length;
            if (end > text.length) {
                text = Arrays.copyOf(text, Math.max(end, text.length * 2));
            }
            System.arraycopy(name, 0, text, start[i], name.length);
            start[i + 1] = end;
        }
        return new NameIndex(Arrays.copyOf(text, start[names.size()]), start);
    }

    public int size() {
        return start.length - 1;
    }

    /** The best {@code most} hits, best first; equal ones in the order they were indexed. */
    public List<Hit> search(String query, int most) {
        byte[][] words = words(query);
        Comparator<Hit> worstFirst = Comparator.comparingInt(Hit::score)
                .thenComparing(Comparator.comparingInt(Hit::index).reversed());
        PriorityQueue<Hit> best = new PriorityQueue<>(most + 1, worstFirst);
        for (int i = 0; i < size() && words.length > 0; i++) {
            int score = score(words, start[i], start[i + 1]);
            boolean better = best.size() < most
                    || score > java.util.Objects.requireNonNull(best.peek()).score();
            if (score != MISS && better) {
                best.add(new Hit(i, score));
                if (best.size() > most) {
                    best.poll();
                }
            }
        }
        List<Hit> hits = new ArrayList<>(best);
        hits.sort(worstFirst.reversed());
        return hits;
    }

    private static byte[][] words(String query) {
        return Arrays.stream(query.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private int score(byte[][] words, int from, int to) {
        int sum = 0;
        for (byte[] word : words) {
            int score = piece(word, from, to);
            if (score == MISS) {
                score = scattered(word, from, to);
            }
            if (score == MISS) {
                return MISS;
            }
            sum += score;
        }
        return sum - (to - from);
    }

    /** 1000 for a whole word of the name, 600 at the start of one, 300 inside one. */
    private int piece(byte[] word, int from, int to) {
        int best = MISS;
        for (int at = from; at + word.length <= to; at++) {
            if (text[at] == word[0] && Arrays.equals(text, at, at + word.length, word, 0, word.length)) {
                boolean starts = at == from || !letter(text[at - 1]);
                boolean ends = at + word.length == to || !letter(text[at + word.length]);
                best = Math.max(best, starts && ends ? 1000 : starts ? 600 : 300);
            }
        }
        return best;
    }

    /** Up to 100: the letters in order, fewer points the further they are spread. */
    private int scattered(byte[] word, int from, int to) {
        int next = 0;
        int first = -1;
        for (int at = from; at < to; at++) {
            if (text[at] == word[next]) {
                first = first < 0 ? at : first;
                if (++next == word.length) {
                    return 100 - Math.min(90, at + 1 - first - word.length);
                }
            }
        }
        return MISS;
    }

    private static boolean letter(byte b) {
        return b < 0 || b >= 'a' && b <= 'z' || b >= '0' && b <= '9';
    }
}
