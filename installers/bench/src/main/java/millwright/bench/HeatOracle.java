package millwright.bench;

import java.util.Arrays;
import java.util.Set;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;

/**
 * The picture that a map of the hall should show, worked out from the drawing of the screen alone: racks of 32 x 72 on a
 * pitch of 36 x 100, 40 px at the left for row names and 16 px above, stretched to fill the map. Labels, outlines and
 * what lies between racks are not in it: those pixels are 0 here and are looked at apart.
 */
final class HeatOracle {
    private final int width;
    private final int height;
    private final int[] pixels;

    HeatOracle(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
    }

    /** @param marked racks by number, whose alarm shape of 18 x 16 px lies below them, over whatever is there */
    int[] of(double[] values, Set<Integer> marked) {
        Palette palette = Palette.of(Theme.DARK);
        HeatRamp ramp = palette.heat();
        Arrays.fill(pixels, 0);
        double across = (width - 40) / (HeatLoad.RACKS * 36.0);
        double down = (height - 16) / (HeatLoad.ROWS * 100.0);
        double least = Math.min(across, down);
        double wide = least * Math.clamp(across / least, 1, 3);
        double tall = least * Math.clamp(down / least, 1, 2.4);
        int w = (int) Math.round(32 * wide);
        int h = (int) Math.round(72 * tall);
        int cell = 0;
        for (int row = 0; row < HeatLoad.ROWS; row++) {
            int y = (int) Math.round(16 + row * 100 * tall);
            for (int rack = 0; rack < HeatLoad.RACKS; rack++) {
                int x = (int) Math.round(40 + rack * 36 * wide);
                rectangle(x, y, w, h, palette.argb(Token.RACK_BODY));
                for (int c = 0; c < HeatLoad.TRAYS * HeatLoad.GPUS; c++) {
                    int tray = c / HeatLoad.GPUS;
                    int gpu = c % HeatLoad.GPUS;
                    int top = edge(tray, HeatLoad.TRAYS, h);
                    int high = edge(tray + 1, HeatLoad.TRAYS, h) - top;
                    int left = edge(gpu, HeatLoad.GPUS, w);
                    int broad = edge(gpu + 1, HeatLoad.GPUS, w) - left;
                    double position = (values[cell++] - HeatLoad.LOW) / (HeatLoad.HIGH - HeatLoad.LOW);
                    int ink = ramp.argb(position);
                    rectangle(x + left, y + top, broad > 2 ? broad - 1 : broad, high > 2 ? high - 1 : high, ink);
                }
            }
        }
        for (int rack : marked) {
            int x = (int) Math.round(40 + rack % HeatLoad.RACKS * 36 * wide);
            int y = (int) Math.round(16 + rack / HeatLoad.RACKS * 100 * tall);
            rectangle(x + w / 2 - 10, y + h, 21, 21, 0);
        }
        return pixels;
    }

    private static int edge(int i, int n, int size) {
        return (int) Math.round(i * (double) size / n);
    }

    private void rectangle(int x, int y, int w, int h, int argb) {
        for (int row = y; row < Math.min(height, y + h); row++) {
            for (int column = x; column < Math.min(width, x + w); column++) {
                pixels[row * width + column] = argb;
            }
        }
    }
}
