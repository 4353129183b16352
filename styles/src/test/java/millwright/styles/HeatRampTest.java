package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.paint.Color;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatRampTest {
    private final HeatRamp heat = Palette.of(Theme.DARK).heat();
    private final HeatRamp diverging = Palette.of(Theme.DARK).diverging();

    @ParameterizedTest
    @CsvSource({"0, 17", "0.2, 29", "0.4, 41", "0.6, 53", "0.8, 67", "1, 83"})
    void stopsHaveTheLightnessOfTheTarget(double position, double lightness) {
        assertEquals(lightness, Lab.of(heat.color(position)).l(), 0.6);
    }

    @Test
    void moreIsAlwaysLighter() {
        for (int i = 1; i < 256; i++) {
            double before = Lab.of(heat.color((i - 1) / 255.0)).l();
            assertTrue(Lab.of(heat.color(i / 255.0)).l() > before, "step " + i);
        }
    }

    @Test
    void moreIsLighterForEveryEye() {
        for (Lab.Eye eye : Lab.Eye.values())
            for (int i = 8; i <= 256; i += 8) {
                double before = eye.see(heat.color((i - 8) / 256.0)).l();
                assertTrue(eye.see(heat.color(i / 256.0)).l() > before, eye + " step " + i);
            }
    }

    @Test
    void noCellIsAsColourfulAsAnAlarm() {
        double alarm = Double.MAX_VALUE;
        for (Theme theme : Theme.values())
            for (int p = 1; p <= 4; p++)
                alarm = Math.min(
                        alarm, Lab.of(Palette.of(theme).alarm(p).fill()).chroma());
        for (int i = 0; i <= 256; i++) {
            assertTrue(Lab.of(heat.color(i / 256.0)).chroma() < alarm);
            assertTrue(Lab.of(diverging.color(i / 128.0 - 1)).chroma() < alarm);
        }
    }

    @Test
    void bothSidesOfTheLimitGrowLighterAlikeAndStayApartForEveryEye() {
        for (int i = 1; i <= 64; i++) {
            double d = i / 64.0;
            Color within = diverging.color(-d);
            Color beyond = diverging.color(d);
            assertEquals(Lab.of(within).l(), Lab.of(beyond).l(), 4, "lightness at " + d);
            if (d < 0.25) continue;
            for (Lab.Eye eye : Lab.Eye.values())
                assertTrue(eye.see(within).distance(eye.see(beyond)) > 10, eye + " at " + d);
        }
        assertTrue(Lab.of(diverging.color(1)).l() > Lab.of(diverging.color(0)).l() + 40);
    }

    @Property
    void numbersOnCellsAreReadable(@ForAll @DoubleRange(min = 0, max = 1) double position) {
        assertTrue(Contrast.ratio(heat.ink(position), heat.color(position)) >= 3.9);
    }

    @Test
    void theInkChangesJustOverTheMiddle() {
        assertEquals(Palette.of(Theme.DARK).color(Token.CELL_INK_LIGHT), heat.ink(0.51));
        assertEquals(Palette.of(Theme.DARK).color(Token.CELL_INK_DARK), heat.ink(0.54));
    }

    @Test
    void positionsOutsideTakeTheEndColour() {
        assertEquals(heat.argb(1), heat.argb(1.5));
        assertEquals(diverging.argb(-1), diverging.argb(-9));
    }

    @Test
    void aMissingPositionHasNoColour() {
        assertEquals(0, heat.argb(Double.NaN));
        assertEquals(Color.TRANSPARENT, heat.color(Double.NaN));
    }

    @Test
    void theTableIsTheCallersOwn() {
        int[] lut = heat.lut();
        lut[0] = 0;
        assertEquals(0xff162a4a, heat.argb(0));
        assertEquals(256, lut.length);
        assertEquals(heat.argb(1), lut[255]);
    }
}
