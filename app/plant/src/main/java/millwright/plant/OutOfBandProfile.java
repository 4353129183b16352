package millwright.plant;

/** Workload power profile by its out-of-band id (Redfish, DPS), 3 to 258. */
public record OutOfBandProfile(int id) {
    static final int OFFSET = 3;

    public OutOfBandProfile {
        if (id < OFFSET || id > 255 + OFFSET) {
            throw new IllegalArgumentException("out-of-band power profile ids run from 3 to 258, not " + id);
        }
    }

    public InBandProfile inBand() {
        return new InBandProfile(id - OFFSET);
    }
}
