package millwright.connectors.mlperf;

/** A line or file that cannot be used, with the field to blame; becomes an import problem. */
final class BadRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    BadRun(String field, String what) {
        super(what, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
