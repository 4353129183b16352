package millwright.connectors.csv;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a set of tables mean. Immutable; made by {@link MappingReader}.
 *
 * @param zone of local times; null when the person who imports has to say
 * @param nodesPerRack how many nodes, in the order of the table, share a rack when nothing says where they stand
 */
public record Mapping(String name, String title, @Nullable ZoneId zone, int nodesPerRack, List<Table> tables) {
    public Mapping {
        tables = List.copyOf(tables);
    }

    /** @param file glob over file names @param ignored columns known and left out */
    record Table(
            String file,
            Dialect dialect,
            @Nullable TimeColumn time,
            List<Row.Extract> extracts,
            List<EntityColumn> entities,
            List<MetricColumn> metrics,
            List<EventColumn> events,
            Set<String> ignored) {
        Table {
            extracts = List.copyOf(extracts);
            entities = List.copyOf(entities);
            metrics = List.copyOf(metrics);
            events = List.copyOf(events);
            ignored = Set.copyOf(ignored);
        }
    }

    /**
     * @param separator 0: a tab for .tsv and .tab, else a comma
     * @param header column names when the file has none @param skip lines before the header
     * @param trailer lines that match end the table and are no problem
     * @param blanks cells that mean "no value", besides empty ones
     */
    record Dialect(
            char separator,
            char quote,
            char decimal,
            Charset encoding,
            int skip,
            List<String> header,
            @Nullable Pattern trailer,
            Set<String> blanks) {}

    record TimeColumn(String column, TimeFormat format) {}

    /**
     * @param in kind of the entity of the same row that contains it; null when nothing does
     * @param count how many of them a row makes; null for one
     * @param attributes {@code model}, {@code index}, {@code host}, {@code unit}, … see EntityMaker
     */
    record EntityColumn(
            EntityKind kind,
            Template id,
            Template name,
            @Nullable EntityKind in,
            @Nullable Template count,
            Map<String, Template> attributes,
            Map<String, Template> natives) {
        EntityColumn {
            attributes = new LinkedHashMap<>(attributes);
            natives = new LinkedHashMap<>(natives);
        }
    }

    /** @param interval ns that each value averages over */
    record MetricColumn(
            String column, Metric metric, EntityKind on, Units.Conversion conversion, double scale, long interval) {
        double canonical(double cell) {
            return conversion.apply(cell * scale);
        }
    }

    /** A condition on one cell. @param wanted any of these @param not none of them instead */
    record Condition(String column, Set<String> wanted, boolean not) {
        boolean holds(Row row) {
            return wanted.contains(row.get(column)) != not;
        }
    }

    /** @param at column of its time @param optional a blank time means that it did not happen */
    record EventColumn(
            String what,
            EntityKind on,
            TimeColumn at,
            boolean optional,
            List<Condition> conditions,
            Priority priority,
            Template text,
            List<String> details) {
        EventColumn {
            conditions = List.copyOf(conditions);
            details = List.copyOf(details);
        }
    }
}
