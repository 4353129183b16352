package millwright.series;

/** Steps of a series, reduced per entity: one as it grew, or some packed. */
sealed interface RolledStep permits Rolled, PackedSteps {
    long start();

    long end();

    long bytes();

    /** @param since steps that ended before are left out @param until full-rate rows speak from here on */
    void fold(int[] places, WindowFold[] folds, long since, long until);
}
