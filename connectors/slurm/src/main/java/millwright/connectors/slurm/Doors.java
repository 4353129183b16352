package millwright.connectors.slurm;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.source.ParserWords;

/**
 * What a slurmrestd says that it offers, by its own OpenAPI document: paths and methods of the newest version that is
 * known here. Immutable.
 *
 * @param version for example {@code v0.0.40} @param methods path below the version, without a slash at its end, to methods
 * in capitals @param slashed those paths that end in a slash there
 */
record Doors(String version, Map<String, Set<String>> methods, Set<String> slashed) {
    /** Oldest and newest version whose fields are understood; the last part of {@code v0.0.N}. */
    static final int OLDEST = 38;

    static final int NEWEST = 46;

    private static final Pattern PATH = Pattern.compile("/slurm/(v0\\.0\\.(\\d{1,4}))/(.+?)(/?)");
    private static final int MOST_PATHS = 10_000;

    Doors {
        methods = Map.copyOf(methods);
        slashed = Set.copyOf(slashed);
    }

    /** @throws IOException when the document offers no version that is known here */
    static Doors of(JsonReader document) throws IOException {
        TreeMap<Integer, Map<String, Set<String>>> versions = new TreeMap<>();
        Map<Integer, Set<String>> slashes = new HashMap<>();
        try {
            document.beginObject();
            while (document.hasNext()) {
                if (document.nextName().equals("paths") && document.peek() == JsonToken.BEGIN_OBJECT) {
                    paths(document, versions, slashes);
                } else {
                    document.skipValue();
                }
            }
        } catch (MalformedJsonException | IllegalStateException e) {
            throw new IOException("its OpenAPI document is none: " + ParserWords.of(e), e);
        }
        Map.Entry<Integer, Map<String, Set<String>>> best = versions.floorEntry(NEWEST);
        if (best == null || best.getKey() < OLDEST) {
            List<String> offered = new ArrayList<>();
            versions.keySet().forEach(v -> offered.add("v0.0." + v));
            throw new IOException(
                    "it offers " + (offered.isEmpty() ? "no version of Slurm" : String.join(", ", offered))
                            + "; v0.0." + OLDEST + " to v0.0." + NEWEST
                            + " are known here, load such a plugin in slurmrestd (-s or -d)");
        }
        return new Doors("v0.0." + best.getKey(), best.getValue(), slashes.getOrDefault(best.getKey(), Set.of()));
    }

    private static void paths(
            JsonReader document, Map<Integer, Map<String, Set<String>>> versions, Map<Integer, Set<String>> slashes)
            throws IOException {
        int read = 0;
        document.beginObject();
        while (document.hasNext()) {
            Matcher path = PATH.matcher(document.nextName());
            if (!path.matches() || ++read > MOST_PATHS || document.peek() != JsonToken.BEGIN_OBJECT) {
                document.skipValue();
                continue;
            }
            int version = Integer.parseInt(path.group(2));
            versions.computeIfAbsent(version, v -> new HashMap<>()).put(path.group(3), methods(document));
            if (!path.group(4).isEmpty()) {
                slashes.computeIfAbsent(version, v -> new HashSet<>()).add(path.group(3));
            }
        }
        document.endObject();
    }

    private static Set<String> methods(JsonReader document) throws IOException {
        Set<String> methods = new HashSet<>();
        document.beginObject();
        while (document.hasNext()) {
            methods.add(document.nextName().toUpperCase(Locale.ROOT));
            document.skipValue();
        }
        document.endObject();
        return methods;
    }

    boolean offers(String method, String path) {
        return methods.getOrDefault(path, Set.of()).contains(method);
    }

    /** @param path as in the document, for example {@code job/{job_id}} @param value put in the place of the braces */
    String path(String path, String value) {
        return "/slurm/" + version + "/" + path.replaceAll("\\{[^}]*\\}", Matcher.quoteReplacement(value))
                + (slashed.contains(path) ? "/" : "");
    }
}
