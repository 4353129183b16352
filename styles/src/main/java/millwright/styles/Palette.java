package millwright.styles;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;

/** Every colour of one theme, for parts that are drawn rather than styled. Immutable; any thread. */
public final class Palette {
    private static final int HEAT_STOPS = 6;
    private static final int DIVERGING_STOPS = 5;

    /** Quiet roles in an order that keeps neighbours apart; shape and a direct label carry the meaning as well. */
    private static final List<Token> SERIES = List.of(Token.VALUE, Token.SET, Token.EQUIP, Token.STRONG, Token.MUTED);

    private static final Map<Theme, Palette> ALL = readAll();

    private final Theme theme;
    private final Map<Token, Color> colors = new EnumMap<>(Token.class);
    private final Map<Token, Integer> argbs = new EnumMap<>(Token.class);
    private final HeatRamp heat;
    private final HeatRamp diverging;

    private Palette(Theme theme) {
        this.theme = theme;
        ThemeSheet sheet = ThemeSheet.of(theme);
        for (Token token : Token.values()) {
            Color color = sheet.color(token.css());
            colors.put(token, color);
            argbs.put(token, Argb.of(color));
        }
        heat = ramp(sheet, 0, "-mw-heat-", HEAT_STOPS);
        diverging = ramp(sheet, -1, "-mw-diverging-", DIVERGING_STOPS);
    }

    public static Palette of(Theme theme) {
        Palette palette = ALL.get(theme);
        if (palette == null) throw new IllegalStateException("no palette for " + theme);
        return palette;
    }

    public Theme theme() {
        return theme;
    }

    public Color color(Token token) {
        Color color = colors.get(token);
        if (color == null) throw new IllegalStateException(theme.sheet() + " does not define " + token.css());
        return color;
    }

    /** Premultiplied, alpha in the top byte: what {@code PixelFormat.getIntArgbPreInstance()} reads. */
    public int argb(Token token) {
        Integer argb = argbs.get(token);
        if (argb == null) throw new IllegalStateException(theme.sheet() + " does not define " + token.css());
        return argb;
    }

    /** Magnitude, 0 to 1. */
    public HeatRamp heat() {
        return heat;
    }

    /** Distance to a limit, -1 (far within) over 0 (at the limit) to 1 (far beyond). */
    public HeatRamp diverging() {
        return diverging;
    }

    /** Colours of an alarm priority, 1 (critical) to 4 (low). */
    public AlarmColors alarm(int priority) {
        return switch (priority) {
            case 1 -> alarm(Token.ALARM_1_INK);
            case 2 -> alarm(Token.ALARM_2_INK);
            case 3 -> alarm(Token.ALARM_3_INK);
            case 4 -> alarm(Token.ALARM_4_INK);
            default -> throw new IllegalArgumentException("alarm priority " + priority + " is not 1, 2, 3 or 4");
        };
    }

    /** Colour of the series with this number from 0; after five the colours repeat, so draw {@link Symbol#marker} too. */
    public Color series(int number) {
        return color(SERIES.get(Math.floorMod(number, SERIES.size())));
    }

    private AlarmColors alarm(Token ink) {
        Token[] all = Token.values();
        int at = ink.ordinal();
        return new AlarmColors(
                color(ink), color(all[at + 1]), color(all[at + 2]), color(all[at + 3]), color(all[at + 4]));
    }

    private HeatRamp ramp(ThemeSheet sheet, double low, String prefix, int count) {
        List<Color> stops =
                IntStream.range(0, count).mapToObj(i -> sheet.color(prefix + i)).toList();
        return new HeatRamp(low, 1, stops, color(Token.CELL_INK_LIGHT), color(Token.CELL_INK_DARK));
    }

    private static Map<Theme, Palette> readAll() {
        Map<Theme, Palette> all = new EnumMap<>(Theme.class);
        for (Theme theme : Theme.values()) all.put(theme, new Palette(theme));
        return Map.copyOf(all);
    }
}
