package millwright.connectors.otlp;

/** What of a request could not be taken: how many, and why the first and the last. One thread. */
final class Refusals {
    private static final int LONGEST = 300;

    private final String things;
    private long count;
    private String first = "";
    private String last = "";

    Refusals(String things) {
        this.things = things;
    }

    /** What they are, in the plural. */
    String things() {
        return things;
    }

    void add(String why) {
        last = shortened(why);
        first = count++ == 0 ? last : first;
    }

    /** Why the last was not taken; empty when all were. */
    String last() {
        return last;
    }

    long count() {
        return count;
    }

    /** One line for the sender's log; empty when all was taken. */
    String message() {
        return count == 0 ? "" : count + " " + things + " not taken, the first: " + first;
    }

    /** What senders wrote may be as long as a request, and is quoted. */
    static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
