package millwright.plant;

/** The six states of a value, never confused with each other or with zero. Ordinals are on the wire: append only. */
public enum DataState {
    OK,
    STALE,
    NO_DATA,
    NOT_SUPPORTED,
    FORBIDDEN,
    BAD
}
