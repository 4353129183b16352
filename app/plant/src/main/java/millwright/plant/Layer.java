package millwright.plant;

/** The lanes of the timeline, top to bottom. */
public enum Layer {
    FACILITY,
    COOLING,
    NETWORK,
    NODE,
    GPU,
    JOB,
    LOG,
    CONTROL
}
