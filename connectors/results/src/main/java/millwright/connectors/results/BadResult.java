package millwright.connectors.results;

/** A result that cannot be used, with the field that is to blame; becomes a {@link ResultProblem}. */
final class BadResult extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    BadResult(String field, String text) {
        super(text, null, false, false);
        this.field = field;
    }

    ResultProblem in(String file) {
        return new ResultProblem(file, field, String.valueOf(getMessage()));
    }
}
