package millwright.connectors.prometheus;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of the HTTP API of Prometheus while it comes, and hands each series on before it reads the next: whether the
 * answer is whole and good is known at its end. Keeps one series and a few words. One thread.
 */
final class StoreAnswer {
    private static final int LONGEST = 200;

    private interface Data {
        void read() throws IOException;
    }

    private final String what;
    private final JsonReader in;
    private final StoreLabels labels = new StoreLabels();
    private final StoreValues values;
    private @Nullable String status;
    private String error = "";
    private String warning = "";
    private boolean cutShort;
    private boolean seen;

    private StoreAnswer(String what, Reader body, boolean marked) {
        this.what = what;
        this.values = new StoreValues(marked);
        this.in = new JsonReader(body);
        in.setStrictness(Strictness.LENIENT);
    }

    /**
     * @param marked true where NaN is the mark of a series' end and none of its values
     * @param lines is given each series with values; what it was given is worth nothing when this fails
     * @return what the store says of parts of it that did not answer; empty for a whole answer
     */
    static String matrix(String what, InputStream body, boolean marked, Consumer<StoreClient.Line> lines)
            throws IOException {
        StoreAnswer answer = new StoreAnswer(what, new InputStreamReader(body, StandardCharsets.UTF_8), marked);
        return answer.read(JsonToken.BEGIN_OBJECT, () -> answer.matrix(lines));
    }

    /** As {@link #matrix}. @param names is given the labels of each series */
    static String names(String what, InputStream body, Consumer<Map<String, String>> names) throws IOException {
        StoreAnswer answer = new StoreAnswer(what, new InputStreamReader(body, StandardCharsets.UTF_8), false);
        return answer.read(JsonToken.BEGIN_ARRAY, () -> answer.names(names));
    }

    /** The store's own words, where they can be made out. @param text may be cut off */
    static String error(String text) {
        StoreAnswer answer = new StoreAnswer("", new StringReader(text), false);
        try {
            answer.in.beginObject();
            while (answer.error.isEmpty() && answer.in.hasNext()) {
                answer.member(answer.in.nextName(), JsonToken.NULL, () -> {});
            }
        } catch (IOException | IllegalStateException e) {
            return "";
        }
        return answer.why();
    }

    private String why() {
        return error.isEmpty() ? "" : ": " + cut(error);
    }

    private static String cut(String said) {
        String line = said.substring(0, Math.min(10 * LONGEST, said.length())).replaceAll("\\s+", " ");
        return line.substring(0, Math.min(LONGEST, line.length()));
    }

    private String read(JsonToken kind, Data data) throws IOException {
        try {
            in.beginObject();
            while (in.hasNext()) {
                member(in.nextName(), kind, data);
            }
            in.endObject();
            if (status == null || in.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException("not one object with a status");
            }
            if (!status.equals("success")) {
                throw new IOException(what + " failed" + why());
            }
            if (!seen) {
                throw new MalformedJsonException("no data");
            }
        } catch (IllegalStateException | NumberFormatException | MalformedJsonException | EOFException e) {
            throw new IOException(what + " gave no answer of the API of Prometheus; is the address right?", e);
        }
        return warning.isEmpty() && cutShort ? "a part of the store did not answer" : warning;
    }

    private void member(String name, JsonToken kind, Data data) throws IOException {
        switch (name) {
            case "status" -> status = in.nextString();
            case "error" -> error = words();
            case "warnings" -> warnings();
            case "isPartial" -> cutShort = in.peek() == JsonToken.BOOLEAN ? in.nextBoolean() : words().equals("true");
            case "data" -> {
                boolean wanted = !seen && (status == null || status.equals("success")) && in.peek() == kind;
                if (wanted) {
                    seen = true;
                    data.read();
                } else {
                    in.skipValue();
                }
            }
            default -> in.skipValue();
        }
    }

    private String words() throws IOException {
        JsonToken kind = in.peek();
        if (kind == JsonToken.STRING || kind == JsonToken.NUMBER) {
            return in.nextString();
        }
        in.skipValue();
        return "";
    }

    /** Thanos and Mimir warn where a part of the store did not answer; VictoriaMetrics says only that it is so. */
    private void warnings() throws IOException {
        if (in.peek() != JsonToken.BEGIN_ARRAY) {
            in.skipValue();
            return;
        }
        in.beginArray();
        while (in.hasNext()) {
            String said = in.nextString();
            if (warning.isEmpty() && !said.startsWith("PromQL ")) {
                warning = cut(said);
            }
        }
        in.endArray();
    }

    private void names(Consumer<Map<String, String>> names) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            names.accept(labels.read(in));
        }
        in.endArray();
    }

    private void matrix(Consumer<StoreClient.Line> lines) throws IOException {
        Set<String> had = new HashSet<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "resultType" -> {
                    if (!"matrix".equals(in.nextString())) {
                        throw new IOException(what + " gave no matrix; is this the API of Prometheus?");
                    }
                }
                case "result" -> series(lines);
                default -> in.skipValue();
            }
            had.add(name);
        }
        in.endObject();
        if (!had.contains("resultType") || !had.contains("result")) {
            throw new MalformedJsonException("data without a result");
        }
    }

    private void series(Consumer<StoreClient.Line> lines) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            StoreClient.Line line = line();
            if (line != null) {
                lines.accept(line);
            }
        }
        in.endArray();
    }

    /** Null for a series without values, as one of histograms only. */
    private StoreClient.@Nullable Line line() throws IOException {
        Map<String, String> of = null;
        boolean some = false;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "metric" -> of = labels.read(in);
                case "values" -> {
                    values.read(what, in);
                    some = true;
                }
                default -> in.skipValue();
            }
        }
        in.endObject();
        if (some && of == null) {
            throw new MalformedJsonException("a series without labels");
        }
        return of == null || !some ? null : values.line(of);
    }
}
