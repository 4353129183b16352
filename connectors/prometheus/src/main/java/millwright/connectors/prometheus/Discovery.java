package millwright.connectors.prometheus;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.ParserWords;

/** Where targets are looked up, as Prometheus does: a list of groups of targets with labels, JSON or in files YAML. Immutable. */
sealed interface Discovery {
    int MOST_BYTES = 8 << 20;
    int MOST_TARGETS = 10_000;

    /** @throws IOException naming what is wrong and where; the targets of before stay then */
    List<Target> look(HttpReader reader) throws IOException, InterruptedException;

    /** What tells it apart from others of its source. */
    String label();

    /** @param address answers with the list */
    record ByHttp(URI address) implements Discovery {
        @Override
        public List<Target> look(HttpReader reader) throws IOException, InterruptedException {
            byte[] body = reader.get(address, "application/json").body();
            if (body.length > MOST_BYTES) {
                throw new IOException("its list of targets is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return read(address.toString(), new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public String label() {
            return address.getAuthority() + address.getRawPath();
        }
    }

    /** @param glob of the files' names @param folder that they lie in */
    record ByFile(Path folder, String glob) implements Discovery {
        static ByFile of(String text) {
            Path path = Path.of(text);
            Path parent = path.getParent();
            return new ByFile(parent == null ? Path.of(".") : parent, String.valueOf(path.getFileName()));
        }

        @Override
        public List<Target> look(HttpReader reader) throws IOException {
            TreeSet<Path> files = new TreeSet<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
                all.forEach(files::add);
            } catch (NoSuchFileException e) {
                throw new IOException(
                        folder + ": there is no such folder; 'file-sd' names files such as /etc/sd/*.json or *.yml", e);
            }
            if (files.isEmpty()) {
                throw new IOException(folder.resolve(glob) + ": there is no such file; the targets of before stay. "
                        + "Where there are none any more, keep a file that says []");
            }
            List<Target> targets = new ArrayList<>();
            for (Path file : files) {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
                }
                String name = String.valueOf(file.getFileName());
                boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
                String text = Files.readString(file);
                targets.addAll(yaml ? readYaml(file.toString(), text) : read(file.toString(), text));
                tooMany(file.toString(), targets.size());
            }
            return targets;
        }

        @Override
        public String label() {
            return folder.resolve(glob).toString();
        }
    }

    /** @param where for messages */
    static List<Target> read(String where, String json) throws IOException {
        List<Target> targets = new ArrayList<>();
        String at = where;
        try {
            JsonArray groups = JsonParser.parseString(json).getAsJsonArray();
            for (int i = 0; i < groups.size(); i++) {
                at = where + ": group " + (i + 1);
                JsonObject group = groups.get(i).getAsJsonObject();
                Map<String, String> labels = labels(group);
                JsonArray addresses = group.getAsJsonArray("targets");
                if (addresses == null) {
                    throw new IOException(at + " has no 'targets'");
                }
                for (int n = 0; n < addresses.size(); n++) {
                    at = where + ": group " + (i + 1) + ", target " + (n + 1);
                    targets.add(Target.discovered(addresses.get(n).getAsString(), labels));
                    tooMany(where, targets.size());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(at + ": " + ParserWords.of(e), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(
                    at + ": not a JSON list of {\"targets\": [...], \"labels\": {...}}: " + ParserWords.of(e), e);
        }
        return targets;
    }

    /** @param file for messages, which name the line too */
    static List<Target> readYaml(String file, String yaml) throws IOException {
        List<Target> targets = new ArrayList<>();
        try {
            for (ConfigNode group : ConfigNode.parse(file, yaml).list()) {
                Map<String, String> labels = new LinkedHashMap<>();
                group.optional("labels")
                        .ifPresent(given -> given.entries().forEach((name, value) -> labels.put(name, value.text())));
                for (ConfigNode address : group.get("targets").list()) {
                    if (address.isNull()) {
                        throw address.error("names no target");
                    }
                    try {
                        targets.add(Target.discovered(address.text(), labels));
                    } catch (ConfigException e) {
                        throw e;
                    } catch (IllegalArgumentException e) {
                        throw address.error(ParserWords.of(e));
                    }
                    tooMany(file, targets.size());
                }
            }
        } catch (ConfigException e) {
            throw new IOException(ParserWords.of(e), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(file + ": not a list of groups with 'targets' and 'labels': " + ParserWords.of(e), e);
        }
        return targets;
    }

    private static void tooMany(String where, int targets) throws IOException {
        if (targets > MOST_TARGETS) {
            throw new IOException(where + " names more than " + MOST_TARGETS + " targets");
        }
    }

    /**
     * How long to wait before looking again: many gateways do not ask at once, and one that fails is asked less often.
     *
     * @param failures in a row @return ns
     */
    static long pause(long refresh, int failures) {
        return failures == 0
                ? refresh - ThreadLocalRandom.current().nextLong(refresh / 10 + 1)
                : Backoff.after(refresh, failures);
    }

    private static Map<String, String> labels(JsonObject group) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (group.get("labels") instanceof JsonObject given) {
            given.entrySet().forEach(e -> labels.put(e.getKey(), e.getValue().getAsString()));
        }
        return labels;
    }
}
