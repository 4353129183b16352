package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class FontsTest {
    private final Fonts fonts = Fonts.load();

    @Test
    void everyFaceIsTheBundledOne() {
        assertEquals(Fonts.BODY, fonts.body(Fonts.CELL).getFamily());
        assertEquals(Fonts.STRONG, fonts.strong(Fonts.CELL).getFamily());
        assertEquals(Fonts.CONDENSED, fonts.condensed(Fonts.LABEL).getFamily());
        assertEquals(Fonts.CONDENSED_STRONG, fonts.condensedStrong(Fonts.LABEL).getFamily());
    }

    @Test
    void digitsAreEquallyWideInEveryFaceAndSize() {
        for (double size : List.of(Fonts.LABEL, Fonts.CELL, Fonts.TITLE, Fonts.KPI, Fonts.TILE)) {
            assertDigits(fonts.body(size), 0.600 * size);
            assertDigits(fonts.strong(size), 0.600 * size);
            assertDigits(fonts.condensed(size), 0.540 * size);
            assertDigits(fonts.condensedStrong(size), 0.540 * size);
        }
    }

    @Test
    void lettersAreNotMonospaced() {
        assertNotEquals(width(fonts.body(22), "iiii"), width(fonts.body(22), "mmmm"), 1);
    }

    @Test
    void textScaleEnlargesEveryRole() {
        Fonts large = Fonts.load(2);
        assertEquals(24, large.body(Fonts.CELL).getSize());
        assertEquals(44, large.strong(Fonts.TILE).getSize());
        assertEquals(22, large.condensed(Fonts.LABEL).getSize());
    }

    @Test
    void aFaceThatIsMissingIsNamedAndNotThrownWhileTheClassIsMade() {
        String failure = Fonts.Faces.failure(List.of("IBMPlexSans-Regular.woff", "none.woff"));
        assertTrue(failure.contains("none.woff") && failure.contains("install again"), failure);
        assertEquals("", Fonts.Faces.failure(List.of("IBMPlexSans-Regular.woff")));
    }

    @Test
    void theLicenceShipsBesideTheFonts() {
        String licence = ThemeSheet.text("fonts/OFL.txt");
        assertNotNull(licence);
        assertTrue(licence.contains("SIL OPEN FONT LICENSE Version 1.1"));
        assertTrue(licence.contains("IBM Corp"));
    }

    private static void assertDigits(Font font, double advance) {
        for (char digit = '0'; digit <= '9'; digit++)
            assertEquals(
                    advance * 20,
                    width(font, String.valueOf(digit).repeat(20)),
                    0.02 * advance * 20,
                    font + " " + digit);
        double zero = width(font, "0".repeat(20));
        for (char digit = '1'; digit <= '9'; digit++)
            assertEquals(zero, width(font, String.valueOf(digit).repeat(20)), 1e-3, font + " " + digit);
    }

    private static double width(Font font, String text) {
        Text t = new Text(text);
        t.setFont(font);
        return t.getLayoutBounds().getWidth();
    }
}
