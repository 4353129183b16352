package millwright.control;

/** What a caller may do; each role includes the ones before it. Append only: it is in audit files. */
public enum Role {
    WATCH,
    OPERATE,
    APPROVE;

    public boolean includes(Role other) {
        return ordinal() >= other.ordinal();
    }
}
