package millwright.styles;

import javafx.scene.paint.Color;

/** How far two colours stand apart for reading, as WCAG 2.x computes it. */
public final class Contrast {
    private Contrast() {}

    /** 1 (the same) to 21 (black on white); 4.5 is the least for text, 3 for symbols. Opacity is not looked at. */
    public static double ratio(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
