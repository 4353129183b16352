package millwright.series;

/** Full-rate rows that will not change any more. Immutable, any thread. */
interface SealedRows {
    long from();

    long to();

    /** Longest stretch that one of its rows speaks for, ns. */
    long hold();

    long bytes();

    void fold(int[] places, WindowFold[] folds);
}
