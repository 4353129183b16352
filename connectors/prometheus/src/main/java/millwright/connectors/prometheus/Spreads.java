package millwright.connectors.prometheus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Percentiles;
import millwright.connectors.source.exporter.Spread;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;

/**
 * Gathers the histograms of one exposition and tells the percentiles of what fell into them since the last one, each with
 * what its bucket leaves open. Where nothing fell there is no percentile. One thread; grows with the exposition.
 */
final class Spreads {
    private static final class Draft {
        private final EntityId entity;
        private final Name name;
        private final long said;
        private final long time;
        private final TreeMap<Double, Double> marks = new TreeMap<>();
        private double count = Double.NaN;
        private double sum = Double.NaN;

        Draft(EntityId entity, Name name, long said, long time) {
            this.entity = entity;
            this.name = name;
            this.said = said;
            this.time = time;
        }
    }

    private record Place(EntityId entity, Name name) {}

    private final Map<Totals.Key, Draft> drafts = new LinkedHashMap<>();
    private final Map<Place, Long> told = new LinkedHashMap<>();
    private final Map<Place, Spread> grown = new HashMap<>();

    /** @param ending {@code _bucket}, {@code _sum} or {@code _count} @param said epoch ns or {@link Reading#UNSAID} */
    void take(EntityId entity, Name name, String ending, Sample sample, long said, long time) {
        Map<String, String> labels = new HashMap<>(sample.labels());
        String le = String.valueOf(labels.remove("le"));
        Draft draft = drafts.computeIfAbsent(
                new Totals.Key(name.name(), Map.copyOf(labels)), k -> new Draft(entity, name, said, time));
        switch (ending) {
            case "_bucket" -> {
                try {
                    draft.marks.put(StrictLine.number(le), sample.value());
                } catch (IllegalArgumentException e) {
                    draft.marks.put(Double.POSITIVE_INFINITY, Double.NaN);
                }
            }
            case "_sum" -> draft.sum = sample.value();
            default -> draft.count = sample.value();
        }
    }

    /** @param to rank and reading */
    void tell(Catalogue catalogue, Totals totals, BiConsumer<Integer, Reading> to) {
        drafts.forEach((key, draft) -> grow(totals, key, draft));
        told.forEach((place, said) -> {
            Name name = place.name();
            Spread fell = grown.get(place);
            Consumer<Reading> own = reading -> to.accept(name.rank(), reading);
            String base = name.metric().name();
            Percentiles.tell(catalogue, place.entity(), base, name.scale(), fell, said, own);
            if (fell != null) {
                Percentiles.counts(catalogue, place.entity(), base, name.scale(), fell, said, own);
            }
        });
    }

    private void grow(Totals totals, Totals.Key key, Draft draft) {
        if (draft.marks.isEmpty() || draft.marks.values().stream().anyMatch(v -> v.isNaN())) {
            return;
        }
        Place place = new Place(draft.entity, draft.name);
        told.merge(place, draft.said, Math::max);
        Totals.Growth<Spread> growth =
                totals.histogram(key, Spread.of(draft.marks, draft.count, draft.sum), draft.time);
        if (growth != null) {
            grown.merge(place, growth.amount(), Spread::plus);
        }
    }
}
