package millwright.plant;

/**
 * Workload power profile by its in-band id (DCGM, nvidia-smi), 0 to 255. The out-of-band id (Redfish) of the same
 * profile is 3 higher; the two are different types, so that mixing them up does not compile.
 */
public record InBandProfile(int id) {
    public static final InBandProfile MAX_P = new InBandProfile(0);
    public static final InBandProfile MAX_Q = new InBandProfile(1);

    public InBandProfile {
        if (id < 0 || id > 255) {
            throw new IllegalArgumentException("in-band power profile ids run from 0 to 255, not " + id);
        }
    }

    public OutOfBandProfile outOfBand() {
        return new OutOfBandProfile(id + OutOfBandProfile.OFFSET);
    }
}
