package millwright.connectors.results;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads result files into points. A file may hold one run, a list of runs or one run a line. One thread; holds one file
 * at a time.
 */
public final class ResultReader {
    private static final long MAX_BYTES = 256L << 20;

    private final Map<String, String> labels;
    private final NamePatterns patterns;
    private final Gson gson = new Gson();

    /** @param labels fields and labels for every run, for example {@code gpus=8} */
    public ResultReader(Map<String, String> labels, NamePatterns patterns) {
        this.labels = Map.copyOf(labels);
        this.patterns = patterns;
    }

    /** @param arguments files, directories (searched for .json) and globs */
    public ResultSet read(List<String> arguments) {
        ResultSet.Gathering found = new ResultSet.Gathering();
        Set<Path> files = ResultPaths.find(arguments, found);
        files.forEach(f -> read(f, found));
        return found.done(files);
    }

    private void read(Path file, ResultSet.Gathering found) {
        String source = file.toString();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadResult("", "is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            try (Reader in = Files.newBufferedReader(file)) {
                documents(in, file, found);
            }
        } catch (BadResult e) {
            found.problem(e.in(source));
        } catch (CharacterCodingException e) {
            found.problem(new ResultProblem(source, "", "is not UTF-8 text"));
        } catch (EOFException e) {
            found.problem(new ResultProblem(source, "", "ends in the middle of a value, or is empty"));
        } catch (IOException e) {
            found.problem(new ResultProblem(source, "", "cannot be read: " + firstLine(e)));
        } catch (JsonParseException e) {
            found.problem(new ResultProblem(source, "", "is not JSON: " + firstLine(e)));
        }
    }

    private void documents(Reader in, Path file, ResultSet.Gathering found) throws IOException {
        JsonReader json = new JsonReader(in);
        // Python writes NaN and Infinity, which only a lenient reader takes; fields are checked one by one later.
        json.setStrictness(Strictness.LENIENT);
        int runs = 0;
        do {
            JsonElement document = gson.getAdapter(JsonElement.class).read(json);
            boolean several = runs > 0 || document instanceof JsonArray || json.peek() != JsonToken.END_DOCUMENT;
            List<JsonElement> parts = document instanceof JsonArray list ? list.asList() : List.of(document);
            for (JsonElement part : parts) {
                run(part, file, several ? file + "#" + runs : file.toString(), found);
                runs++;
            }
        } while (json.peek() != JsonToken.END_DOCUMENT);
    }

    private void run(JsonElement part, Path file, String source, ResultSet.Gathering found) {
        try {
            if (part instanceof JsonPrimitive || part.isJsonNull() || part instanceof JsonArray) {
                throw new BadResult(
                        "",
                        "holds " + (part instanceof JsonArray ? "a list" : "text or a number")
                                + " where a result object is needed");
            }
            JsonFields json = new JsonFields((JsonObject) part);
            Map<String, String> name = patterns.read(String.valueOf(file.getFileName()));
            if (json.has(MlEnergyModel.SIGN)) {
                new MlEnergyModel(json).points(labels, name, source, found);
            } else {
                found.point(new VllmRun(json).point(labels, name, source));
            }
        } catch (BadResult e) {
            found.problem(e.in(source));
        }
    }

    private static String firstLine(Exception e) {
        String text = String.valueOf(e.getMessage());
        return text.lines().findFirst().orElse(text).replaceFirst("^.*Exception: ", "");
    }
}
