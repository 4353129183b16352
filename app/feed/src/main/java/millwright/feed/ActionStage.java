package millwright.feed;

/** Where an action stands. Append only. */
public enum ActionStage {
    PROPOSED,
    REFUSED,
    WITHDRAWN,
    EXPIRED,
    APPROVED,
    EXECUTING,
    OBSERVING,
    CONFIRMED,
    PARTIAL,
    ROLLED_BACK,
    FAILED,
    /** Nobody can say whether it was carried out: its source or its gateway fell silent in between. */
    UNKNOWN;

    public boolean isFinal() {
        return switch (this) {
            case REFUSED, WITHDRAWN, EXPIRED, CONFIRMED, PARTIAL, ROLLED_BACK, FAILED, UNKNOWN -> true;
            case PROPOSED, APPROVED, EXECUTING, OBSERVING -> false;
        };
    }
}
