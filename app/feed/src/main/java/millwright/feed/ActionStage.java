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
    FAILED;

    public boolean isFinal() {
        return switch (this) {
            case REFUSED, WITHDRAWN, EXPIRED, CONFIRMED, PARTIAL, ROLLED_BACK, FAILED -> true;
            case PROPOSED, APPROVED, EXECUTING, OBSERVING -> false;
        };
    }
}
