package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Prometheus text format 0.0.4, with the {@code # EOF}, exemplars and second timestamps of OpenMetrics let
 * through. A bad line is a problem with its number, the rest is read on. One thread; bounded by the text given.
 */
final class ExpositionParser {
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_SAMPLES = 2_000_000;

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int problemCount;
    private int lineNumber;
    private String line = "";
    private int at;

    static Exposition parse(String text) {
        return new ExpositionParser().read(text);
    }

    private Exposition read(String text) {
        int start = 0;
        while (start < text.length() && samples.size() < MAX_SAMPLES) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lineNumber++;
            line = text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
            start = end + 1;
            try {
                takeLine();
            } catch (IllegalArgumentException e) {
                problem(e.getMessage() == null ? "malformed" : e.getMessage());
            }
        }
        if (samples.size() >= MAX_SAMPLES) {
            problem("more than " + MAX_SAMPLES + " samples; the rest was not read");
        }
        return new Exposition(List.copyOf(samples), Map.copyOf(types), List.copyOf(problems), problemCount);
    }

    private void problem(String what) {
        problemCount++;
        if (problems.size() < MAX_PROBLEMS) {
            String excerpt = line.length() > 80 ? line.substring(0, 80) + "…" : line;
            problems.add("line " + lineNumber + ": " + what + ": " + excerpt);
        }
    }

    private void takeLine() {
        at = 0;
        skipBlanks();
        if (at == line.length()) {
            return;
        }
        if (line.charAt(at) == '#') {
            takeComment();
            return;
        }
        String name = name();
        Map<String, String> labels = Map.of();
        skipBlanks();
        if (at < line.length() && line.charAt(at) == '{') {
            labels = labels();
        }
        String value = word("a value is missing");
        String time = at < line.length() ? optionalWord() : "";
        samples.add(new Sample(name, labels, number(value), value, timestamp(time), lineNumber));
    }

    private void takeComment() {
        String[] words = line.substring(at + 1).strip().split("\\s+", 3);
        if (words.length == 3 && words[0].equals("TYPE")) {
            types.put(words[1], words[2]);
        }
    }

    private String name() {
        int start = at;
        while (at < line.length() && isNamePart(line.charAt(at), at == start)) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("no metric name");
        }
        return line.substring(start, at);
    }

    private static boolean isNamePart(char c, boolean first) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
        return letter || !first && c >= '0' && c <= '9';
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        at++;
        skipBlanks();
        while (at < line.length() && line.charAt(at) != '}') {
            String key = name();
            skipBlanks();
            expect('=');
            skipBlanks();
            expect('"');
            if (labels.put(key, quoted()) != null) {
                throw new IllegalArgumentException("label '" + key + "' stands twice");
            }
            skipBlanks();
            if (at < line.length() && line.charAt(at) == ',') {
                at++;
                skipBlanks();
            }
        }
        expect('}');
        return labels;
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        throw new IllegalArgumentException("a label value is not closed");
    }

    private void expect(char c) {
        if (at >= line.length() || line.charAt(at) != c) {
            throw new IllegalArgumentException("'" + c + "' expected at column " + (at + 1));
        }
        at++;
    }

    private String word(String missing) {
        String word = optionalWord();
        if (word.isEmpty()) {
            throw new IllegalArgumentException(missing);
        }
        return word;
    }

    /** The next word, or nothing before a comment (an exemplar). */
    private String optionalWord() {
        skipBlanks();
        int start = at;
        if (at < line.length() && line.charAt(at) == '#') {
            return "";
        }
        while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
            at++;
        }
        return line.substring(start, at);
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                try {
                    if ("dDfF".indexOf(text.charAt(text.length() - 1)) >= 0 && !text.startsWith("0x")) {
                        throw new NumberFormatException("a letter that only Java takes");
                    }
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("'" + text + "' is not a number", e);
                }
            }
        };
    }

    private static long timestamp(String text) {
        if (text.isEmpty()) {
            return Sample.NO_TIME;
        }
        double number = number(text);
        // 0.0.4 counts milliseconds, OpenMetrics seconds with a fraction; nothing was scraped before 1970-04
        double millis = text.contains(".") ? number * 1_000 : number;
        if (!(Math.abs(millis) < Sample.MOST_MILLIS)) {
            throw new IllegalArgumentException("'" + text + "' is not a timestamp");
        }
        return (long) millis;
    }
}
