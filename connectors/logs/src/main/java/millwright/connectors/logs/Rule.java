package millwright.connectors.logs;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.source.LogMeaning;

/**
 * One message that is known.
 *
 * @param mark a word that must stand in it, so that most messages are passed over without the pattern
 * @param meaning of a match; an empty list when it is none after all
 */
record Rule(String mark, Pattern pattern, Function<Matcher, List<LogMeaning>> meaning) {
    static Rule of(String mark, String pattern, Function<Matcher, LogMeaning> meaning) {
        return many(mark, pattern, m -> List.of(meaning.apply(m)));
    }

    static Rule many(String mark, String pattern, Function<Matcher, List<LogMeaning>> meaning) {
        return new Rule(mark, Pattern.compile(pattern), meaning);
    }

    List<LogMeaning> read(String text) {
        if (!text.contains(mark)) {
            return List.of();
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? meaning.apply(matcher) : List.of();
    }
}
