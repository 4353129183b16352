package millwright.styles;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * A scale of colours for magnitude, linear in sRGB between evenly spaced stops. Immutable; any thread. A position that
 * is not a number has no colour: the result is fully transparent, never the colour of zero.
 */
public final class HeatRamp {
    private static final int STEPS = 256;

    private final double low;
    private final double high;
    private final List<Color> stops;
    private final Color lightInk;
    private final Color darkInk;
    private final int[] lut = new int[STEPS];
    private final boolean[] dark = new boolean[STEPS];

    HeatRamp(double low, double high, List<Color> stops, Color lightInk, Color darkInk) {
        this.low = low;
        this.high = high;
        this.stops = List.copyOf(stops);
        this.lightInk = lightInk;
        this.darkInk = darkInk;
        for (int i = 0; i < STEPS; i++) {
            Color c = between(i / (STEPS - 1.0));
            lut[i] = Argb.of(c);
            dark[i] = Contrast.ratio(lightInk, c) >= Contrast.ratio(darkInk, c);
        }
    }

    /** First position; below it the colour stays the first one and the end counts as clamped. */
    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    public Color color(double position) {
        return Double.isNaN(position) ? Color.TRANSPARENT : between(share(position));
    }

    /** Premultiplied ARGB of the nearest of 256 steps. */
    public int argb(double position) {
        return Double.isNaN(position) ? 0 : lut[step(position)];
    }

    /** The 256 steps from {@link #low()} to {@link #high()}, premultiplied ARGB; the caller's own copy. */
    public int[] lut() {
        return lut.clone();
    }

    /** The colour for a number written on a cell at this position. */
    public Color ink(double position) {
        return Double.isNaN(position) || dark[step(position)] ? lightInk : darkInk;
    }

    private int step(double position) {
        return (int) (share(position) * (STEPS - 1) + 0.5);
    }

    private double share(double position) {
        double share = (position - low) / (high - low);
        return share < 0 ? 0 : share > 1 ? 1 : share;
    }

    private Color between(double share) {
        double at = share * (stops.size() - 1);
        int left = Math.min((int) at, stops.size() - 2);
        return stops.get(left).interpolate(stops.get(left + 1), at - left);
    }
}
