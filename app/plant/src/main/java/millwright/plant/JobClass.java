package millwright.plant;

/** What a job is for, which decides its expected shape. */
public enum JobClass {
    TRAINING,
    INFERENCE,
    BATCH,
    IDLE_RESERVE,
    OTHER
}
