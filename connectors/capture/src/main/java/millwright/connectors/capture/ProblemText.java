package millwright.connectors.capture;

import java.util.regex.Pattern;

/** A problem as people read it, on terminals too: one line, whatever the words are that it cites from the file. */
final class ProblemText {
    private static final int LONGEST = 300;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private ProblemText() {}

    static String of(String text) {
        String seen = UNSEEN.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                .replaceAll("\ufffd");
        return text.length() > LONGEST ? seen + " …" : seen;
    }
}
