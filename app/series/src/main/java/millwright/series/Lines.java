package millwright.series;

/**
 * How the entities of a step lie in a tile. Side by side as one tick, many of them would make groups of the codec of no
 * more than 64 values each, which their headers outweigh; so they stand in lines of 64 below each other, as if these were
 * ticks.
 *
 * @param count lines of a block, at least 1; with 1 they stand side by side
 */
record Lines(int entities, int count) {
    /** Lines of a block of one step: more would save little, and reading one value unpacks its block. */
    static final int MOST = 64;

    private static final int LENGTH = 64;

    /** Entities side by side; those of the last block are made up where there are no more. */
    int columns() {
        int block = LENGTH * count;
        return count == 1 ? entities : (entities + block - 1) / block * LENGTH;
    }

    /** Places of one step, those of entities that are made up included. */
    int places() {
        return columns() * count;
    }

    int column(int entity) {
        return entity / (LENGTH * count) * LENGTH + entity % LENGTH;
    }

    /** As which of the ticks of its column a value of that step stands. */
    int tick(int entity, int step) {
        return step * count + entity % (LENGTH * count) / LENGTH;
    }
}
