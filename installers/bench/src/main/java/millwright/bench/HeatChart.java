package millwright.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import millwright.series.Latest;
import millwright.styles.Palette;
import millwright.styles.Theme;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.data.xy.DefaultXYZDataset;

/** The peer: JFreeChart's XYBlockRenderer into an image in memory, which is not even shown. Main thread. */
final class HeatChart {
    private static final int ACROSS = HeatLoad.RACKS * HeatLoad.GPUS;

    private HeatChart() {}

    /** @return a line as {@link Frames#measure} gives it; an image counts as right when most of it changed */
    static String measure(int warm, int counted) {
        Latest[] columns = HeatLoad.columns(HeatLoad.plant());
        double[][] xyz = new double[3][HeatLoad.CELLS];
        for (int i = 0; i < HeatLoad.CELLS; i++) {
            xyz[0][i] = i % ACROSS;
            xyz[1][i] = Math.floorDiv(i, ACROSS);
        }
        LookupPaintScale scale = new LookupPaintScale(HeatLoad.LOW, HeatLoad.HIGH, Color.GRAY);
        for (int i = 0; i < 256; i++) {
            int argb = Palette.of(Theme.DARK).heat().argb(i / 255.0);
            scale.add(HeatLoad.LOW + i / 255.0 * (HeatLoad.HIGH - HeatLoad.LOW), new Color(argb));
        }
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale);
        double[] millis = new double[counted];
        int right = 0;
        int[] before = {};
        for (int frame = 0; frame < warm + counted; frame++) {
            xyz[2] = columns[frame % columns.length].values();
            BufferedImage image = new BufferedImage(Frames.WIDTH, Frames.HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
            long start = System.nanoTime();
            DefaultXYZDataset data = new DefaultXYZDataset();
            data.addSeries("cells", xyz);
            XYPlot plot = new XYPlot(data, new NumberAxis("rack"), new NumberAxis("row"), renderer);
            JFreeChart chart = new JFreeChart(null, null, plot, false);
            chart.addSubtitle(new PaintScaleLegend(scale, new NumberAxis("share")));
            Graphics2D g = image.createGraphics();
            chart.draw(g, new Rectangle2D.Double(0, 0, Frames.WIDTH, Frames.HEIGHT));
            g.dispose();
            if (frame >= warm) {
                millis[frame - warm] = (System.nanoTime() - start) / 1e6;
            }
            int[] pixels = image.getRGB(200, 100, 1000, 600, null, 0, 1000);
            right += Arrays.equals(pixels, before) ? 0 : 1;
            before = pixels;
        }
        Arrays.sort(millis);
        int n = warm + counted;
        return String.format(
                Locale.ROOT,
                "%d %.3f %.3f %.3f %d %d ",
                counted,
                millis[counted / 2],
                millis[(int) (counted * 0.95)],
                millis[counted - 1],
                n,
                right);
    }
}
