package millwright.views.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import millwright.desk.draw.Look;
import millwright.desk.fixture.Pictures;
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
}
