package millwright.connectors.csv;

/** A cell or row that cannot be used, with the column to blame; becomes an import problem. */
final class BadCell extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String column;

    BadCell(String column, String what) {
        super(what, null, false, false);
        this.column = column;
    }

    String column() {
        return column;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
