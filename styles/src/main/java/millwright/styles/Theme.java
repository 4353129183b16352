package millwright.styles;

/** The two grounds a desk is read on. The colours of each stand in one style sheet, which Java reads too. */
public enum Theme {
    DARK("dark.css"),
    DAY("day.css");

    private final String sheet;

    Theme(String sheet) {
        this.sheet = sheet;
    }

    /** Name of the style sheet that defines every {@link Token} for this theme, next to this class. */
    String sheet() {
        return sheet;
    }
}
