package millwright.connectors.prometheus;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One sample line of OpenMetrics text, to the letter: single spaces, no comma too many, decimal numbers only. One thread.
 */
final class StrictLine {
    /** @param when as written, in seconds; empty when the line does not say */
    record Read(String name, Map<String, String> labels, String value, String when, boolean exemplar) {}

    private static final int MAX_EXEMPLAR = 128;
    private static final Pattern REAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern SPECIAL = Pattern.compile("nan|[+-]?inf(inity)?");

    private final String line;
    private int at;

    private StrictLine(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static Read read(String line) {
        return new StrictLine(line).sample();
    }

    private Read sample() {
        String name = name(true);
        Map<String, String> labels = peek('{') ? labels() : Map.of();
        expect(' ');
        String value = word();
        number(value);
        String when = "";
        boolean exemplar = false;
        if (at < line.length()) {
            expect(' ');
            if (!peek('#')) {
                when = word();
                real(when);
                if (at < line.length()) {
                    expect(' ');
                    exemplar();
                    exemplar = true;
                }
            } else {
                exemplar();
                exemplar = true;
            }
        }
        return new Read(name, labels, value, when, exemplar);
    }

    private void exemplar() {
        expect('#');
        expect(' ');
        if (!peek('{')) {
            throw new IllegalArgumentException("an exemplar begins with its labels");
        }
        int size = 0;
        for (Map.Entry<String, String> label : labels().entrySet()) {
            size += label.getKey().length()
                    + label.getValue().codePointCount(0, label.getValue().length());
        }
        if (size > MAX_EXEMPLAR) {
            throw new IllegalArgumentException("the labels of an exemplar are longer than " + MAX_EXEMPLAR);
        }
        expect(' ');
        number(word());
        if (at < line.length()) {
            expect(' ');
            real(word());
        }
        if (at < line.length()) {
            throw new IllegalArgumentException("something follows the exemplar");
        }
    }

    private String name(boolean colons) {
        int start = at;
        while (at < line.length() && isNamePart(line.charAt(at), at == start, colons)) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a name is expected at column " + (at + 1));
        }
        return line.substring(start, at);
    }

    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNamePart(text.charAt(i), i == 0, true)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isNamePart(char c, boolean first, boolean colons) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || colons && c == ':';
        return letter || !first && c >= '0' && c <= '9';
    }

    private Map<String, String> labels() {
        expect('{');
        if (peek('}')) {
            at++;
            return Map.of();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        while (true) {
            String key = name(false);
            expect('=');
            expect('"');
            if (labels.put(key, quoted()) != null) {
                throw new IllegalArgumentException("label '" + key + "' stands twice");
            }
            if (peek('}')) {
                at++;
                return labels;
            }
            expect(',');
        }
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
                switch (escaped) {
                    case 'n' -> text.append('\n');
                    case '"', '\\' -> text.append(escaped);
                    default -> text.append(c).append(escaped);
                }
            } else {
                text.append(c);
            }
        }
        throw new IllegalArgumentException("a label value is not closed");
    }

    private boolean peek(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    private void expect(char c) {
        if (!peek(c)) {
            throw new IllegalArgumentException("'" + c + "' expected at column " + (at + 1));
        }
        at++;
    }

    private String word() {
        int end = line.indexOf(' ', at);
        String word = line.substring(at, end < 0 ? line.length() : end);
        if (word.isEmpty()) {
            throw new IllegalArgumentException("a number is missing at column " + (at + 1));
        }
        at += word.length();
        return word;
    }

    /** @throws IllegalArgumentException for anything but a decimal number, NaN or an infinity */
    static double number(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        if (SPECIAL.matcher(low).matches()) {
            return low.equals("nan")
                    ? Double.NaN
                    : low.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return real(text);
    }

    /** @throws IllegalArgumentException for anything but a decimal number */
    static double real(String text) {
        if (!REAL.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        return Double.parseDouble(text);
    }
}
