package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
    private static final double ROUNDING = 0.1;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyTokenHasAColourAndNothingElseIsDefined(Theme theme) {
        Set<String> expected = new TreeSet<>();
        for (Token token : Token.values()) {
            assertTrue(Palette.of(theme).color(token).getOpacity() > 0, token::css);
            expected.add(token.css());
        }
        for (int i = 0; i < 6; i++) expected.add("-mw-heat-" + i);
        for (int i = 0; i < 5; i++) expected.add("-mw-diverging-" + i);
        Set<String> defined = new TreeSet<>();
        ThemeSheet.of(theme).names().forEach(defined::add);
        assertEquals(expected, defined);
    }

    /** The computed table of the visual target: role; dark on bg, chrome, raise; day on bg, chrome, raise. */
    @ParameterizedTest
    @CsvSource({
        "STRONG, 14.2, 13.0, 11.7, 12.0, 10.9, 13.6",
        "TEXT, 11.4, 10.4, 9.3, 10.4, 9.5, 11.8",
        "MUTED, 6.4, 5.9, 5.3, 5.7, 5.2, 6.5",
        "VALUE, 8.4, 7.7, 6.9, 6.3, 5.7, 7.1",
        "EQUIP, 4.9, 4.5, 4.0, 4.2, 3.8, 4.8",
        "SET, 6.9, 6.3, 5.7, 5.3, 4.8, 6.0",
        "FORCED, 7.9, 7.2, 6.5, 5.7, 5.2, 6.4",
        "PLAN, 6.9, 6.3, 5.7, 5.2, 4.7, 5.9",
        "REPLAY, 6.7, 6.1, 5.5, 5.3, 4.8, 6.0",
        "SIMULATED, 6.3, 5.8, 5.2, 5.7, 5.2, 6.5",
        "ALARM_1_INK, 5.6, 5.1, 4.6, 5.3, 4.8, 6.0",
        "ALARM_2_INK, 8.1, 7.4, 6.7, 5.1, 4.7, 5.8",
        "ALARM_3_INK, 11.7, 10.7, 9.6, 5.4, 4.9, 6.1",
        "ALARM_4_INK, 7.3, 6.7, 6.0, 5.3, 4.8, 6.0"
    })
    void contrastIsWhatTheTargetStates(Token role, double db, double dc, double dr, double yb, double yc, double yr) {
        assertContrast(Theme.DARK, role, db, dc, dr);
        assertContrast(Theme.DAY, role, yb, yc, yr);
    }

    @ParameterizedTest
    @CsvSource({"1, 6.2, 5.2", "2, 9.1, 7.1", "3, 13.0, 11.7", "4, 8.1, 5.3"})
    void theNumberOnAnAlarmFillIsReadable(int priority, double dark, double day) {
        AlarmColors d = Palette.of(Theme.DARK).alarm(priority);
        AlarmColors y = Palette.of(Theme.DAY).alarm(priority);
        assertEquals(dark, Contrast.ratio(d.number(), d.fill()), ROUNDING);
        assertEquals(day, Contrast.ratio(y.number(), y.fill()), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "DARK, PROTAN, 16", "DARK, DEUTAN, 12", "DARK, TRITAN, 23",
        "DAY, PROTAN, 26", "DAY, DEUTAN, 17", "DAY, TRITAN, 34"
    })
    void alarmFillsStayApartForEveryEye(Theme theme, Lab.Eye eye, double least) {
        double smallest = Double.MAX_VALUE;
        for (int a = 1; a <= 4; a++)
            for (int b = a + 1; b <= 4; b++)
                smallest = Math.min(smallest, eye.see(fill(theme, a)).distance(eye.see(fill(theme, b))));
        assertEquals(least, smallest, 1.0, () -> theme + " " + eye);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textIsReadableOnEveryGroundItCanStandOn(Theme theme) {
        Palette p = Palette.of(theme);
        List<Token> grounds = new ArrayList<>(List.of(
                Token.WELL, Token.ROW_SELECTED, Token.ROW_HOVER, Token.HOVER, Token.PRESSED, Token.PLAN_BANNER));
        grounds.addAll(List.of(Token.REPLAY_BANNER, Token.SIMULATED_BANNER, Token.ALARM_1_TINT, Token.ALARM_2_TINT));
        grounds.addAll(List.of(Token.ALARM_3_TINT, Token.ALARM_4_TINT, Token.BAND));
        for (Token ground : grounds)
            for (Token ink : List.of(Token.STRONG, Token.TEXT, Token.MUTED, Token.VALUE, Token.SET))
                assertReadable(p, ink, ground, ink == Token.MUTED ? 4.3 : 4.5);
        assertReadable(p, Token.ON_FRAME, Token.PLAN, 4.5);
        assertReadable(p, Token.ON_FRAME, Token.REPLAY, 4.5);
        assertReadable(p, Token.ON_FRAME, Token.SIMULATED, 4.5);
        assertReadable(p, Token.ON_TAG, Token.TAG, 4.5);
        assertReadable(p, Token.PLAN, Token.PLAN_BANNER, 4.5);
        assertReadable(p, Token.REPLAY, Token.REPLAY_BANNER, 4.5);
        assertReadable(p, Token.SIMULATED, Token.SIMULATED_BANNER, 4.5);
        for (int i = 1; i <= 4; i++) {
            AlarmColors alarm = p.alarm(i);
            assertTrue(Contrast.ratio(alarm.ink(), alarm.tint()) >= 4.5, "alarm " + i + " on its tint");
            assertTrue(Contrast.ratio(alarm.ink(), p.color(Token.ROW_SELECTED)) >= 4, "alarm " + i + " selected");
        }
    }

    @Test
    void pixelsAreTheColoursPremultiplied() {
        Palette p = Palette.of(Theme.DARK);
        assertEquals(0xff1f2225, p.argb(Token.BG));
        int brush = p.argb(Token.BRUSH);
        Color c = p.color(Token.BRUSH);
        assertEquals(Math.round(c.getOpacity() * 255), brush >>> 24);
        assertEquals(Math.round(c.getBlue() * c.getOpacity() * 255), brush & 0xff);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void neighbouringSeriesDiffer(Theme theme) {
        Palette p = Palette.of(theme);
        Set<Color> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) seen.add(p.series(i));
        assertEquals(5, seen.size());
        for (int i = 0; i < 5; i++) {
            Lab a = Lab.of(p.series(i));
            assertTrue(a.distance(Lab.of(p.series(i + 1))) > 9, "series " + i + " and the next look alike");
            assertTrue(Contrast.ratio(p.series(i), p.color(Token.WELL)) >= 3, "series " + i + " is faint");
        }
    }

    @Test
    void anAlarmPriorityOutsideOneToFourIsRefusedByNumber() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> Palette.of(Theme.DAY).alarm(5));
        assertTrue(e.getMessage().contains("5"));
    }

    @Test
    void aSheetThatLacksOrRepeatsANameSaysWhich() {
        var twice = "-mw-bg: #112233;\n-mw-bg: #112234;";
        var e = assertThrows(IllegalStateException.class, () -> ThemeSheet.parse("x.css", twice));
        assertTrue(e.getMessage().contains("x.css") && e.getMessage().contains("-mw-bg"));
        var circle = ThemeSheet.parse("y.css", "-mw-a: -mw-b;\n-mw-b: -mw-a;");
        assertThrows(IllegalStateException.class, () -> circle.color("-mw-a"));
        assertThrows(IllegalStateException.class, () -> circle.color("-mw-c"));
    }

    private static Color fill(Theme theme, int priority) {
        return Palette.of(theme).alarm(priority).fill();
    }

    private static void assertContrast(Theme theme, Token role, double bg, double chrome, double raise) {
        Palette p = Palette.of(theme);
        assertEquals(bg, Contrast.ratio(p.color(role), p.color(Token.BG)), ROUNDING, () -> theme + " " + role);
        assertEquals(chrome, Contrast.ratio(p.color(role), p.color(Token.CHROME)), ROUNDING, () -> theme + " " + role);
        assertEquals(raise, Contrast.ratio(p.color(role), p.color(Token.RAISE)), ROUNDING, () -> theme + " " + role);
    }

    private static void assertReadable(Palette p, Token ink, Token ground, double least) {
        double ratio = Contrast.ratio(p.color(ink), p.color(ground));
        assertTrue(ratio >= least, () -> p.theme() + " " + ink + " on " + ground + " has " + ratio);
    }
}
