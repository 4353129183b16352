package millwright.connectors.csv;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.NearestWord;
import millwright.connectors.csv.Mapping.EntityColumn;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code entities}: which thing of the plant a row speaks of. */
final class EntityReader {
    private static final Set<String> KEYS = Set.of("kind", "id", "name", "in", "count", "attributes", "natives");

    /** @param earlier entries above this one in the same table; only they can contain it */
    EntityColumn read(ConfigNode node, List<EntityColumn> earlier) {
        Map<String, ConfigNode> map = node.allow(KEYS).entries();
        EntityKind kind = kind(node.get("kind"));
        Template id = MappingReader.template(node.get("id"));
        ConfigNode name = map.get("name");
        ConfigNode count = map.get("count");
        EntityKind in = container(node, map.get("in"), kind, earlier);
        Template repeat = count == null ? null : MappingReader.template(count);
        if (repeat != null && !id.counts()) {
            throw node.get("id").error("a repeated entity needs {#} in its id, for example \"{node}/{#}\"");
        }
        if (earlier.stream().anyMatch(e -> e.kind() == kind)) {
            throw node.get("kind").error("a row can speak of one " + kind.prefix() + " only");
        }
        return new EntityColumn(
                kind,
                id,
                name == null ? id : MappingReader.template(name),
                in,
                repeat,
                attributes(map.get("attributes"), kind),
                natives(map.get("natives")));
    }

    static EntityKind kind(ConfigNode node) {
        Set<String> kinds = Arrays.stream(EntityKind.values())
                .map(EntityKind::prefix)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!kinds.contains(node.text())) {
            throw node.error("'" + node.text() + "' is no kind of entity" + NearestWord.hint(node.text(), kinds));
        }
        return EntityKind.valueOf(node.text().toUpperCase(Locale.ROOT));
    }

    private static @Nullable EntityKind container(
            ConfigNode node, @Nullable ConfigNode in, EntityKind kind, List<EntityColumn> earlier) {
        if (in == null) {
            if (kind == EntityKind.GPU || kind == EntityKind.NIC) {
                throw node.error("a " + kind.prefix() + " needs 'in: node' and a node above it in this list");
            }
            return null;
        }
        EntityKind container = kind(in);
        if (earlier.stream().noneMatch(e -> e.kind() == container && e.count() == null)) {
            throw in.error("no single " + container.prefix() + " is above this entry in the list");
        }
        return container;
    }

    private static Map<String, Template> attributes(@Nullable ConfigNode node, EntityKind kind) {
        Map<String, Template> attributes = new LinkedHashMap<>();
        if (node != null) {
            node.allow(EntityMaker.attributesOf(kind))
                    .entries()
                    .forEach((key, value) -> attributes.put(key, MappingReader.template(value)));
        }
        return attributes;
    }

    private static Map<String, Template> natives(@Nullable ConfigNode node) {
        Map<String, Template> natives = new LinkedHashMap<>();
        if (node != null) {
            node.entries().forEach((key, value) -> natives.put(key, MappingReader.template(value)));
        }
        return natives;
    }
}
