package millwright.plant;

/** Whether a limit must not be exceeded or not be undercut. */
public enum Bound {
    UPPER,
    LOWER
}
