package millwright.connectors.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One node of a YAML document that knows where it stands. Readers ask for what they expect and get either a value or a
 * {@link ConfigException} with file, line and remedy; {@link #allow} refuses keys that nobody would read. Immutable.
 */
public final class ConfigNode {
    private static final int MAX_BYTES = 4 << 20;

    private final String file;
    private final String path;
    private final Node node;

    private ConfigNode(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    public static ConfigNode read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(
                        file + ": larger than 4 MiB; a configuration is meant to be written by people");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": is not text in UTF-8; a configuration is YAML", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /** @param file how errors name the text */
    public static ConfigNode parse(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(MAX_BYTES)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return new ConfigNode(
                    file, "", root.orElseThrow(() -> new ConfigException(file + ": empty; nothing to configure")));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            throw new ConfigException(file + ":" + line + ": not YAML: " + e.getProblem() + remedy(e, line), e);
        } catch (YamlEngineException e) {
            throw new ConfigException(file + ": not YAML: " + reason(e), e);
        }
    }

    /** The words of YAML are those of its parser. */
    private static String remedy(MarkedYamlEngineException e, int line) {
        int begun = e.getContextMark().map(m -> m.getLine() + 1).orElse(line);
        String from = begun == line || begun == 0 ? "" : " (in what begins on line " + begun + ")";
        boolean colon = e.getProblem().contains("mapping values are not allowed");
        if (!colon && !e.getProblem().contains("<block")) {
            return from;
        }
        return from + "; does this line stand as far in as those that it belongs to"
                + (colon ? ", or does a text with ': ' want quotes?" : "?");
    }

    private static String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }

    public int line() {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    }

    /** {@code file:line} for messages of the reader's own. */
    public String where() {
        return file + ":" + line();
    }

    public ConfigException error(String what) {
        return new ConfigException(where() + ": " + (path.isEmpty() ? "" : path + ": ") + what);
    }

    /** Refuses every key but these, naming the nearest right one. */
    public ConfigNode allow(String... keys) {
        return allow(List.of(keys));
    }

    /** The same. */
    public ConfigNode allow(Collection<String> keys) {
        List<String> known = keys instanceof List<String> list
                ? list
                : keys.stream().sorted().toList();
        for (NodeTuple entry : mapping().getValue()) {
            String key = keyOf(entry);
            if (!known.contains(key)) {
                int at = entry.getKeyNode()
                        .getStartMark()
                        .map(m -> m.getLine() + 1)
                        .orElse(0);
                throw new ConfigException(
                        file + ":" + at + ": unknown key '" + child(key) + "'" + NearestWord.hint(key, known));
            }
        }
        return this;
    }

    public boolean has(String key) {
        return find(key) != null;
    }

    /** @throws ConfigException when the key is missing */
    public ConfigNode get(String key) {
        ConfigNode found = find(key);
        if (found == null) {
            throw error("'" + key + "' is missing");
        }
        return found;
    }

    public Optional<ConfigNode> optional(String key) {
        return Optional.ofNullable(find(key));
    }

    private @Nullable ConfigNode find(String key) {
        for (NodeTuple entry : mapping().getValue()) {
            if (keyOf(entry).equals(key)) {
                return new ConfigNode(file, child(key), entry.getValueNode());
            }
        }
        return null;
    }

    /** Entries in the order of the file. */
    public Map<String, ConfigNode> entries() {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping().getValue()) {
            String key = keyOf(entry);
            entries.put(key, new ConfigNode(file, child(key), entry.getValueNode()));
        }
        return entries;
    }

    public List<ConfigNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw error("a list is expected here ('- …' on each line)");
        }
        List<ConfigNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new ConfigNode(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    public List<ConfigNode> list(String key) {
        ConfigNode found = find(key);
        return found == null ? List.of() : found.list();
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Where nothing stands, or the word that YAML has for it. */
    public boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    public String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw error("a single value is expected here");
        }
        return scalar.getValue();
    }

    public String text(String key) {
        String text = get(key).text();
        if (text.isBlank()) {
            throw get(key).error("must not be empty");
        }
        return text;
    }

    public String text(String key, String absent) {
        ConfigNode found = find(key);
        return found == null ? absent : found.text();
    }

    public double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw error("'" + text() + "' is not a number");
        }
    }

    public double number(String key, double absent) {
        ConfigNode found = find(key);
        return found == null ? absent : found.number();
    }

    /** A number within bounds, both included. */
    public double number(String key, double absent, double lowest, double highest) {
        double value = number(key, absent);
        if (!(value >= lowest && value <= highest)) {
            throw get(key).error(
                            "must be between " + plain(lowest) + " and " + plain(highest) + ", not " + plain(value));
        }
        return value;
    }

    public int integer(String key, int absent, int lowest, int highest) {
        double value = number(key, absent, lowest, highest);
        if (value != Math.rint(value)) {
            throw get(key).error("must be a whole number, not " + plain(value));
        }
        return (int) value;
    }

    /** As people write it. */
    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    public boolean flag(String key, boolean absent) {
        ConfigNode found = find(key);
        if (found == null) {
            return absent;
        }
        return found.flag();
    }

    public boolean flag() {
        return switch (text()) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw error("must be true or false, not '" + text() + "'");
        };
    }

    /** A list of words, or one word. */
    public List<String> words() {
        return isList() ? list().stream().map(ConfigNode::text).toList() : List.of(text());
    }

    /** A duration such as {@code 250ms}, {@code 15s}, {@code 2m}, {@code 1h}, in nanoseconds. */
    public long nanos(String key, long absent) {
        ConfigNode found = find(key);
        return found == null ? absent : found.nanos();
    }

    public long nanos() {
        String text = text().strip();
        String[] units = {"ms", "s", "m", "h", "d"};
        double[] scale = {1e6, 1e9, 60e9, 3600e9, 86_400e9};
        for (int i = 0; i < units.length; i++) {
            if (text.endsWith(units[i])) {
                try {
                    double value = Double.parseDouble(
                            text.substring(0, text.length() - units[i].length()).strip());
                    if (value >= 0 && value * scale[i] < Long.MAX_VALUE / 2.0) {
                        return (long) (value * scale[i]);
                    }
                } catch (NumberFormatException e) {
                    break;
                }
            }
        }
        throw error("'" + text + "' is not a duration; write 250ms, 15s, 2m, 1h or 1d");
    }

    /** One of the words given, naming the nearest when it is none. */
    public String word(List<String> words) {
        if (!words.contains(text())) {
            throw error("'" + text() + "' is not known here" + NearestWord.hint(text(), words));
        }
        return text();
    }

    private MappingNode mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw error("keys with values are expected here ('key: value')");
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!seen.add(keyOf(entry))) {
                throw new ConfigNode(file, path, entry.getKeyNode())
                        .error("duplicate key: '" + keyOf(entry) + "' is written twice");
            }
        }
        return mapping;
    }

    private String keyOf(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw error("a key must be a single word");
        }
        return key.getValue();
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
