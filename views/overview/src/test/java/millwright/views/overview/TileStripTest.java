package millwright.views.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import millwright.desk.ClockFace;
import millwright.desk.draw.Look;
import millwright.desk.fixture.Pictures;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.Times;
import millwright.styles.Palette;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles keep room for their words, whatever the size of text. */
class TileStripTest {
    private static TileStrip strip(double scale) {
        var looks = new SimpleObjectProperty<>(Look.of(Palette.of(Theme.DARK), scale));
        return new TileStrip(
                looks,
                IntStream.range(0, 6).mapToObj(_ -> new Tile(looks, () -> {})).toList());
    }

    @ParameterizedTest(name = "{0} px, text {1}: {2}")
    @CsvSource({
        "1184, 1, 6, 108",
        "864, 1, 6, 108",
        "700, 1, 3, 164",
        "1248, 2, 3, 328",
        "1184, 1.5, 3, 246",
        "300, 1, 2, 250"
    })
    void asManyStandBesideEachOtherAsHaveRoom(double width, double scale, int columns, double height) {
        Pictures.onFx(() -> {
            TileStrip strip = strip(scale);
            assertEquals(columns, strip.columns(width));
            assertEquals(height, strip.prefHeight(width));
            return true;
        });
    }

    @Test
    void rowsAreFilledFromTheLeftAndNoTileCoversAnother() {
        List<Bounds> at = Pictures.onFx(() -> {
            TileStrip strip = strip(2);
            strip.resize(1248, strip.prefHeight(1248));
            strip.layout();
            List<Bounds> found = new ArrayList<>();
            strip.getChildrenUnmodifiable().forEach(tile -> found.add(tile.getBoundsInParent()));
            return found;
        });
        assertEquals(at.get(0).getMinY(), at.get(2).getMinY());
        assertEquals(at.get(0).getMinX(), at.get(3).getMinX());
        assertEquals(1248, at.get(2).getMaxX());
        assertEquals(328, at.get(5).getMaxY());
        for (int i = 0; i < 6; i++) {
            for (int j = i + 1; j < 6; j++) {
                assertTrue(!at.get(i).intersects(at.get(j)), i + " and " + j);
            }
        }
    }

    /** An age makes a number longer than the room that a low tile leaves it. */
    @Test
    void theTrendOfALowTileBeginsBesideItsNumber() {
        double fresh = trendFrom(DataState.OK);
        double stale = trendFrom(DataState.STALE);
        assertEquals(180 * 0.62, fresh, 1);
        assertTrue(stale > fresh + 8 && stale < 170, "from " + stale);
    }

    /** Px at which the tip begins to tell of the trend. */
    private static double trendFrom(DataState state) {
        return Pictures.onFx(() -> {
            var looks = new SimpleObjectProperty<>(Look.of(Palette.of(Theme.DARK), 1));
            Tile tile = new Tile(looks, () -> {});
            tile.resize(180, Tile.LOW);
            SiteValues.Value value = new SiteValues.Value(4.34e6, state, 3_730 * Times.SECOND);
            tile.show(new Tile.Face(
                    "Power", value, "W", Priority.INFO, Trends.none("none", Times.HOUR), Double.NaN, true, "", ""));
            ClockFace clock = new ClockFace(ZoneOffset.UTC, "UTC");
            String number = tile.tip(1, 40, clock);
            return IntStream.range(0, 200)
                    .filter(x -> !tile.tip(x, 40, clock).equals(number))
                    .findFirst()
                    .orElse(200);
        });
    }
}
