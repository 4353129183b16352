package millwright.plant;

import java.util.Arrays;

/** The relations of one kind in one direction as compressed rows: neighbours of i are at start[i]..start[i+1]. */
final class Adjacency {
    private final int[] start;
    private final int[] neighbour;
    private final byte[] tag;

    private Adjacency(int[] start, int[] neighbour, byte[] tag) {
        this.start = start;
        this.neighbour = neighbour;
        this.tag = tag;
    }

    /** @param count edges in use of the arrays @param tags side and phase of each edge, see {@link #tag} */
    static Adjacency of(int entities, int[] from, int[] to, byte[] tags, int count) {
        int[] start = new int[entities + 1];
        for (int e = 0; e < count; e++) {
            start[from[e] + 1]++;
        }
        for (int i = 0; i < entities; i++) {
            start[i + 1] += start[i];
        }
        int[] next = Arrays.copyOf(start, entities);
        int[] neighbour = new int[count];
        byte[] tag = new byte[count];
        for (int e = 0; e < count; e++) {
            int at = next[from[e]]++;
            neighbour[at] = to[e];
            tag[at] = tags[e];
        }
        return new Adjacency(start, neighbour, tag);
    }

    static byte tag(Relation relation) {
        return (byte) (relation.side().ordinal() * 8 + relation.phase().ordinal());
    }

    int first(int index) {
        return start[index];
    }

    int end(int index) {
        return start[index + 1];
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
        return Arrays.copyOfRange(neighbour, start[index], start[index + 1]);
    }
}
