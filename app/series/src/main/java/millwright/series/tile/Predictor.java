package millwright.series.tile;

/** What is subtracted from a value before its bits are split into planes. Ordinals are in the file: append only. */
enum Predictor {
    /** The smallest value of the group: best for what jumps about within a narrow band. */
    LOWEST,
    /** The same entity's previous value, zigzag so that the sign does not fill the upper planes. */
    PREVIOUS,
    /** Exclusive or with the same entity's previous value: best for raw floats. */
    XOR
}
