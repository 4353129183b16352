package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenMetrics text 1.0 and refuses the whole of it where it breaks the format, since a cut-off or disordered answer
 * cannot be told from a whole one otherwise. One thread; bounded by the text given.
 */
final class OpenMetricsParser {
    private static final String EOF = "# EOF";

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable OpenMetricsFamily family;

    static Exposition parse(String text) throws BadExposition {
        return new OpenMetricsParser().read(text);
    }

    private Exposition read(String text) throws BadExposition {
        int number = 0;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end);
            start = end + 1;
            number++;
            try {
                if (line.equals(EOF)) {
                    close();
                    return whole(text, start, number);
                }
                take(line, number);
            } catch (IllegalArgumentException e) {
                throw new BadExposition(number, String.valueOf(e.getMessage()), line);
            }
        }
        throw new BadExposition("it does not end with '" + EOF + "'; it was cut off");
    }

    private Exposition whole(String text, int end, int number) {
        if (end < text.length()) {
            throw new IllegalArgumentException("text after '" + EOF + "' in line " + (number + 1));
        }
        return new Exposition(List.copyOf(samples), Map.copyOf(types), List.of(), 0);
    }

    private void take(String line, int number) {
        if (line.isEmpty()) {
            throw new IllegalArgumentException("a blank line");
        }
        if (line.charAt(0) == '#') {
            describe(line);
            return;
        }
        StrictLine.Read read = StrictLine.read(line);
        OpenMetricsFamily current = family;
        if (current == null || !current.takes(read.name())) {
            current = begin(read.name());
        }
        samples.add(current.add(read, number));
    }

    private void describe(String line) {
        String[] words = line.split(" ", 4);
        if (words.length < 4 || !words[0].equals("#") || !StrictLine.isName(words[2])) {
            throw new IllegalArgumentException("neither HELP, TYPE nor UNIT of a metric");
        }
        OpenMetricsFamily current = family;
        if (current == null || !current.name().equals(words[2])) {
            current = begin(words[2]);
        }
        current.describe(words[1], words[3]);
    }

    private OpenMetricsFamily begin(String name) {
        close();
        OpenMetricsFamily begun = new OpenMetricsFamily(name);
        family = begun;
        return begun;
    }

    private void close() {
        OpenMetricsFamily done = family;
        if (done == null) {
            return;
        }
        done.close();
        Set<String> claimed = new HashSet<>(Set.of(done.name()));
        done.type().endings().forEach(ending -> claimed.add(done.name() + ending));
        for (String name : claimed) {
            if (!names.add(name)) {
                throw new IllegalArgumentException("metric '" + name + "' stands in two places");
            }
        }
        types.put(done.name(), done.type().word());
    }
}
