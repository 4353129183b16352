package millwright.plant;

/** Phase of a feed; ALL is a balanced three-phase feed. */
public enum Phase {
    NONE,
    L1,
    L2,
    L3,
    ALL
}
