package millwright.plant;

/** NVLINK is scale-up inside a rack; LEAF and SPINE are the east-west fabric. */
public enum FabricTier {
    NVLINK,
    LEAF,
    SPINE
}
