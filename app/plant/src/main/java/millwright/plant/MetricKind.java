package millwright.plant;

/** GAUGE moves freely; COUNTER only grows until it is reset; STATE is an enumeration or a bit mask. */
public enum MetricKind {
    GAUGE,
    COUNTER,
    STATE
}
