package millwright.plant;

/**
 * Where a device sits in its rack.
 *
 * @param unit lowest rack unit, from 1; 0 when it is not placed
 * @param height rack units
 */
public record RackSlot(int unit, int height, Width width, Face face) {
    public enum Width {
        FULL,
        LEFT_HALF,
        RIGHT_HALF
    }

    public enum Face {
        FRONT,
        REAR
    }

    public static final RackSlot UNPLACED = new RackSlot(0, 1, Width.FULL, Face.FRONT);

    public RackSlot {
        if (unit < 0 || height < 1) {
            throw new IllegalArgumentException(
                    "rack slot needs unit >= 0 and height >= 1, not " + unit + " and " + height);
        }
    }

    public static RackSlot full(int unit, int height) {
        return new RackSlot(unit, height, Width.FULL, Face.FRONT);
    }

    /** True when both would occupy the same space; two halves side by side do not. */
    public boolean collidesWith(RackSlot other) {
        boolean rows = unit < other.unit + other.height && other.unit < unit + height;
        boolean columns = width == Width.FULL || other.width == Width.FULL || width == other.width;
        return unit > 0 && other.unit > 0 && rows && columns && face == other.face;
    }
}
