package millwright.views.floor;

import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/** Which part of the hall is seen and how large. FX thread. Scale 1 is the drawing of the mocks. */
final class Camera {
    private static final double MAX_SCALE = 14;

    /** Room at the left for names and power of rows, px. */
    private final double left;

    /** Room above for the numbers of racks, px. */
    private final double above;

    private double scale = 1;
    private double x;
    private double y;
    private double fit = 1;

    /** How much taller than wide racks are drawn, so that a hall of one row fills the map instead of a strip of it. */
    private double stretch = 1;

    /** How much wider, for halls of short rows. */
    private double widen = 1;

    private boolean touched;

    Camera(double textScale) {
        left = Math.round(40 * textScale);
        above = Math.round(16 * textScale);
    }

    double leftRoom() {
        return left;
    }

    double topRoom() {
        return above;
    }

    /** Fits everything until the reader zooms. Small halls are enlarged, but no further than numbers need. */
    void fit(HallPlan plan, double width, double height) {
        double room = Math.min((width - left) / plan.width(), (height - above) / plan.height());
        fit = Math.clamp(room, 0.05, 4.5);
        stretch = Math.clamp((height - above) / (plan.height() * fit), 1, 2.4);
        widen = Math.clamp((width - left) / (plan.width() * fit), 1, 3);
        if (!touched) {
            reset();
        }
    }

    void reset() {
        touched = false;
        scale = fit;
        x = 0;
        y = 0;
    }

    void zoom(double factor, double atX, double atY) {
        double next = Math.clamp(scale * factor, fit, MAX_SCALE);
        double wx = (atX - left) / wide() + x;
        double wy = (atY - above) / tall() + y;
        scale = next;
        x = wx - (atX - left) / wide();
        y = wy - (atY - above) / tall();
        touched = next > fit;
        if (!touched) {
            reset();
        }
    }

    void pan(double dx, double dy, HallPlan plan) {
        if (touched) {
            x = Math.clamp(x - dx / wide(), 0, plan.width());
            y = Math.clamp(y - dy / tall(), 0, plan.height());
        }
    }

    /** So near that one rack is nearly all that is seen. */
    boolean fills(double width, double height) {
        return rackHeight() >= 0.9 * height || rackWidth() >= 0.6 * width;
    }

    /** Brings the rack to the middle, as near as the hall is seen; from so near that it fills the map, a little further off. */
    void leave(RackPlace rack, double width, double height) {
        if (!touched) {
            return;
        }
        while (scale > fit && fills(width, height)) {
            scale = Math.max(fit, scale / 1.2);
        }
        x = rack.column() * HallPlan.RACK_PITCH - (width - left) / wide() / 2 + 16;
        y = rack.line() * HallPlan.ROW_PITCH - (height - above) / tall() / 2 + 40;
        if (scale <= fit) {
            reset();
        }
    }

    /** Where the reader zoomed to; empty while everything is seen. */
    String save() {
        return touched ? scale + " " + x + " " + y : "";
    }

    /** A place that cannot be read is everything. */
    void restore(@Nullable String saved) {
        String[] numbers = saved == null ? new String[0] : saved.split(" ", -1);
        if (numbers.length == 3) {
            try {
                double wanted = Double.parseDouble(numbers[0]);
                x = Math.max(0, Double.parseDouble(numbers[1]));
                y = Math.max(0, Double.parseDouble(numbers[2]));
                touched = wanted > 0;
                scale = touched ? Math.min(MAX_SCALE, wanted) : scale;
            } catch (NumberFormatException e) {
                reset(); // a workspace may have been edited by hand
            }
        }
    }

    /** Moves the hall no further than needed to have the rack in sight. */
    void show(RackPlace rack, double width, double height, HallPlan plan) {
        double over = Math.max(0, left(rack) + rackWidth() - width);
        double under = Math.min(0, left(rack) - left);
        double below = Math.max(0, top(rack.line()) + rackHeight() - height);
        double atop = Math.min(0, top(rack.line()) - above);
        pan(-(over + under), -(below + atop), plan);
    }

    private double wide() {
        return scale * widen;
    }

    private double tall() {
        return scale * stretch;
    }

    /** Differs when anything would be drawn elsewhere. */
    String where() {
        return x + " " + y + " " + wide() + " " + tall();
    }

    boolean zoomed() {
        return touched;
    }

    int left(RackPlace rack) {
        return left(rack.column());
    }

    int left(int column) {
        return (int) Math.round(left + (column * HallPlan.RACK_PITCH - x) * wide());
    }

    int top(int line) {
        return (int) Math.round(above + (line * HallPlan.ROW_PITCH - y) * tall());
    }

    int rackWidth() {
        return Math.max(3, (int) Math.round(HallPlan.RACK_WIDTH * wide()));
    }

    int rackHeight() {
        return Math.max(4, (int) Math.round(HallPlan.RACK_HEIGHT * tall()));
    }

    /** Left or top edge of cell {@code i} of {@code n} in {@code size} px: cells tile the rack without a remainder. */
    static int edge(int i, int n, int size) {
        return (int) Math.round(i * (double) size / n);
    }

    int lineAt(double py) {
        return (int) Math.floor(((py - above) / tall() + y) / HallPlan.ROW_PITCH);
    }

    int columnAt(double px) {
        return (int) Math.floor(((px - left) / wide() + x) / HallPlan.RACK_PITCH);
    }
}
