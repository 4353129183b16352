package millwright.fuzz;

/** What a refusal has to be: one line with words in it. */
public final class Said {
    private Said() {}

    /** @throws AssertionError when the message is none or has several lines */
    public static void inOneLine(Throwable refusal) {
        String message = refusal.getMessage();
        if (message == null || message.isBlank() || message.indexOf('\n') >= 0) {
            throw new AssertionError("a refusal must be one line, not: " + message, refusal);
        }
    }
}
