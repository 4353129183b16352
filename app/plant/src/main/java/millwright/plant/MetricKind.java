package millwright.plant;

/**
 * GAUGE moves freely. COUNTER only grows: what the device had counted when its source first read it, plus what it has
 * counted since, over wraps, resets and restarts of the device; where only growth is told, from zero. A source that is opened
 * anew begins with what the device shows then. STATE is an enumeration or a bit mask.
 */
public enum MetricKind {
    GAUGE,
    COUNTER,
    STATE
}
