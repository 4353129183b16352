package millwright.plant;

/** How values of a metric are stored. Ordinals are on the wire: append only. */
public enum ValueType {
    F32,
    F64,
    I64,
    ENUM,
    MASK,
    HISTOGRAM
}
