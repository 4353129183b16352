package millwright.connectors.capture;

/**
 * Into how many rows of the file the values of a tile are divided, so that one entity's day does not cost the fleet's.
 *
 * @param width entities of a part; the last one may have fewer
 */
record Division(int width) {
    /** As tiles are written. */
    static final Division WRITTEN = new Division(64);

    /** The widest of all formats. */
    static final int WIDEST = 128;

    /** As tiles of that format version stand in their file. */
    static Division of(int version) {
        return version == 1 ? new Division(WIDEST) : WRITTEN;
    }

    int count(int entities) {
        return (entities + width - 1) / width;
    }

    int width(int entities, int part) {
        return Math.min(width, entities - part * width);
    }
}
