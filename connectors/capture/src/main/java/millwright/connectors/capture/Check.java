package millwright.connectors.capture;

/** Whether SQLite's own check of a whole file was made, and what it found. */
public enum Check {
    /** Too large to be checked before use; each row's checksum still is. */
    UNCHECKED,
    CHECKED,
    DAMAGED
}
