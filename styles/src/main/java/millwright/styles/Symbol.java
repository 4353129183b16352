package millwright.styles;

import java.util.List;

/**
 * Every symbol as paths in a box of 20 by 20 units: what is drawn as a line 1.6 units wide, and what is filled. The path
 * texts serve SVGPath and Canvas alike.
 */
public enum Symbol {
    /** The mark of the product: a mill wheel with eight spokes. */
    MARK(
            "M10 3.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6zM10 7.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8z"
                    + "M10 0v7.6M10 12.4V20M0 10h7.6M12.4 10H20M2.9 2.9l5.4 5.4M11.7 11.7l5.4 5.4M2.9 17.1l5.4-5.4"
                    + "M11.7 8.3l5.4-5.4",
            ""),

    OVERVIEW("M1.8 1.8h6v7.4h-6zM11.8 1.8h6.4v4h-6.4zM1.8 13h6v5.2h-6zM11.8 9.6h6.4v8.6h-6.4z", ""),
    FLOOR("M1.6 1.8h16.8v16.4H1.6zM5.8 1.8v16.4M10 1.8v16.4M14.2 1.8v16.4M1.6 6.6h4.2M10 6.6h4.2M14.2 13.4h4.2", ""),
    POWER("M10 .8v5.4M4 11V6.4h12V11M10 6.4V11M2 11h4v7H2zM8 11h4v7H8zM14 11h4v7h-4z", ""),
    INFERENCE(
            "M1.8 1v17.2H19M4.6 4.2c4.2.4 5.4 2 7.4 5.2s3.8 4.6 6 5.2",
            "M7 11.6h1.6v1.6H7zM10.6 13.4h1.6V15h-1.6zM6.2 14.6h1.6v1.6H6.2z"),
    TIMELINE("M1 4h8.4M11.6 4H19M1 10h3.2M6.6 10h10M1 16h6.2M9.6 16H19", ""),
    ALARMS("M10 2l8.8 15.6H1.2zM10 7.4v5.2M10 14v1.6", ""),
    JOBS("M1.8 2h16.4v4H1.8zM1.8 8h10.4v4H1.8zM1.8 14h14v4h-14z", ""),
    PLAN("M2.4 17.6l1-5L14 2l4 4L7.4 16.6zM11.6 4.4l4 4", ""),
    ACTIONS("M3 9l4.6 4.6L17.6 3.4M2 18.2h16", ""),
    CAPTURES("M2 2h16v16H2zM2 12.6h16M10 4.4a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6z", ""),
    SOURCES(
            "M10 1.8a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2zM10 7v3.4M3.8 13.4v-3h12.4v3M10 10.4v3M2 13.4h3.6v4.8H2z"
                    + "M8.2 13.4h3.6v4.8H8.2zM14.4 13.4H18v4.8h-3.6z",
            ""),

    PLAY("", "M5 2.6L17 10L5 17.4z"),
    PAUSE("", "M4.4 3h3.6v14H4.4zM12 3h3.6v14H12z"),
    STEP_FORWARD("", "M3 3l9.4 7L3 17zM14 3h3v14h-3z"),
    STEP_BACK("", "M17 3L7.6 10l9.4 7zM3 3h3v14H3z"),
    /** The dot before the word Live. */
    LIVE("", "M10 5.6a4.4 4.4 0 1 0 0 8.8a4.4 4.4 0 1 0 0-8.8z"),
    RECORD("M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", "M10 6a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"),
    STOP("", "M4 4h12v12H4z"),

    TEAR_OFF("M6.6 2h11.4v11.4H6.6zM2 6v12h12.4", ""),
    SPLIT("M1.6 3h16.8v14H1.6zM10 3v14", ""),
    CLOSE("M4.6 4.6l10.8 10.8M15.4 4.6L4.6 15.4", ""),
    PLUS("M10 3.4v13.2M3.4 10h13.2", ""),
    MINUS("M3.4 10h13.2", ""),
    CHEVRON_LEFT("M12.8 4l-6 6l6 6", ""),
    CHEVRON_RIGHT("M7.2 4l6 6l-6 6", ""),
    CHEVRON_UP("M4 12.8l6-6l6 6", ""),
    CHEVRON_DOWN("M4 7.2l6 6l6-6", ""),
    ARROW_UP("M10 17V3.4M4.6 8.8L10 3.4l5.4 5.4", ""),
    ARROW_DOWN("M10 3v13.6M4.6 11.2l5.4 5.4l5.4-5.4", ""),
    SEARCH("M8.6 2.4a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4zM13 13l5 5", ""),
    FILTER("M2 3.4h16l-6.2 7.4v6l-3.6-2v-4z", ""),
    COPY("M6.8 6.8h11.4v11.4H6.8zM13.2 6.8v-5H1.8v11.4h5", ""),
    DOWNLOAD("M10 2v11M5 8.4l5 5l5-5M2.4 18h15.2", ""),
    OPEN("M2 16.8V3.4h5.6l2 2.6H18v10.8z", ""),
    SETTINGS("M3 5h8M15 5h2M3 10h2M9 10h8M3 15h8M15 15h2M11 3v4M15 3v4M5 8v4M9 8v4M11 13v4M15 13v4", ""),
    INFO("M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4zM10 9v5.4M10 5.4v1.8", ""),
    /** Trouble of the software itself; plant alarms have their own shapes. */
    WARNING("M10 2l8.8 15.6H1.2zM10 7.4v5.2M10 14v1.6", ""),
    CHECK("M2.6 10.6l5 5L17.6 4.8", ""),

    /** Not supported. */
    HATCH("M1.4 3h17.2v14H1.4zM1.4 11l8-8M3.8 17l14-14M11 17l7.6-7.6", ""),
    /** Stale. */
    CLOCK("M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM10 5.6V10l3.4 2", ""),
    /** No data. */
    DASH("M5.4 10h9.2", ""),
    /** Forbidden. */
    LOCK("M6 9V6.4a4 4 0 0 1 8 0V9", "M3.8 8.8h12.4V18H3.8z"),
    /** Bad. */
    CROSS("M3 3.4l14 13.2M17 3.4L3 16.6", ""),

    BREAKER("", "M4.4 4.4h11.2v11.2H4.4z"),
    BREAKER_OPEN("M4.4 4.4h11.2v11.2H4.4zM2 18L18 2", ""),
    TRANSFORMER(
            "M10 1.6a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4zM10 8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4z", ""),
    BUS("M5 10v6M10 10v6M15 10v6", "M0 7h20v4H0z"),
    /** What is committed, on a bar. */
    COMMITTED("", "M10 4l7 11H3z"),
    /** Handle of a line that can be dragged. */
    FLAG("", "M3 1.4h14v10.4l-7 7l-7-7z"),
    /** An end of a scale beyond which values were cut off. */
    CLAMPED_LOW("M14.6 3.6v12.8L4.4 10z", ""),
    CLAMPED_HIGH("M5.4 3.6v12.8L15.6 10z", ""),

    MARKER_CIRCLE("M10 4.4a5.6 5.6 0 1 0 0 11.2a5.6 5.6 0 1 0 0-11.2z", ""),
    MARKER_DIAMOND("M10 3l7 7l-7 7l-7-7z", ""),
    MARKER_SQUARE("M4.6 4.6h10.8v10.8H4.6z", ""),
    MARKER_TRIANGLE("M10 3.6l7 12H3z", ""),
    MARKER_TRIANGLE_DOWN("M10 16.4l7-12H3z", ""),
    MARKER_HEXAGON("M6.4 4h7.2l3.8 6l-3.8 6H6.4l-3.8-6z", "");

    /** Side of the box that every path is drawn in. */
    public static final double BOX = 20;

    /** Width of the lines, in units of the box. */
    public static final double LINE = 1.6;

    private static final List<Symbol> MARKERS = List.of(
            MARKER_CIRCLE, MARKER_DIAMOND, MARKER_SQUARE, MARKER_TRIANGLE, MARKER_TRIANGLE_DOWN, MARKER_HEXAGON);

    private final String line;
    private final String solid;

    Symbol(String line, String solid) {
        this.line = line;
        this.solid = solid;
    }

    /** Path to draw as a line; empty when there is none. */
    public String line() {
        return line;
    }

    /** Path to fill; empty when there is none. */
    public String solid() {
        return solid;
    }

    /** The marker of the series with this number from 0; with {@link Palette#series} 30 pairs before one repeats. */
    public static Symbol marker(int number) {
        return MARKERS.get(Math.floorMod(number, MARKERS.size()));
    }
}
