package millwright.connectors.otlp;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values: String, Boolean, Long, Double, or the text of a list or map. Immutable; equal by content, so that it
 * names a stream.
 */
final class Attributes {
    static final Attributes NONE = new Attributes(List.of(), List.of());
    static final int MOST = 128;

    private final String[] keys;
    private final Object[] values;
    private final int hash;

    Attributes(List<String> keys, List<?> values) {
        this.keys = keys.toArray(String[]::new);
        this.values = values.toArray();
        this.hash = 31 * Arrays.hashCode(this.keys) + Arrays.hashCode(this.values);
    }

    int size() {
        return keys.length;
    }

    String key(int i) {
        return keys[i];
    }

    Object value(int i) {
        return values[i];
    }

    /** The text of a value; empty where there is none, as with labels. */
    String text(String key) {
        Object value = find(key);
        return value == null ? "" : value.toString();
    }

    private @Nullable Object find(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    /** The first of the keys that says something, else empty. */
    String first(String... wanted) {
        for (String key : wanted) {
            String text = text(key);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            texts.putIfAbsent(keys[i], values[i].toString());
        }
        return texts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Attributes o
                        && hash == o.hash
                        && Arrays.equals(keys, o.keys)
                        && Arrays.equals(values, o.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return texts().toString();
    }
}
