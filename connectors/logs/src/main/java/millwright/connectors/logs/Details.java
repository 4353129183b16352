package millwright.connectors.logs;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what a message says beside its text; what it leaves out is left out. */
final class Details {
    private final Map<String, String> values = new TreeMap<>();

    Details put(String key, @Nullable String value) {
        if (value != null && !value.isBlank() && !value.equals("<unknown>") && !value.equals("'<unknown>'")) {
            values.put(key, value.strip());
        }
        return this;
    }

    Map<String, String> map() {
        return values;
    }
}
