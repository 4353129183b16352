package millwright.connectors.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * What is missing of the things that one source tells of, by their kind and its protocol: {@code wanted.tsv}. One thread;
 * grows with the things told, one of which nothing came for a while is dropped.
 */
final class Wanted {
    /** A thing or a field that did not come for so long is no longer there: some are told in a slow round only. */
    private static final long GONE = 15 * Times.MINUTE;
    /** Those who are not asked tell a thing in pieces. */
    private static final long PIECES = 30 * Times.SECOND;

    private static final List<String> NOT_ASKED = List.of("otlp", "mqtt");
    private static final int NAMED = 3;
    private static final long NEVER = Long.MIN_VALUE / 2;
    private static final Map<String, List<Row>> ROWS = rows();

    /** @param beside metrics of which one must come for the thing to count; empty for any @param why with a remedy */
    private record Row(EntityKind kind, List<String> anyOf, List<String> protocols, List<String> beside, String why) {}

    /** When each field of a row came last, and each of its conditions. */
    private static final class Thing {
        private final long first;
        private final long[] came;
        private final long[] beside;
        private long heard;

        Thing(int rows, long now) {
            first = now;
            came = new long[rows];
            beside = new long[rows];
            Arrays.fill(came, NEVER);
            Arrays.fill(beside, NEVER);
        }
    }

    /** @param watched fields that are looked for @param lines those that are missing */
    private record Found(int watched, List<String> lines) {}

    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
    private final Map<EntityId, Thing> things = new TreeMap<>();
    private final long patience;
    private Found found = new Found(0, List.of());
    private long looked = NEVER;

    Wanted(String protocol) {
        ROWS.forEach((kind, all) -> {
            List<Row> ours =
                    all.stream().filter(r -> r.protocols().contains(protocol)).toList();
            if (!ours.isEmpty()) {
                rows.put(kind, ours);
                kinds.add(ours.getFirst().kind());
            }
        });
        patience = NOT_ASKED.contains(protocol) ? PIECES : 0;
    }

    private static Map<String, List<Row>> rows() {
        Map<String, List<Row>> all = new HashMap<>();
        for (String line : Table.beside(Wanted.class, "wanted.tsv").lines().toList()) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                EntityKind kind = EntityKind.valueOf(cells[0].toUpperCase(Locale.ROOT));
                Row row = new Row(
                        kind, metrics(cells[1], kind), List.of(cells[2].split(" ")), metrics(cells[3], kind), cells[4]);
                all.computeIfAbsent(kind.prefix(), k -> new ArrayList<>()).add(row);
            }
        }
        return all;
    }

    private static List<String> metrics(String words, EntityKind kind) {
        List<String> names = words.isEmpty() ? List.of() : List.of(words.split("\\|"));
        for (String name : names) {
            if (!Catalogue.standard().get(new MetricId(name)).on().contains(kind)) {
                throw new IllegalStateException("wanted.tsv: no " + kind.prefix() + " has " + name);
            }
        }
        return names;
    }

    void take(List<Reading> readings, long now) {
        for (Reading reading : readings) {
            boolean none = Collections.disjoint(reading.metric().on(), kinds);
            List<Row> of = none ? null : rows.get(kind(reading.entity()));
            if (of != null) {
                Thing thing = things.computeIfAbsent(reading.entity(), e -> new Thing(of.size(), now));
                thing.heard = now;
                if (reading.state() == DataState.OK) {
                    String metric = reading.metric().name();
                    for (int i = 0; i < of.size(); i++) {
                        thing.came[i] = of.get(i).anyOf().contains(metric) ? now : thing.came[i];
                        thing.beside[i] = of.get(i).beside().contains(metric) ? now : thing.beside[i];
                    }
                }
            }
        }
    }

    private static String kind(EntityId id) {
        return id.text().substring(0, Math.max(0, id.text().indexOf(':')));
    }

    /** How many fields are looked for. */
    int watched(long now) {
        return found(now).watched();
    }

    /** One line for each field that is missing, with on how many of those that ought to have it. */
    List<String> lines(long now) {
        return found(now).lines();
    }

    /** Made anew once a second at most: some tell many times a second. */
    private Found found(long now) {
        if (now - looked >= Times.SECOND || now < looked) {
            looked = now;
            Map<Row, Map<EntityId, Thing>> all = all(now);
            List<String> lines = new ArrayList<>();
            all.forEach((row, of) -> {
                List<String> without = without(row, of, now);
                if (!without.isEmpty()) {
                    String where = where(without, of.size(), row.kind());
                    lines.add("no " + String.join(" or ", row.anyOf()) + " " + where + ": " + row.why());
                }
            });
            found = new Found(all.size(), List.copyOf(lines));
        }
        return found;
    }

    private List<String> without(Row row, Map<EntityId, Thing> of, long now) {
        int at = rows.getOrDefault(row.kind().prefix(), List.of()).indexOf(row);
        List<String> without = new ArrayList<>();
        of.forEach((id, thing) -> {
            if (now - thing.came[at] > GONE) {
                without.add(id.text().substring(row.kind().prefix().length() + 1));
            }
        });
        return without;
    }

    private Map<Row, Map<EntityId, Thing>> all(long now) {
        things.values().removeIf(thing -> now - thing.heard > GONE);
        Map<Row, Map<EntityId, Thing>> all = new LinkedHashMap<>();
        things.forEach((id, thing) -> {
            List<Row> of = rows.getOrDefault(kind(id), List.of());
            for (int i = 0; i < of.size(); i++) {
                boolean counts = of.get(i).beside().isEmpty() || now - thing.beside[i] <= GONE;
                // rates need two readings
                boolean settled = thing.heard > thing.first && now - thing.first >= patience;
                if (counts && settled) {
                    all.computeIfAbsent(of.get(i), r -> new TreeMap<>()).put(id, thing);
                }
            }
        });
        return all;
    }

    private static String where(List<String> without, int all, EntityKind kind) {
        String many = kind.prefix().replace('_', ' ') + (all == 1 ? "" : "s");
        String first = String.join(", ", without.subList(0, Math.min(NAMED, without.size())));
        String more = without.size() > NAMED ? " and " + (without.size() - NAMED) + " more" : "";
        return "on " + without.size() + " of " + all + " " + many + " (" + first + more + ")";
    }
}
