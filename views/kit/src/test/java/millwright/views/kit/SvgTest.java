package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.WritableImage;
import javax.xml.parsers.DocumentBuilderFactory;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.fixture.Pictures;
import millwright.fxwatch.Pointer;
import millwright.plant.DataState;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgTest {
    private static final int COLUMNS = 50;

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /** Rising, with columns 20 to 29 missing. */
    private static Window series() {
        double[] values = new double[COLUMNS];
        int[] counts = new int[COLUMNS];
        byte[] states = new byte[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            boolean missing = c >= 20 && c < 30;
            values[c] = missing ? Double.NaN : 100 + c;
            counts[c] = missing ? 0 : 1;
            states[c] = (byte) (missing ? DataState.NO_DATA : DataState.OK).ordinal();
        }
        return new Window(
                new MetricId("site.power"), null, 0, Times.MINUTE, values, values, values, values, counts, states);
    }

    @Test
    void whatWasNotReceivedIsABandWithWordsUnderThePointer() throws Exception {
        List<Missing.Stretch> missing =
                List.of(new Missing.Stretch(35 * Times.MINUTE, 40 * Times.MINUTE, -1, "the gateway was restarted"));
        String without = Pictures.onFx(() -> chart(List.of()).svg("x"));
        String with = Pictures.onFx(() -> chart(missing).svg("x"));
        assertEquals(
                parsed(without).getElementsByTagName("rect").getLength() + 1,
                parsed(with).getElementsByTagName("rect").getLength());
        WritableImage[] images = Pictures.onFx(() -> {
            StripChart chart = chart(missing);
            WritableImage calm = chart.snapshot(null, null);
            double x = 44 + (640 - 44 - 8) * 37.0 / COLUMNS;
            chart.fireEvent(Pointer.moved(null, x, 90));
            return new WritableImage[] {calm, chart.snapshot(null, null)};
        });
        Pictures.save(images[1], Path.of("target/pictures/strip-missing.png"));
        int changed = 0;
        for (int px = 60; px < 400; px++) {
            changed += images[0].getPixelReader().getArgb(px, 168)
                            == images[1].getPixelReader().getArgb(px, 168)
                    ? 0
                    : 1;
        }
        assertTrue(changed > 100, "words stand at the foot of the plot: " + changed);
    }

    private static StripChart chart(List<Missing.Stretch> missing) {
        StripChart chart = new StripChart(new SimpleObjectProperty<>(Look.of(Palette.of(Theme.DAY), 1)), "W");
        chart.resize(640, 200);
        chart.missing(missing);
        chart.show(
                new Range(0, COLUMNS * Times.MINUTE),
                new ClockFace(ZoneOffset.UTC, "UTC"),
                List.of(new Strip.Trace("observed", series(), Token.STRONG, 1.5)),
                null);
        return chart;
    }

    @Test
    void aChartIsWrittenWithItsGapAndItsWords() throws Exception {
        String svg = Pictures.onFx(() -> {
            StripChart chart = new StripChart(new SimpleObjectProperty<>(Look.of(Palette.of(Theme.DAY), 1)), "W");
            chart.resize(640, 200);
            chart.show(
                    new Range(0, COLUMNS * Times.MINUTE),
                    new ClockFace(ZoneOffset.UTC, "UTC"),
                    List.of(
                            new Strip.Trace("observed <1>", series(), Token.STRONG, 1.5),
                            Strip.Line.constant("limit", 140, true)),
                    null);
            return chart.svg("Power & more");
        });
        Document document = parsed(svg);
        assertEquals(
                "Power & more", document.getElementsByTagName("title").item(0).getTextContent());
        NodeList lines = document.getElementsByTagName("polyline");
        int points = 0;
        int runs = 0;
        for (int i = 0; i < lines.getLength(); i++) {
            int n = lines.item(i)
                    .getAttributes()
                    .getNamedItem("points")
                    .getNodeValue()
                    .split(" ")
                    .length;
            runs += n > 2 ? 1 : 0;
            points += n > 2 ? n : 0;
        }
        assertEquals(2, runs);
        assertEquals(COLUMNS - 10, points);
        String words = document.getDocumentElement().getTextContent();
        assertTrue(words.contains("observed <1>") && words.contains("limit"), words);
        assertFalse(svg.contains("NaN"), svg);
    }
}
