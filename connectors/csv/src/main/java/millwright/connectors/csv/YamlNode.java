package millwright.connectors.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One place in a YAML file. Every complaint names file, line and what would be right. */
final class YamlNode {
    private final String file;
    private final Node node;

    private YamlNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    static YamlNode parse(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException(file + ": is empty"));
            return new YamlNode(file, root);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            throw new IllegalArgumentException(file + ":" + line + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** An error at this place. */
    IllegalArgumentException wrong(String what) {
        int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
        return new IllegalArgumentException(file + ":" + line + ": " + what);
    }

    /** The entries of a map, in order; refuses keys that are not allowed, and keys written twice. */
    Map<String, YamlNode> map(Set<String> allowed) {
        Map<String, YamlNode> entries = map();
        for (String key : entries.keySet()) {
            if (!allowed.contains(key)) {
                throw keyOf(key).wrong("'" + key + "' means nothing here" + Near.hint(key, allowed));
            }
        }
        return entries;
    }

    /** The entries of a map with free keys. */
    Map<String, YamlNode> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("needs 'key: value' lines here");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlNode(file, tuple.getKeyNode()).text();
            if (entries.put(key, new YamlNode(file, tuple.getValueNode())) != null) {
                throw new YamlNode(file, tuple.getKeyNode()).wrong("'" + key + "' is written twice");
            }
        }
        return entries;
    }

    private YamlNode keyOf(String key) {
        return ((MappingNode) node)
                .getValue().stream()
                        .map(t -> new YamlNode(file, t.getKeyNode()))
                        .filter(k -> k.text().equals(key))
                        .findFirst()
                        .orElse(this);
    }

    List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("needs a list here, each entry with a dash");
        }
        List<YamlNode> entries = new ArrayList<>();
        sequence.getValue().forEach(n -> entries.add(new YamlNode(file, n)));
        return entries;
    }

    /** A list of words, or one word. */
    List<String> words() {
        return node instanceof ScalarNode
                ? List.of(text())
                : list().stream().map(YamlNode::text).toList();
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong("needs one value here, not a list or a map");
    }

    double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw wrong("'" + text() + "' is no number");
        }
    }

    boolean yes() {
        return switch (text()) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw wrong("'" + text() + "' is neither true nor false");
        };
    }

    static Optional<YamlNode> get(Map<String, YamlNode> map, String key) {
        return Optional.ofNullable(map.get(key));
    }

    /** The entry of that key. */
    YamlNode need(Map<String, YamlNode> map, String key) {
        YamlNode found = map.get(key);
        if (found == null) {
            throw wrong("'" + key + ":' is missing here");
        }
        return found;
    }
}
