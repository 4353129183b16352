package millwright.connectors.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An AsyncAPI file: checks messages against its schemas and makes examples of them. As much of JSON Schema as the files use. */
final class Schema {
    private final Map<String, Object> root;

    Schema(Path file) throws IOException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(10_000_000).build();
        root = map(new Load(settings).loadFromString(Files.readString(file)));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return node == null ? List.of() : (List<Object>) node;
    }

    /** The node at a path from the top, references followed. */
    Map<String, Object> at(String... path) {
        Map<String, Object> node = root;
        for (String step : path) {
            node = resolve(map(node.get(step)));
        }
        return node;
    }

    private Map<String, Object> resolve(Map<String, Object> node) {
        Map<String, Object> found = node;
        while (found.get("$ref") instanceof String reference) {
            Map<String, Object> at = root;
            for (String step : reference.substring(2).split("/")) {
                at = map(at.get(step));
            }
            found = at;
        }
        return found;
    }

    /** @return empty when it fits, else where it does not */
    String fault(Map<String, Object> unresolved, Object value, String at) {
        Map<String, Object> schema = resolve(unresolved);
        if (schema.get("type") instanceof String type && !hasType(type, value)) {
            return at + " is no " + type;
        }
        if (schema.containsKey("enum") && !list(schema.get("enum")).contains(value)
                || schema.containsKey("const") && !Objects.equals(schema.get("const"), value)) {
            return at + " is '" + value + "'";
        }
        if (schema.get("pattern") instanceof String p && value instanceof String s && !s.matches(p)) {
            return at + " does not match " + p;
        }
        for (Object part : list(schema.get("allOf"))) {
            String fault = fault(map(part), value, at);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        if (schema.containsKey("oneOf") && fitting(schema, "oneOf", value, at) != 1) {
            return at + " fits not exactly one of its forms";
        }
        if (schema.containsKey("not")
                && fault(map(schema.get("not")), value, at).isEmpty()) {
            return at + " must not be so";
        }
        return value instanceof Map ? properties(schema, map(value), at) : items(schema, value, at);
    }

    private long fitting(Map<String, Object> schema, String word, Object value, String at) {
        return list(schema.get(word)).stream()
                .filter(s -> fault(map(s), value, at).isEmpty())
                .count();
    }

    private String items(Map<String, Object> schema, Object value, String at) {
        if (value instanceof List<?> all && schema.containsKey("items")) {
            for (Object item : all) {
                String fault = fault(map(schema.get("items")), item, at + "[]");
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "";
    }

    private String properties(Map<String, Object> schema, Map<String, Object> value, String at) {
        for (Object field : list(schema.get("required"))) {
            if (!value.containsKey(field)) {
                return at + "." + field + " is missing";
            }
        }
        Map<String, Object> known = map(schema.get("properties"));
        for (Map.Entry<String, Object> entry : value.entrySet()) {
            if (known.containsKey(entry.getKey())) {
                String fault = fault(map(known.get(entry.getKey())), entry.getValue(), at + "." + entry.getKey());
                if (!fault.isEmpty()) {
                    return fault;
                }
            } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                return at + "." + entry.getKey() + " is not known";
            }
        }
        return "";
    }

    private static boolean hasType(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue());
            default -> true;
        };
    }

    /** A message with its required fields; of several forms the first. */
    Map<String, Object> example(Map<String, Object> unresolved) {
        Map<String, Object> made = new LinkedHashMap<>();
        fill(made, resolve(unresolved), "x");
        return made;
    }

    private void fill(Map<String, Object> made, Map<String, Object> schema, String name) {
        for (Object part : list(schema.get("allOf"))) {
            fill(made, resolve(map(part)), name);
        }
        if (schema.containsKey("oneOf")) {
            fill(made, resolve(map(list(schema.get("oneOf")).getFirst())), name);
        }
        Map<String, Object> known = map(schema.get("properties"));
        known.forEach((field, of) -> {
            Map<String, Object> property = resolve(map(of));
            boolean fixed = property.containsKey("enum") || property.containsKey("const");
            if (fixed && (field.endsWith("Type") || list(schema.get("required")).contains(field))) {
                made.put(field, value(property, field));
            }
        });
        for (Object field : list(schema.get("required"))) {
            made.computeIfAbsent((String) field, f -> value(resolve(map(known.get(f))), f));
        }
    }

    private Object value(Map<String, Object> schema, String name) {
        if (schema.containsKey("enum")) {
            return list(schema.get("enum")).getFirst();
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        if (!list(schema.get("examples")).isEmpty()) {
            return list(schema.get("examples")).getFirst();
        }
        if (schema.containsKey("oneOf")) {
            return value(resolve(map(list(schema.get("oneOf")).getFirst())), name);
        }
        if (schema.containsKey("allOf")) {
            return example(schema);
        }
        if ("date-time".equals(schema.get("format"))) {
            return Instant.now().toString();
        }
        if ("uuid".equals(schema.get("format"))) {
            return UUID.randomUUID().toString();
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "array" -> List.of(value(resolve(map(schema.get("items"))), name));
            case "integer", "number" -> 1;
            case "boolean" -> true;
            case "object" -> example(schema);
            default -> name;
        };
    }
}
