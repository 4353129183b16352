package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.source.Reading;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;

/**
 * What one round of asking has told so far: per entity and metric one value, made of all that stand in the same rank by the
 * metric's aggregation. One thread, one round.
 */
final class Board {
    private record Key(EntityId entity, Metric metric) {}

    private record Said(int rank, List<Reading> readings) {}

    private final Map<Key, Said> said = new LinkedHashMap<>();

    /** Takes a value; ranks come in rising order, and a higher one counts only where no lower one knew anything. */
    void put(Reading reading, int rank) {
        Key key = new Key(reading.entity(), reading.metric());
        Said before = said.get(key);
        boolean worse = before != null && rank > before.rank();
        if (before == null || worse && !knows(before) && reading.state() == DataState.OK) {
            said.put(key, new Said(rank, new ArrayList<>(List.of(reading))));
        } else if (before.rank() == rank) {
            before.readings().add(reading);
        }
    }

    /** True when nothing that this meter could say is still open. */
    boolean covers(Meter meter) {
        return meter.fields().stream().allMatch(f -> {
            Said before = said.get(new Key(f.entity(), f.metric()));
            return before != null && before.rank() < meter.rank() && knows(before);
        });
    }

    private static boolean knows(Said said) {
        return combined(said.readings()).state() == DataState.OK;
    }

    List<Reading> readings() {
        return said.values().stream().map(s -> combined(s.readings())).toList();
    }

    private static Reading combined(List<Reading> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<Reading> known =
                parts.stream().filter(r -> r.state() == DataState.OK).toList();
        Reading first = parts.getFirst();
        return switch (first.metric().aggregation()) {
            // the part that is missing would make a sum a lie
            case SUM -> known.size() == parts.size() ? with(known, total(known)) : worst(parts);
            case MAX -> known.isEmpty() ? worst(parts) : with(known, highest(known));
            case MIN -> known.isEmpty() ? worst(parts) : with(known, -highest(negated(known)));
            case MEAN -> known.isEmpty() ? worst(parts) : with(known, total(known) / known.size());
            case RATIO, MERGE, NONE -> known.isEmpty() ? worst(parts) : known.getFirst();
        };
    }

    private static Reading with(List<Reading> known, double value) {
        Reading first = known.getFirst();
        return new Reading(first.entity(), first.metric(), value, DataState.OK, first.time());
    }

    private static double total(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::value).sum();
    }

    private static double highest(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::value).max().orElse(Double.NaN);
    }

    private static List<Reading> negated(List<Reading> readings) {
        return readings.stream()
                .map(r -> new Reading(r.entity(), r.metric(), -r.value(), r.state(), r.time()))
                .toList();
    }

    /** Of several blanks the one that says most about what is wrong. */
    private static Reading worst(List<Reading> parts) {
        Reading worst = parts.getFirst();
        for (Reading part : parts) {
            worst = part.state().ordinal() > worst.state().ordinal() ? part : worst;
        }
        return worst;
    }
}
