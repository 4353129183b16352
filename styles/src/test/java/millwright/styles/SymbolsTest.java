package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SymbolsTest {
    private static final double ROUNDING = 0.01;

    @ParameterizedTest
    @EnumSource(Symbol.class)
    void everySymbolFillsItsBoxAndStaysInside(Symbol symbol) {
        Bounds all = null;
        for (String content : List.of(symbol.line(), symbol.solid())) {
            if (content.isEmpty()) continue;
            SVGPath path = new SVGPath();
            path.setContent(content);
            Bounds b = path.getLayoutBounds();
            assertTrue(b.getMinX() >= -ROUNDING && b.getMaxX() <= Symbol.BOX + ROUNDING, symbol + " " + b);
            assertTrue(b.getMinY() >= -ROUNDING && b.getMaxY() <= Symbol.BOX + ROUNDING, symbol + " " + b);
            if (all == null || b.getWidth() + b.getHeight() > all.getWidth() + all.getHeight()) all = b;
        }
        assertTrue(all != null && Math.max(all.getWidth(), all.getHeight()) >= 8, symbol + " is too small to see");
    }

    @Test
    void noTwoSymbolsLookAlike() {
        Set<String> seen = new HashSet<>();
        for (Symbol s : Symbol.values())
            if (s != Symbol.WARNING) assertTrue(seen.add(s.line() + "|" + s.solid()), s + " repeats another");
    }

    @Test
    void aNodeHasTheSizeAskedForAndTheClassOfItsSymbol() {
        Region node = Symbols.node(Symbol.TEAR_OFF, 16);
        assertEquals(16, node.prefWidth(-1));
        assertEquals(16, node.maxHeight(-1));
        assertTrue(node.getStyleClass().containsAll(List.of("symbol", "symbol-tear-off")));
    }

    @ParameterizedTest
    @CsvSource({"1, critical", "2, high", "3, medium", "4, low"})
    void anAlarmShapeSaysItsPriorityInThreeWays(int priority, String word) {
        Region node = AlarmShapes.node(priority, true, 14);
        Text digit = (Text) node.lookup(".digit");
        assertEquals(String.valueOf(priority), digit.getText());
        assertTrue(node.getAccessibleText().startsWith(word));
        assertTrue(node.getStyleClass().contains("alarm-" + priority));
        assertTrue(node.getPseudoClassStates().contains(PseudoClass.getPseudoClass("unack")));
        assertNotEquals(AlarmShapes.path(priority, true, 14), AlarmShapes.path(priority % 4 + 1, true, 14));
    }

    @ParameterizedTest
    @CsvSource({"12, 9", "14, 9", "18, 11"})
    void digitsKeepTheirSmallestSizeAndStayInsideTheShape(double size, double digit) {
        for (int p = 1; p <= 4; p++) {
            Text text = (Text) AlarmShapes.node(p, false, size).lookup(".digit");
            assertEquals(digit, text.getFont().getSize());
            assertTrue(text.getX() >= 0 && text.getY() <= size, p + " at " + text.getY());
        }
    }

    @Test
    void acknowledgedShapesAreHollow() {
        Region node = AlarmShapes.node(2, false, 18);
        assertTrue(node.getPseudoClassStates().isEmpty());
        assertTrue(node.getAccessibleText().endsWith(", acknowledged"));
    }

    @Test
    void aPriorityOutsideOneToFourIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> AlarmShapes.node(0, true, 14));
        assertThrows(IllegalArgumentException.class, () -> AlarmShapes.word(5));
    }

    @Test
    void thirtySeriesDifferInMarkerOrColour() {
        Set<Object> pairs = new HashSet<>();
        for (int i = 0; i < 30; i++)
            pairs.add(List.of(Symbol.marker(i), Palette.of(Theme.DARK).series(i)));
        assertEquals(30, pairs.size());
    }
}
