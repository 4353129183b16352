package millwright.plant;

/** Edges already seen, so that a relation told twice counts once. One thread; 16 to 32 bytes an edge while building. */
final class EdgeSet {
    private final long[] keys;
    private final int shift;

    /** @param most edges that will be added */
    EdgeSet(int most) {
        int bits = Math.max(2, 33 - Integer.numberOfLeadingZeros(most));
        keys = new long[1 << bits];
        shift = 64 - bits;
    }

    /** False when the same edge with the same tag was added before. */
    boolean add(int from, int to, byte tag) {
        // Indices of 29 bits are far beyond what fits in memory; one is added because 0 marks a free place.
        long key = (((long) from << 35) | ((long) to << 6) | tag) + 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
        while (keys[at] != 0) {
            if (keys[at] == key) {
                return false;
            }
            at = (at + 1) & (keys.length - 1);
        }
        keys[at] = key;
        return true;
    }
}
