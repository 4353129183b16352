package millwright.views.kit;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.styles.Palette;
import millwright.styles.Token;

/**
 * Fills cells of a heatmap in an int array, each of the six states in its own drawing, and outlines them. Clips to the
 * array; allocates nothing while drawing. One thread at a time.
 */
public final class CellPainter {
    /** Up to so many px a loop is faster than a call. */
    private static final int SHORT = 12;

    private final int[] pixels;
    private final int width;
    private final int height;
    private final int text;
    private final int equip;
    private final int line;
    private final int bg;
    private final int body;

    /** @param pixels premultiplied ARGB, row by row */
    public CellPainter(int[] pixels, int width, int height, Palette palette) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        text = palette.argb(Token.TEXT);
        equip = palette.argb(Token.EQUIP);
        line = palette.argb(Token.LINE);
        bg = palette.argb(Token.BG);
        body = palette.argb(Token.RACK_BODY);
    }

    /** @param argb colour of the value, or of the last value when the state is STALE; not looked at otherwise */
    public void cell(int x, int y, int w, int h, DataState state, int argb) {
        switch (state) {
            case OK -> fill(x, y, w, h, argb);
            case STALE -> {
                fill(x, y, w, h, mix(argb, body));
                hatch(x, y, w, h, body, 2, 4);
            }
            case NO_DATA -> {
                fill(x, y, w, h, bg);
                frame(x, y, w, h, 1, text, 3);
                if (w >= 7) {
                    fill(x + w / 2 - 1, y + h / 2, 3, 1, text);
                }
            }
            case NOT_SUPPORTED -> {
                fill(x, y, w, h, bg);
                hatch(x, y, w, h, equip, 2, 6);
            }
            case FORBIDDEN -> {
                fill(x, y, w, h, bg);
                dots(x, y, w, h, line);
            }
            case BAD -> {
                fill(x, y, w, h, bg);
                cross(x, y, w, h);
            }
        }
    }

    /**
     * Plain cells side by side on one ground, 1 px of which is left between those wider than 2 px: one line is drawn and
     * the others are copies of it.
     *
     * @param edges left edges from {@code x}, one more than cells @param argb colours of the cells
     */
    public void row(int x, int y, int h, int[] edges, int[] argb) {
        int n = edges.length - 1;
        int top = Math.max(0, y);
        int end = Math.min(height, y + h);
        if (x < 0 || x + edges[n] > width || top >= end) {
            for (int i = 0; i < n; i++) {
                int w = edges[i + 1] - edges[i];
                fill(x + edges[i], y, w > 2 ? w - 1 : w, h, argb[i]);
            }
            return;
        }
        int start = top * width + x;
        for (int i = 0; i < n; i++) {
            int w = edges[i + 1] - edges[i];
            int at = start + edges[i];
            for (int stop = at + (w > 2 ? w - 1 : w); at < stop; at++) {
                pixels[at] = argb[i];
            }
        }
        for (int line = top + 1; line < end; line++) {
            System.arraycopy(pixels, start, pixels, line * width + x, edges[n]);
        }
    }

    public void fill(int x, int y, int w, int h, int argb) {
        int x1 = Math.max(0, x);
        int x2 = Math.min(width, x + w);
        int y2 = Math.min(height, y + h);
        if (x1 >= x2) {
            return;
        }
        for (int row = Math.max(0, y); row < y2; row++) {
            int at = row * width + x1;
            int end = row * width + x2;
            if (end - at > SHORT) {
                Arrays.fill(pixels, at, end, argb);
            } else {
                while (at < end) {
                    pixels[at++] = argb;
                }
            }
        }
    }

    /** An outline just inside the rectangle. @param dash px on and off; 0 for a solid line */
    public void frame(int x, int y, int w, int h, int thickness, int argb, int dash) {
        if (dash == 0) {
            fill(x, y, w, thickness, argb);
            fill(x, y + h - thickness, w, thickness, argb);
            fill(x, y, thickness, h, argb);
            fill(x + w - thickness, y, thickness, h, argb);
            return;
        }
        for (int i = 0; i < w; i += 2 * dash) {
            fill(x + i, y, Math.min(dash, w - i), thickness, argb);
            fill(x + i, y + h - thickness, Math.min(dash, w - i), thickness, argb);
        }
        for (int i = 0; i < h; i += 2 * dash) {
            fill(x, y + i, thickness, Math.min(dash, h - i), argb);
            fill(x + w - thickness, y + i, thickness, Math.min(dash, h - i), argb);
        }
    }

    /** Lines at 45 degrees, {@code thick} px wide every {@code pitch} px, aligned across neighbouring cells. */
    public void hatch(int x, int y, int w, int h, int argb, int thick, int pitch) {
        for (int row = Math.max(0, y); row < Math.min(height, y + h); row++) {
            for (int col = Math.max(0, x); col < Math.min(width, x + w); col++) {
                if ((col + row) % pitch < thick) {
                    pixels[row * width + col] = argb;
                }
            }
        }
    }

    private void dots(int x, int y, int w, int h, int argb) {
        for (int row = Math.max(0, y); row < Math.min(height, y + h); row++) {
            for (int col = Math.max(0, x); col < Math.min(width, x + w); col++) {
                if (row % 3 == 1 && col % 3 == 1) {
                    pixels[row * width + col] = argb;
                }
            }
        }
    }

    private void cross(int x, int y, int w, int h) {
        int steps = Math.max(w, h);
        for (int i = 0; i < steps; i++) {
            int dx = i * (w - 1) / Math.max(1, steps - 1);
            int dy = i * (h - 1) / Math.max(1, steps - 1);
            fill(x + dx, y + dy, 1, 1, text);
            fill(x + w - 1 - dx, y + dy, 1, 1, text);
        }
    }

    private static int mix(int a, int b) {
        return ((a >>> 1) & 0x7f7f7f7f) + ((b >>> 1) & 0x7f7f7f7f) | 0xff000000;
    }
}
