package millwright.connectors.source;

import java.util.regex.Pattern;

/** What a parser says of a text that it cannot read, for people. Stateless. */
public final class ParserWords {
    private static final int LONGEST = 240;
    private static final Pattern CLASS = Pattern.compile("^([\\w$.]+\\.)?[A-Z]\\w*(Exception|Error): ");
    /** It is for programmers. */
    private static final Pattern ADVICE =
            Pattern.compile("Use JsonReader\\.setStrictness\\(\\S+\\) to accept malformed JSON");

    private ParserWords() {}

    /** The first line of its message, which names the place, without classes and advice to programmers; 240 characters at most. */
    public static String of(Throwable problem) {
        String text = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        String line = text.lines().findFirst().orElse("");
        String plain = ADVICE.matcher(CLASS.matcher(line).replaceFirst("")).replaceFirst("malformed");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
