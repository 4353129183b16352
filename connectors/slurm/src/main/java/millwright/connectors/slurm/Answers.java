package millwright.connectors.slurm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import millwright.connectors.source.ParserWords;

/**
 * Reads answers of slurmrestd one item after another, so that a list of a hundred thousand jobs is never there as a
 * whole tree. Stateless.
 */
final class Answers {
    /** @param problems items that could not be understood @param example the first of them */
    record Items<T>(List<T> items, int problems, String example) {}

    private Answers() {}

    static JsonReader reader(byte[] body) {
        JsonReader reader =
                new JsonReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        reader.setStrictness(Strictness.STRICT);
        return reader;
    }

    /**
     * The items of one array of the answer.
     *
     * @param understand throws IllegalArgumentException for an item that cannot be used; it is counted, not fatal
     * @throws IOException when it is no such answer, or Slurm says an error in it
     */
    static <T> Items<T> items(byte[] body, String array, Function<JsonObject, List<T>> understand) throws IOException {
        List<T> items = new ArrayList<>();
        int[] problems = {0};
        String[] example = {""};
        boolean found = false;
        try {
            JsonReader reader = reader(body);
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (name.equals(array) && reader.peek() == JsonToken.BEGIN_ARRAY) {
                    found = true;
                    reader.beginArray();
                    while (reader.hasNext()) {
                        take(JsonParser.parseReader(reader), understand, items, problems, example);
                    }
                    reader.endArray();
                } else if (name.equals("errors")) {
                    complain(JsonParser.parseReader(reader));
                } else {
                    reader.skipValue();
                }
            }
        } catch (MalformedJsonException | JsonParseException | IllegalStateException e) {
            throw new Garbled("the answer is no JSON of slurmrestd: " + ParserWords.of(e), e);
        }
        if (!found) {
            throw new Garbled("the answer holds no '" + array + "'; is this slurmrestd?", null);
        }
        return new Items<>(items, problems[0], example[0]);
    }

    private static <T> void take(
            JsonElement item,
            Function<JsonObject, List<T>> understand,
            List<T> into,
            int[] problems,
            String[] example) {
        try {
            if (!(item instanceof JsonObject object)) {
                throw new IllegalArgumentException("an item that is no object");
            }
            into.addAll(understand.apply(object));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            if (problems[0]++ == 0) {
                example[0] = ParserWords.of(e);
            }
        }
    }

    private static void complain(JsonElement errors) throws IOException {
        if (!errors.isJsonArray() || errors.getAsJsonArray().isEmpty()) {
            return;
        }
        throw new IOException("Slurm says: " + words(errors.getAsJsonArray().get(0)));
    }

    private static String words(JsonElement error) {
        if (!(error instanceof JsonObject said)) {
            return error.isJsonPrimitive() ? error.getAsString() : "an error without words";
        }
        String what = Fields.text(said, "error");
        String where = Fields.text(said, "description");
        String both = where.contains(what) ? where : what + (where.isBlank() ? "" : " (" + where + ")");
        return both.isBlank() ? "an error without words" : both.replaceAll("\\s+", " ");
    }

    /** What Slurm says went wrong; empty when it says nothing of the kind. */
    static String fault(byte[] body) {
        try {
            JsonElement root = JsonParser.parseReader(reader(body));
            if (root instanceof JsonObject object && object.get("errors") != null) {
                complain(object.get("errors"));
            }
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            return "";
        }
    }
}
