package millwright.plant;

/** Which of two independent feeds. */
public enum Side {
    NONE,
    A,
    B
}
