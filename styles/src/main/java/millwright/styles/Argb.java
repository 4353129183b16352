package millwright.styles;

import javafx.scene.paint.Color;

/** Colours as the pixel buffers of JavaFX want them: premultiplied, alpha in the top byte (BGRA in memory). */
final class Argb {
    private Argb() {}

    static int of(Color c) {
        double a = c.getOpacity();
        return byteOf(a) << 24 | byteOf(c.getRed() * a) << 16 | byteOf(c.getGreen() * a) << 8 | byteOf(c.getBlue() * a);
    }

    private static int byteOf(double share) {
        return (int) Math.round(share * 255);
    }
}
