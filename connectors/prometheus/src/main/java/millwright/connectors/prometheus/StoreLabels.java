package millwright.connectors.prometheus;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads labels of series, which mostly say what those before them said: a text that came lately is held once. One thread;
 * remembers 4,096 texts.
 */
final class StoreLabels {
    private final String[] lately = new String[1 << 12];

    /** @return small maps that do not change */
    Map<String, String> read(JsonReader in) throws IOException {
        Map<String, String> labels = new HashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = once(in.nextName());
            labels.put(name, once(in.nextString()));
        }
        in.endObject();
        return Map.copyOf(labels);
    }

    /** The same without its name. */
    static Map<String, String> unnamed(Map<String, String> labels) {
        Map<String, String> others = new HashMap<>(labels);
        others.remove("__name__");
        return Map.copyOf(others);
    }

    private String once(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & lately.length - 1;
        if (!text.equals(lately[place])) {
            lately[place] = text;
        }
        return lately[place];
    }
}
