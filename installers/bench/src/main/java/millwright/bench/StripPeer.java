package millwright.bench;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.SamplingXYLineRenderer;
import org.jfree.data.DomainOrder;
import org.jfree.data.xy.AbstractXYDataset;

/** The peer: JFreeChart's SamplingXYLineRenderer over the same samples into an image in memory. Main thread. */
final class StripPeer {
    private StripPeer() {}

    static String measure(int warm, int counted) throws Exception {
        Samples data = new Samples(new StripLoad(false).samples);
        NumberAxis time = new NumberAxis("ms");
        NumberAxis watts = new NumberAxis("W");
        watts.setRange(0, 1_100);
        XYPlot plot = new XYPlot(data, time, watts, new SamplingXYLineRenderer());
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        double[] millis = new double[counted];
        int right = 0;
        int[] before = {};
        for (int frame = 0; frame < warm + counted; frame++) {
            BufferedImage image = new BufferedImage(Frames.WIDTH, Frames.HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
            long start = System.nanoTime();
            int first = StripLoad.first(frame * 8);
            time.setRange(first, first + StripLoad.SEEN);
            Graphics2D g = image.createGraphics();
            chart.draw(g, new Rectangle2D.Double(0, 0, Frames.WIDTH, Frames.HEIGHT));
            g.dispose();
            if (frame >= warm) {
                millis[frame - warm] = (System.nanoTime() - start) / 1e6;
            }
            int[] pixels = image.getRGB(0, 0, Frames.WIDTH, Frames.HEIGHT, null, 0, Frames.WIDTH);
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

    private static final class Samples extends AbstractXYDataset {
        private final double[] values;

        Samples(double[] values) {
            this.values = values;
        }

        @Override
        public DomainOrder getDomainOrder() {
            return DomainOrder.ASCENDING;
        }

        @Override
        public int getSeriesCount() {
            return 1;
        }

        @Override
        public Comparable<?> getSeriesKey(int series) {
            return "power";
        }

        @Override
        public int getItemCount(int series) {
            return values.length;
        }

        @Override
        public double getXValue(int series, int item) {
            return item;
        }

        @Override
        public double getYValue(int series, int item) {
            return values[item];
        }

        @Override
        public Number getX(int series, int item) {
            return item;
        }

        @Override
        public Number getY(int series, int item) {
            return values[item];
        }
    }
}
