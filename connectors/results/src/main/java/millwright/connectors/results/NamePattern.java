package millwright.connectors.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression over the whole name of a result file without {@code .json}; its named groups become fields. */
record NamePattern(Pattern expression) {
    private static final String EXAMPLE = "; write for example (?<hardware>[A-Za-z0-9]+)-c(?<concurrency>\\d+)";

    /** @throws IllegalArgumentException naming the pattern, what is wrong in it and what to write */
    static NamePattern of(String text) {
        Pattern expression;
        try {
            expression = Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "name pattern '" + text + "': " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " at position " + e.getIndex())
                            + "; names of groups are letters and digits" + EXAMPLE,
                    e);
        }
        if (expression.namedGroups().isEmpty()) {
            throw new IllegalArgumentException("name pattern '" + text + "' has no named group" + EXAMPLE);
        }
        return new NamePattern(expression);
    }

    Set<String> groups() {
        return expression.namedGroups().keySet();
    }

    boolean fits(String fileName) {
        return expression.matcher(stem(fileName)).matches();
    }

    /** @return empty when the name does not fit; groups that took no part are left out */
    Optional<Map<String, String>> read(String fileName) {
        Matcher matcher = expression.matcher(stem(fileName));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String group : groups()) {
            String value = matcher.group(group);
            if (value != null) {
                found.put(group, value);
            }
        }
        return Optional.of(found);
    }

    static String stem(String fileName) {
        return fileName.replaceFirst("\\.jsonl?$", "");
    }
}
