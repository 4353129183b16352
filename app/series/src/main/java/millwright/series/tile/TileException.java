package millwright.series.tile;

/** Bytes that are no sound tile: cut off, altered, made up, or above the reader's limits. The message is one line. */
public final class TileException extends Exception {
    private static final long serialVersionUID = 1;

    TileException(String reason) {
        super(reason);
    }
}
