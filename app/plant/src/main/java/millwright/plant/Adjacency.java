package millwright.plant;

import java.util.Arrays;

/**
 * The relations of one kind in one direction as compressed rows. Most entities have none of a kind, so only the others
 * have a row; a bit and the count of bits before it lead there. Immutable, any thread.
 */
final class Adjacency {
    private final long[] present;
    private final int[] before;
    private final int[] start;
    private final int[] neighbour;
    private final byte[] tag;

    private Adjacency(long[] present, int[] before, int[] start, int[] neighbour, byte[] tag) {
        this.present = present;
        this.before = before;
        this.start = start;
        this.neighbour = neighbour;
        this.tag = tag;
    }

    /** @param count edges in use of the arrays @param tags side and phase of each edge, see {@link #tag} */
    static Adjacency of(int entities, int[] from, int[] to, byte[] tags, int count) {
        long[] present = new long[entities / 64 + 1];
        for (int e = 0; e < count; e++) {
            present[from[e] >> 6] |= 1L << from[e];
        }
        int[] before = new int[present.length + 1];
        for (int word = 0; word < present.length; word++) {
            before[word + 1] = before[word] + Long.bitCount(present[word]);
        }
        int[] start = new int[before[present.length] + 1];
        for (int e = 0; e < count; e++) {
            start[row(present, before, from[e]) + 1]++;
        }
        for (int row = 1; row < start.length; row++) {
            start[row] += start[row - 1];
        }
        int[] next = start.clone();
        int[] neighbour = new int[count];
        byte[] tag = new byte[count];
        for (int e = 0; e < count; e++) {
            int at = next[row(present, before, from[e])]++;
            neighbour[at] = to[e];
            tag[at] = tags[e];
        }
        return new Adjacency(present, before, start, neighbour, tag);
    }

    /** Rows before that of {@code index}, which is its own row when it has one. */
    private static int row(long[] present, int[] before, int index) {
        return before[index >> 6] + Long.bitCount(present[index >> 6] & ((1L << index) - 1));
    }

    static byte tag(Relation relation) {
        return (byte) (relation.side().ordinal() * 8 + relation.phase().ordinal());
    }

    int first(int index) {
        return start[row(present, before, index)];
    }

    int end(int index) {
        int has = (int) (present[index >> 6] >>> index) & 1;
        return start[row(present, before, index) + has];
    }

    int neighbour(int at) {
        return neighbour[at];
    }

    Side side(int at) {
        return Side.values()[tag[at] / 8];
    }

    Phase phase(int at) {
        return Phase.values()[tag[at] % 8];
    }

    int[] neighbours(int index) {
        return Arrays.copyOfRange(neighbour, first(index), end(index));
    }
}
