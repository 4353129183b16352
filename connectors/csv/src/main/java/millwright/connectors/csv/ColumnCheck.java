package millwright.connectors.csv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import millwright.connectors.csv.Mapping.EntityColumn;
import millwright.connectors.csv.Mapping.EventColumn;
import millwright.connectors.csv.Mapping.MetricColumn;
import millwright.connectors.csv.Mapping.Table;

/** Which columns a table's mapping speaks of. */
final class ColumnCheck {
    private final Set<String> needed = new LinkedHashSet<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> all = new LinkedHashSet<>();

    ColumnCheck(Table table) {
        if (table.time() != null) {
            needed.add(table.time().column());
        }
        table.extracts().forEach(e -> needed.add(e.column()));
        for (EntityColumn entity : table.entities()) {
            needed.addAll(entity.id().columns());
            if (entity.count() != null) {
                needed.addAll(entity.count().columns());
            }
            List<Template> texts = new ArrayList<>(entity.attributes().values());
            texts.addAll(entity.natives().values());
            texts.add(entity.name());
            texts.forEach(t -> wanted.addAll(t.columns()));
        }
        for (MetricColumn metric : table.metrics()) {
            wanted.add(metric.column());
        }
        for (EventColumn event : table.events()) {
            needed.add(event.at().column());
            event.conditions().forEach(c -> needed.add(c.column()));
            wanted.addAll(event.text().columns());
            wanted.addAll(event.details());
        }
        wanted.removeAll(needed);
        all.addAll(needed);
        all.addAll(wanted);
        all.addAll(table.ignored());
    }

    /** Without them no row means anything. */
    Set<String> needed() {
        return needed;
    }

    /** Without them something is missing in each row. */
    Set<String> wanted() {
        return wanted;
    }

    /** Those and the ones that the mapping leaves out on purpose. */
    Set<String> all() {
        return all;
    }
}
