package millwright.connectors.simulator.scenario;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One field of a YAML document with the place where it stands, so that every complaint can name it. One thread; bounded
 * by the document, whose aliases are limited by the YAML reader.
 */
final class Field {
    private final String file;
    private final String path;
    private final int line;
    private final @Nullable Node node;

    private Field(String file, String path, int line, @Nullable Node node) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.node = node;
    }

    static Field document(String file, Reader text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeReader(text)
                    .orElseThrow(() -> new ScenarioException(file + " is empty; a scenario needs at least 'plant'"));
            return new Field(file, "", 1, root);
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new ScenarioException(file + " line " + at + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ScenarioException(file + ": " + e.getMessage());
        }
    }

    boolean present() {
        return node != null;
    }

    /** Complains about any key that is not among {@code known}; for a mapping only. */
    Field only(String... known) {
        List<String> keys = Arrays.asList(known);
        for (Map.Entry<String, Field> entry : entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw entry.getValue().wrong("is not known" + Nearest.hint(entry.getKey(), keys));
            }
        }
        return this;
    }

    Field get(String key) {
        Field found = node == null ? null : entries().get(key);
        return found != null ? found : new Field(file, join(key), line, null);
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Map<String, Field> entries() {
        Map<String, Field> entries = new LinkedHashMap<>();
        if (node == null) {
            return entries;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("must be a mapping of keys to values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw wrong("has a key that is not a word");
            }
            entries.put(key.getValue(), at(join(key.getValue()), tuple.getValueNode(), lineOf(key)));
        }
        return entries;
    }

    private Field at(String where, Node value, int otherwise) {
        boolean blank = value instanceof ScalarNode scalar && scalar.getValue().isEmpty() && scalar.isPlain();
        return new Field(file, where, value instanceof ScalarNode ? lineOf(value) : otherwise, blank ? null : value);
    }

    private static int lineOf(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    /** The items of a list; a single value counts as a list of one; absent is empty. */
    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            int n = 0;
            for (Node item : sequence.getValue()) {
                items.add(at(path + "[" + n++ + "]", item, lineOf(item)));
            }
        } else if (node != null) {
            items.add(this);
        }
        return items;
    }

    String text() {
        if (node == null) {
            throw wrong("is missing");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong("must be a single value");
    }

    String text(String absent) {
        return node == null ? absent : text();
    }

    double number(double absent, double lowest, double highest) {
        if (node == null) {
            return absent;
        }
        double value;
        try {
            value = Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw wrong("must be a number, not '" + text() + "'");
        }
        if (!(value >= lowest && value <= highest)) {
            throw wrong("must lie between " + plain(lowest) + " and " + plain(highest) + ", not " + text());
        }
        return value;
    }

    int whole(int absent, int lowest, int highest) {
        double value = number(absent, lowest, highest);
        if (value != Math.rint(value)) {
            throw wrong("must be a whole number, not " + text());
        }
        return (int) value;
    }

    /** Seconds: {@code 90}, {@code 90s}, {@code 5m}, {@code 1h}, with a leading minus for the past. */
    double seconds(double absent) {
        if (node == null) {
            return absent;
        }
        String word = text();
        char unit = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        double factor = switch (unit) {
            case 'h' -> 3600;
            case 'm' -> 60;
            default -> 1;
        };
        boolean named = unit == 'h' || unit == 'm' || unit == 's';
        try {
            double value = factor * Double.parseDouble(named ? word.substring(0, word.length() - 1) : word);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong("must be a time such as 90s, 5m or -1h, not '" + word + "'");
        }
        throw wrong("must be a finite time");
    }

    /** One of the words of an enumeration, written in lower case with dashes. */
    <E extends Enum<E>> E word(Class<E> type, E absent) {
        return node == null ? absent : word(type);
    }

    <E extends Enum<E>> E word(Class<E> type) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            known.add(word);
            if (word.equals(text())) {
                return constant;
            }
        }
        throw wrong("is '" + text() + "', which is not known" + Nearest.hint(text(), known));
    }

    ScenarioException wrong(String complaint) {
        return new ScenarioException(
                file + " line " + line + ": " + (path.isEmpty() ? "the document" : "'" + path + "'") + " " + complaint);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
