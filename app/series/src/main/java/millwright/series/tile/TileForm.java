package millwright.series.tile;

/** How the values of a column group are held. Ordinals are in the file: append only. */
public enum TileForm {
    /** Whole multiples of the metric's quantum; taken only when every value comes back with identical bits. */
    QUANTUM,
    /** The 32 bits of each float. */
    RAW32,
    /** The 64 bits of each double. */
    RAW64,
    /** Whole numbers. */
    LONG
}
