package millwright.styles;

import java.util.Locale;

/**
 * A role of colour. Style sheets name it {@link #css()}, drawn parts ask {@link Palette#color(Token)}; its value in each
 * theme stands only in dark.css and day.css.
 */
public enum Token {
    /** Ground of a view. */
    BG,
    /** Ground of the bars, the inspector and cards. */
    CHROME,
    /** Ground of what is chosen, and of tiles and group rows. */
    RAISE,
    /** Ground of plots, tracks and fields. */
    WELL,
    /** Lines inside tables and grids. */
    HAIR,
    /** Lines under titles and round controls. */
    LINE,
    /** Ids, titles, the cursor. */
    STRONG,
    TEXT,
    /** Labels, limits that are not settings, ages. */
    MUTED,
    /** Observed values and traces. */
    VALUE,
    /** Equipment symbols and the border of a chosen control; not for text. */
    EQUIP,
    /** Set points, limits, expectations, brushes, side B. */
    SET,
    /** What a hand has forced: read-off lines, overrides. */
    FORCED,
    /** A planned world. */
    PLAN,
    /** A replayed world. */
    REPLAY,
    /** A simulated world. */
    SIMULATED,
    /** Outline of the selection. */
    SEL,
    /** Text on a solid ground of {@link #PLAN}, {@link #REPLAY} or {@link #SIMULATED}. */
    ON_FRAME,
    PLAN_BANNER,
    PLAN_MARK,
    PLAN_FILL,
    PLAN_BAND,
    REPLAY_BANNER,
    REPLAY_MARK,
    SIMULATED_BANNER,
    SIMULATED_MARK,
    /** Box of the live state. */
    LIVE,
    /** Ring of the keyboard focus. */
    FOCUS,
    /** Pinned tags in a plot. */
    TAG,
    ON_TAG,
    ALARM_1_INK,
    ALARM_1_FILL,
    ALARM_1_NUMBER,
    ALARM_1_EDGE,
    ALARM_1_TINT,
    ALARM_2_INK,
    ALARM_2_FILL,
    ALARM_2_NUMBER,
    ALARM_2_EDGE,
    ALARM_2_TINT,
    ALARM_3_INK,
    ALARM_3_FILL,
    ALARM_3_NUMBER,
    ALARM_3_EDGE,
    ALARM_3_TINT,
    ALARM_4_INK,
    ALARM_4_FILL,
    ALARM_4_NUMBER,
    ALARM_4_EDGE,
    ALARM_4_TINT,
    /** Ground of the selected row. */
    ROW_SELECTED,
    ROW_HOVER,
    /** Ground of a control under the pointer. */
    HOVER,
    /** Ground of a control held down. */
    PRESSED,
    /** Bars by kind of use. */
    FILL,
    FILL_2,
    FILL_3,
    FILL_4,
    /** The empty rest of a bar. */
    TRACK,
    /** Band of the expected, behind traces. */
    BAND,
    /** A brushed range, laid over. */
    BRUSH,
    /** Thumb of a scroll bar. */
    THUMB,
    RACK_BODY,
    /** Cells that the brush leaves out. */
    OUT_OF_BRUSH,
    /** Numbers on dark cells. */
    CELL_INK_LIGHT,
    /** Numbers on bright cells. */
    CELL_INK_DARK,
    /** Laid over the window behind a dialog or the palette of commands. */
    SCRIM;

    private final String css = "-mw-" + name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The looked-up colour of style sheets, as {@code -mw-alarm-1-ink}. */
    public String css() {
        return css;
    }
}
