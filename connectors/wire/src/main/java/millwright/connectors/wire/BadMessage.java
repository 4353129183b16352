package millwright.connectors.wire;

/** A message that does not say what it must. The text names the field, as in {@code subscribe.wants.metric}. */
public final class BadMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    public BadMessage(String field, String problem) {
        super("field " + field + ": " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
