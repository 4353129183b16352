package millwright.feed;

/** ISA-18.2 states of an alarm. RETURNED: the cause is gone and nobody has acknowledged it yet. Append only. */
public enum AlarmState {
    NORMAL,
    UNACKNOWLEDGED,
    ACKNOWLEDGED,
    RETURNED,
    SHELVED;

    /** Whether somebody still has to acknowledge it, be it over or not. */
    public boolean open() {
        return this == UNACKNOWLEDGED || this == RETURNED;
    }
}
