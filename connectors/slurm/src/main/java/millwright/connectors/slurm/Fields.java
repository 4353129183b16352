package millwright.connectors.slurm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields whose shape changed between versions of the interface: numbers that became
 * {@code {set, infinite, number}}, words that became lists of words. What is absent is empty or NaN, never zero.
 */
final class Fields {
    private static final int MAX_WORD = 4096;

    private Fields() {}

    static String text(JsonObject from, String name) {
        JsonPrimitive value = primitive(from.get(name));
        String text = value == null ? "" : value.getAsString();
        return text.length() > MAX_WORD ? text.substring(0, MAX_WORD) : text;
    }

    /** Fit to be the id of something: short, and of characters that can be seen. */
    static boolean nameable(String name) {
        return !name.isBlank() && name.length() <= 150 && name.chars().noneMatch(Character::isISOControl);
    }

    /** A host list may be longer than a word; its own reader bounds it. */
    static String longText(JsonObject from, String name) {
        JsonPrimitive value = primitive(from.get(name));
        return value == null ? "" : value.getAsString();
    }

    /** NaN when absent, unset, infinite or no number. */
    static double number(JsonObject from, String name) {
        JsonElement value = from.get(name);
        if (value instanceof JsonObject wrapped) {
            boolean said = flag(wrapped, "set", true) && !flag(wrapped, "infinite", false);
            return said ? number(wrapped, "number") : Double.NaN;
        }
        JsonPrimitive plain = primitive(value);
        if (plain == null || plain.isBoolean()) {
            return Double.NaN;
        }
        try {
            return plain.getAsDouble();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Epoch ns of a field in epoch seconds; 0 when it says none. */
    static long time(JsonObject from, String name) {
        double seconds = number(from, name);
        return seconds > 0 && seconds < Long.MAX_VALUE / (double) Times.SECOND ? ((long) seconds) * Times.SECOND : 0;
    }

    static boolean flag(JsonObject from, String name, boolean absent) {
        JsonPrimitive value = primitive(from.get(name));
        return value != null && value.isBoolean() ? value.getAsBoolean() : absent;
    }

    /** A list of words, or a word alone, or words with commas between. */
    static List<String> words(JsonObject from, String name) {
        JsonElement value = from.get(name);
        List<String> words = new ArrayList<>();
        if (value != null && value.isJsonArray()) {
            for (JsonElement item : value.getAsJsonArray()) {
                JsonPrimitive word = primitive(item);
                if (word != null && !word.getAsString().isBlank()) {
                    words.add(word.getAsString());
                }
            }
        } else {
            for (String word : text(from, name).split(",", -1)) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return words;
    }

    private static @Nullable JsonPrimitive primitive(@Nullable JsonElement value) {
        return value instanceof JsonPrimitive p ? p : null;
    }
}
