package millwright.connectors.mqtt;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.connectors.source.ParserWords;
import millwright.plant.Times;

/** Fields of a JSON object, each missing or wrong one told by its name. Depth and length are bounded. */
record Json(JsonObject object, String where) {
    private static final int DEEPEST = 32;
    private static final int LONGEST = 160;
    private static final int MOST = 10_000;
    /** Whole numbers up to here are exact. */
    private static final double EXACT = 1L << 53;

    static Json of(byte[] bytes) throws Garbled {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST);
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new Garbled("something follows the JSON object");
            }
            if (element instanceof JsonObject object) {
                return new Json(object, "");
            }
            throw new Garbled("it is no JSON object");
        } catch (CharacterCodingException e) {
            throw new Garbled("it is not UTF-8");
        } catch (IOException | RuntimeException e) {
            throw e instanceof Garbled known ? known : new Garbled("it is no JSON: " + ParserWords.of(e));
        }
    }

    boolean has(String field) {
        JsonElement element = object.get(field);
        return element != null && !element.isJsonNull();
    }

    /** True when it is there and null. */
    boolean isNull(String field) {
        JsonElement element = object.get(field);
        return element != null && element.isJsonNull();
    }

    Garbled wrong(String field, String what) {
        return new Garbled("'" + where + field + "' " + what);
    }

    private JsonElement get(String field) throws Garbled {
        JsonElement element = object.get(field);
        if (element == null) {
            throw wrong(field, "is missing");
        }
        return element;
    }

    String text(String field) throws Garbled {
        return plain(field, get(field));
    }

    String text(String field, String absent) throws Garbled {
        return has(field) ? text(field) : absent;
    }

    private String plain(String field, JsonElement element) throws Garbled {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
            throw wrong(field, "must be text");
        }
        String text = element.getAsString();
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c >= 0x7f && c <= 0x9f)) {
            throw wrong(field, "must be at most " + LONGEST + " characters of one line");
        }
        return text;
    }

    /** Of any length. */
    Optional<String> longText(String field) {
        JsonElement element = object.get(field);
        return element != null
                        && element.isJsonPrimitive()
                        && element.getAsJsonPrimitive().isString()
                ? Optional.of(element.getAsString())
                : Optional.empty();
    }

    double number(String field) throws Garbled {
        JsonElement element = get(field);
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
            double number = element.getAsDouble();
            if (Double.isFinite(number)) {
                return number;
            }
        }
        throw wrong(field, "must be a number");
    }

    /** A whole number; never by way of big integers, which a long exponent makes huge. */
    long whole(String field) throws Garbled {
        double number = number(field);
        if (number != Math.rint(number) || Math.abs(number) > EXACT) {
            throw wrong(field, "must be a whole number");
        }
        return (long) number;
    }

    boolean flag(String field, boolean absent) throws Garbled {
        if (!has(field)) {
            return absent;
        }
        JsonElement element = get(field);
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
            throw wrong(field, "must be true or false");
        }
        return element.getAsBoolean();
    }

    /** Epoch ns of an ISO 8601 time. */
    long time(String field) throws Garbled {
        try {
            return Times.nanos(OffsetDateTime.parse(text(field)).toInstant());
        } catch (DateTimeException e) {
            throw wrong(field, "must be an ISO 8601 time");
        }
    }

    Json child(String field) throws Garbled {
        if (get(field) instanceof JsonObject child) {
            return new Json(child, where + field + ".");
        }
        throw wrong(field, "must be an object");
    }

    /** Texts of an array; none when it is absent. */
    List<String> texts(String field) throws Garbled {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : array(field)) {
            texts.add(plain(field, element));
        }
        return List.copyOf(texts);
    }

    /** Objects of an array; none when it is absent. */
    List<Json> children(String field) throws Garbled {
        List<Json> children = new ArrayList<>();
        for (JsonElement element : array(field)) {
            if (!(element instanceof JsonObject child)) {
                throw wrong(field, "must hold objects");
            }
            children.add(new Json(child, where + field + "[" + children.size() + "]."));
        }
        return children;
    }

    private JsonArray array(String field) throws Garbled {
        if (!has(field)) {
            return new JsonArray();
        }
        if (get(field) instanceof JsonArray array && array.size() <= MOST) {
            return array;
        }
        throw wrong(field, "must be an array of at most " + MOST);
    }
}
