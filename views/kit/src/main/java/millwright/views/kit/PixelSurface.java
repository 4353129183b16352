package millwright.views.kit;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * One buffer of the region's own size drawn 1:1: the fastest way to show very many cells without a graphics card.
 * Write premultiplied ARGB into {@link #pixels}, row by row, then call {@link #show}. FX thread; 4 bytes a pixel.
 */
public final class PixelSurface extends Region {
    private final ImageView view = new ImageView();
    private int[] pixels = {};
    private int width;
    private int height;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private Runnable onResize = () -> {};

    public PixelSurface() {
        view.setSmooth(false);
        view.setManaged(false);
        view.setMouseTransparent(true);
        getChildren().add(view);
    }

    /** Called after the buffer was made anew, empty; draw and {@link #show} there. */
    public void onResize(Runnable redraw) {
        onResize = redraw;
    }

    public int[] pixels() {
        return pixels;
    }

    /** Pixels in a row; 0 before the first layout. */
    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public void clear(int argb) {
        Arrays.fill(pixels, argb);
    }

    public void show() {
        if (buffer != null) {
            buffer.updateBuffer(_ -> null);
        }
    }

    /** Shows a changed part only. */
    public void show(int x, int y, int w, int h) {
        if (buffer != null && w > 0 && h > 0) {
            Rectangle2D part = new Rectangle2D(x, y, w, h);
            buffer.updateBuffer(_ -> part);
        }
    }

    @Override
    protected void layoutChildren() {
        int w = (int) Math.floor(getWidth());
        int h = (int) Math.floor(getHeight());
        if (w < 1 || h < 1 || w == width && h == height) {
            return;
        }
        width = w;
        height = h;
        pixels = new int[w * h];
        buffer = new PixelBuffer<>(w, h, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        view.setImage(new WritableImage(buffer));
        onResize.run();
    }
}
