package millwright.connectors.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.connectors.csv.Mapping.EntityColumn;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/** Every entity that rows spoke of, by id, in the order of appearance. One thread; bounded by the plant's size. */
final class Entities {
    private static final int MAX_REPEAT = 1024;
    private static final int MAX_ENTITIES = 5_000_000;

    /** @param in what contains it; null when nothing says so */
    record Found(Entity entity, @Nullable EntityId in, Map<String, String> natives) {}

    private final EntityMaker maker;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    Entities(EntityMaker maker) {
        this.maker = maker;
    }

    /** Containers before what they contain, and then by id, so that the order of rows does not matter. */
    List<Found> all() {
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing((Found f) -> f.entity().kind())
                .thenComparing(f -> f.entity().id().text(), new NaturalOrder()));
        return sorted;
    }

    int size() {
        return found.size();
    }

    Entity get(int number) {
        return found.get(number).entity();
    }

    /**
     * The entities of one row, made where they are new.
     *
     * @return number of the single entity of each kind
     * @throws BadCell when an id is blank or an attribute is no number
     */
    Map<EntityKind, Integer> of(List<EntityColumn> columns, Row row) {
        Map<EntityKind, Integer> single = new TreeMap<>();
        for (EntityColumn column : columns) {
            if (column.count() == null) {
                single.put(column.kind(), one(column, row, 0, single));
            } else {
                int count = count(column.count(), row);
                for (int i = 0; i < count; i++) {
                    one(column, row, i, single);
                }
            }
        }
        return single;
    }

    private static int count(Template template, Row row) {
        String text = template.fill(row, 0);
        try {
            int count = Integer.parseInt(text);
            if (count >= 0 && count <= MAX_REPEAT) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadCell(String.join(" ", template.columns()), "'" + text + "' is no count from 0 to " + MAX_REPEAT);
    }

    private int one(EntityColumn column, Row row, int number, Map<EntityKind, Integer> single) {
        String local = column.id().fill(row, number);
        String key = column.kind().prefix() + ":" + local;
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        if (local.isEmpty()) {
            throw new BadCell(
                    String.join(" ", column.id().columns()),
                    "is blank where the id of a " + column.kind().prefix() + " is needed");
        }
        if (found.size() == MAX_ENTITIES) {
            throw new IllegalArgumentException("more than " + MAX_ENTITIES + " entities; is '"
                    + String.join(" ", column.id().columns()) + "' the right column for ids?");
        }
        Map<String, String> attributes = filled(column.attributes(), row, number);
        String name = column.name().fill(row, number);
        Entity entity = maker.make(column.kind(), id(key, column), name.isEmpty() ? local : name, attributes);
        EntityId in = column.in() == null ? null : container(column.in(), single);
        found.add(new Found(entity, in, filled(column.natives(), row, number)));
        numbers.put(key, found.size() - 1);
        return found.size() - 1;
    }

    private static EntityId id(String key, EntityColumn column) {
        try {
            return new EntityId(key);
        } catch (IllegalArgumentException e) {
            throw new BadCell(String.join(" ", column.id().columns()), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable EntityId container(EntityKind kind, Map<EntityKind, Integer> single) {
        Integer number = single.get(kind);
        return number == null ? null : get(number).id();
    }

    private static Map<String, String> filled(Map<String, Template> templates, Row row, int number) {
        Map<String, String> filled = new LinkedHashMap<>();
        templates.forEach((key, template) -> {
            String text = template.fill(row, number);
            if (!text.isEmpty()) {
                filled.put(key, text);
            }
        });
        return filled;
    }
}
