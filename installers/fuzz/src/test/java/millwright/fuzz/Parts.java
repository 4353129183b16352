package millwright.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several named texts in one input: each begins with a line {@code @@ NAME}. What stands before the first has the name "". */
public final class Parts {
    private static final String MARK = "@@ ";

    private Parts() {}

    public static Map<String, String> of(byte[] bytes) {
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        parts.put("", part);
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith(MARK)) {
                part = new StringBuilder();
                parts.put(line.substring(MARK.length()), part);
            } else {
                part.append(line).append('\n');
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((name, text) -> texts.put(name, text.toString()));
        return texts;
    }
}
