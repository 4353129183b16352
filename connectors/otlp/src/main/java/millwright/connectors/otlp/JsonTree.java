package millwright.connectors.otlp;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import millwright.connectors.source.ParserWords;

/** What OTLP in JSON writes its own way: 64-bit numbers as texts, numbers that are none as words, values by their kind. */
final class JsonTree {
    /** Reads one member of an object, whose name was just read. */
    interface Member {
        void read(String name) throws IOException;
    }

    /** Reads one element of a list. */
    interface Element {
        void read() throws IOException;
    }

    private static final int DEEPEST = 64;

    private final JsonReader in;

    private JsonTree(JsonReader in) {
        this.in = in;
    }

    /**
     * Reads the lists of one member of a request.
     *
     * @throws BadBody naming the place, when it is not JSON or not what is expected there
     */
    static void read(byte[] body, String wanted, Function<JsonTree, Element> each) {
        try (JsonReader reader = new JsonReader(new StringReader(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString()))) {
            reader.setNestingLimit(DEEPEST);
            JsonTree tree = new JsonTree(reader);
            Element element = each.apply(tree);
            tree.only(wanted, () -> tree.list(element));
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BadBody("something follows the JSON object");
            }
        } catch (CharacterCodingException e) {
            throw new BadBody("the JSON is not UTF-8", e);
        } catch (MalformedJsonException e) {
            throw new BadBody("not JSON: " + ParserWords.of(e), e);
        } catch (IOException | IllegalStateException | NumberFormatException | ArithmeticException e) {
            throw new BadBody("not OTLP in JSON: " + ParserWords.of(e), e);
        }
    }

    /** A null stands for a message without anything. */
    void object(Member member) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return;
        }
        in.beginObject();
        while (in.hasNext()) {
            member.read(in.nextName());
        }
        in.endObject();
    }

    /** An object of which one member alone is read. */
    void only(String wanted, Element element) throws IOException {
        object(name -> {
            if (name.equals(wanted)) {
                element.read();
            } else {
                skip();
            }
        });
    }

    void list(Element element) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return;
        }
        in.beginArray();
        while (in.hasNext()) {
            element.read();
        }
        in.endArray();
    }

    void skip() throws IOException {
        in.skipValue();
    }

    String text() throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return "";
        }
        return in.nextString();
    }

    boolean flag() throws IOException {
        return in.nextBoolean();
    }

    /** Signed, or unsigned in the same bits; written as a number or as a text. */
    long whole() throws IOException {
        String text = in.nextString();
        if (text.startsWith("-")) {
            return Long.parseLong(text);
        }
        return text.matches("\\d{1,20}") ? Long.parseUnsignedLong(text) : new BigDecimal(text).longValueExact();
    }

    int small() throws IOException {
        return Math.toIntExact(whole());
    }

    double number() throws IOException {
        String text = in.nextString();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    Attributes attributes() throws IOException {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        list(() -> pair(keys, values));
        return new Attributes(keys, values);
    }

    /** The attributes of an object that has nothing else to say. */
    Attributes attributesWithin() throws IOException {
        Attributes[] found = {Attributes.NONE};
        only("attributes", () -> found[0] = attributes());
        return found[0];
    }

    private void pair(List<String> keys, List<Object> values) throws IOException {
        String[] key = {""};
        Object[] value = {""};
        object(name -> {
            switch (name) {
                case "key" -> key[0] = text();
                case "value" -> value[0] = value();
                default -> skip();
            }
        });
        if (keys.size() >= Attributes.MOST) {
            throw new BadBody("more than " + Attributes.MOST + " attributes in one place");
        }
        keys.add(key[0]);
        values.add(value[0]);
    }

    Object value() throws IOException {
        Object[] value = {""};
        object(name -> {
            switch (name) {
                case "stringValue", "bytesValue" -> value[0] = text();
                case "boolValue" -> value[0] = flag();
                case "intValue" -> value[0] = whole();
                case "doubleValue" -> value[0] = number();
                case "arrayValue" -> {
                    List<Object> all = new ArrayList<>();
                    only("values", () -> list(() -> all.add(value())));
                    value[0] = all.toString();
                }
                case "kvlistValue" ->
                    only("values", () -> value[0] = attributes().toString());
                default -> skip();
            }
        });
        return value[0];
    }
}
