package millwright.connectors.redfish;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import millwright.connectors.source.ParserWords;
import org.jspecify.annotations.Nullable;

/**
 * One resource or a part of one, read leniently: whatever is not what was expected is simply not there. Bounded: 64 levels,
 * {@value #MAX_VALUES} values. Immutable by agreement, any thread.
 */
final class Document {
    static final int MAX_BYTES = 4 << 20;
    private static final int MAX_VALUES = 200_000;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 2_000;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");
    private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

    private final JsonObject json;
    private final String path;
    private final String etag;

    private Document(JsonObject json, String path, String etag) {
        this.json = json;
        this.path = path;
        this.etag = etag;
    }

    /** @param etag of the answer's header, empty when it had none @throws Garbled naming the path and what is wrong */
    static Document parse(byte[] body, String path, String etag) throws Garbled {
        int commas = 0;
        for (byte b : body) {
            commas += b == ',' ? 1 : 0;
        }
        if (commas > MAX_VALUES) {
            throw new Garbled(path + ": more than " + MAX_VALUES + " values in one resource");
        }
        JsonElement element;
        try (JsonReader reader = new JsonReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            element = JSON.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("something follows its end");
            }
        } catch (JsonParseException | IllegalStateException | NumberFormatException | IOException e) {
            throw new Garbled(path + ": not JSON: " + ParserWords.of(e));
        }
        if (!element.isJsonObject()) {
            throw new Garbled(path + ": answered JSON that is no object");
        }
        return new Document(element.getAsJsonObject(), path, etag);
    }

    /** Where it was read. */
    String path() {
        return path;
    }

    /** For If-Match; empty when the service gives none. */
    String etag() {
        return etag.isEmpty() ? text("@odata.etag").orElse("") : etag;
    }

    /** The same as if it were read at another place: a member that came inside its collection. */
    Document at(String place) {
        return new Document(json, place, "");
    }

    /** @param pointer keys and indices joined by slashes; null when one of them is not there */
    private @Nullable JsonElement find(String pointer) {
        JsonElement at = json;
        for (String key : pointer.split("/", -1)) {
            if (at instanceof JsonObject object) {
                at = object.get(key);
            } else if (at instanceof JsonArray array && key.matches("\\d{1,6}")) {
                int index = Integer.parseInt(key);
                at = index < array.size() ? array.get(index) : null;
            } else {
                return null;
            }
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** True too for a value that is null. */
    boolean has(String pointer) {
        return find(pointer) != null;
    }

    boolean isNull(String pointer) {
        JsonElement found = find(pointer);
        return found != null && found.isJsonNull();
    }

    Optional<String> text(String pointer) {
        JsonElement found = find(pointer);
        return found != null
                        && found.isJsonPrimitive()
                        && !clean(found.getAsString()).isEmpty()
                ? Optional.of(clean(found.getAsString()))
                : Optional.empty();
    }

    /** Fit for names and ids: no control characters, not endless. */
    private static String clean(String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return CONTROL.matcher(cut).replaceAll(" ").strip();
    }

    String text(String pointer, String absent) {
        return text(pointer).orElse(absent);
    }

    /** NaN when there is none, or no finite one. */
    double number(String pointer) {
        JsonElement found = find(pointer);
        if (found == null || !found.isJsonPrimitive() || found.getAsString().length() > 40) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(found.getAsString());
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** What the service wrote as a link there; it may lead anywhere. */
    Optional<String> link(String pointer) {
        return text(pointer + "/@odata.id");
    }

    /** The objects of an array; others in it are left out. */
    List<Document> items(String pointer) {
        List<Document> items = new ArrayList<>();
        if (find(pointer) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonObject object) {
                    items.add(new Document(object, path, ""));
                }
            }
        }
        return items;
    }

    /** A member of a collection that came whole and not as a mere link. */
    boolean isWhole() {
        return json.has("@odata.type") && json.has("Id");
    }
}
