package millwright.connectors.netbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of NetBox leniently: what is absent or of another shape is empty, 0 or NaN. Stateless. */
final class Fields {
    private static final int MAX_TEXT = 150;

    private Fields() {}

    /** One line without control characters. */
    static String text(JsonObject from, String name) {
        JsonPrimitive value = primitive(from.get(name));
        String text = value == null ? "" : value.getAsString();
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length() && clean.length() < MAX_TEXT; i++) {
            char c = text.charAt(i);
            clean.append(c < ' ' || c >= 0x7f && c <= 0x9f ? ' ' : c);
        }
        return clean.toString().strip();
    }

    /** A choice, which NetBox tells as {@code {value, label}} and exports sometimes as the value alone. */
    static String choice(JsonObject from, String name) {
        return from.get(name) instanceof JsonObject object ? text(object, "value") : text(from, name);
    }

    /** NaN when absent or no number. */
    static double number(JsonObject from, String name) {
        JsonPrimitive value = primitive(from.get(name));
        try {
            return value == null || value.isBoolean() ? Double.NaN : value.getAsDouble();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static int whole(JsonObject from, String name, int absent) {
        double value = number(from, name);
        return Double.isFinite(value) && Math.abs(value) < 1e6 ? (int) value : absent;
    }

    /** The id of an object, 0 when it has none. */
    static long id(JsonObject from) {
        return id(from, "id");
    }

    static long id(JsonObject from, String name) {
        double value = number(from, name);
        return value >= 1 && value < 1L << 52 ? (long) value : 0;
    }

    /** The id of another object that a field names, as an object or as a bare id; 0 when it names none. */
    static long reference(JsonObject from, String name) {
        return from.get(name) instanceof JsonObject object ? id(object) : id(from, name);
    }

    static JsonObject object(JsonObject from, String name) {
        return from.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    /** The objects of a list, or the one object that stands in its place. */
    static List<JsonObject> objects(JsonObject from, String name) {
        List<JsonObject> objects = new ArrayList<>();
        JsonElement value = from.get(name);
        if (value instanceof JsonObject one) {
            objects.add(one);
        } else if (value instanceof JsonArray many) {
            for (JsonElement item : many) {
                if (item instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static @Nullable JsonPrimitive primitive(@Nullable JsonElement value) {
        return value instanceof JsonPrimitive p ? p : null;
    }
}
