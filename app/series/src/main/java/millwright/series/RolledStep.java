package millwright.series;

/** A step of a series, reduced per entity; still growing, or packed. */
sealed interface RolledStep permits Rolled, PackedStep {
    long start();

    long end();

    long bytes();

    /** @param until full-rate rows speak from here on */
    void fold(int[] places, WindowFold[] folds, long until);
}
