package millwright.feed;

/** Priority of an alarm, or weight of an event: 1 critical to 4 low; INFO never alarms. Append only. */
public enum Priority {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** 1 to 4 as printed in the alarm shape; 5 for INFO. */
    public int number() {
        return ordinal() + 1;
    }
}
