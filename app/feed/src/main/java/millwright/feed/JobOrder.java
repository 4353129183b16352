package millwright.feed;

/** What a scheduler may be told about a job. On the wire: append only. */
public enum JobOrder {
    /** Stops it and puts it back into the queue. */
    REQUEUE,
    /** Ends it for good. */
    CANCEL,
    /** Keeps a waiting job from starting. */
    HOLD,
    /** Lets a held job start again. */
    RELEASE
}
