package millwright.connectors.prometheus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * Reads what is new in a store: the newest sample of each series that means something to us, with the time that the store
 * gives it. One thread; remembers one instant for each series of the last answer.
 */
final class StoreReader {
    private static final long LEAST_LOOK = Times.MINUTE;

    private final StoreClient store;
    private final String selector;
    private final List<String> queries;
    private final Mapping mapping;
    private Map<Totals.Key, Long> newest = new HashMap<>();

    /** @param every ns between readings */
    StoreReader(StoreClient store, Mapping mapping, long every) {
        this.store = store;
        this.mapping = mapping;
        long look = Math.max(LEAST_LOOK, 2 * every) / Times.SECOND;
        // without look-back over old samples, which would make what is gone look as if it were still there
        queries = StoreGroups.of(mapping).stream()
                .map(group -> group + "[" + look + "s]")
                .toList();
        selector = mapping.known().stream()
                .filter(name -> !name.endsWith("_bucket") && !name.endsWith("_sum"))
                .collect(Collectors.joining("|", "{__name__=~\"", "\"}"));
    }

    /**
     * What the store heard of within the last hour: what fell silent before anybody looked is part of the plant all the
     * same.
     *
     * @param now epoch ns
     */
    Collection<Seen> heardOf(long now, Asked asked) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        store.series(selector, (now - Times.HOUR) / Times.MILLI, now / Times.MILLI, labels -> {
            String name = String.valueOf(labels.get("__name__"));
            samples.add(new Sample(name, StoreLabels.unnamed(labels), 1, "1", Sample.NO_TIME, 0));
        });
        Hosts hosts = new Hosts(new Exposition(samples, Map.of(), List.of(), 0), asked);
        Map<EntityId, Seen> seen = new LinkedHashMap<>();
        for (Sample sample : samples) {
            mapping.seen(sample, hosts, asked).ifPresent(one -> seen.putIfAbsent(one.id(), one));
        }
        return seen.values();
    }

    /**
     * In groups of names, so that one that the store refuses or of which there is too much takes none of the others with it.
     *
     * @param now epoch ns
     * @throws IOException where no group was answered
     */
    Exposition latest(long now) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        Map<Totals.Key, Long> read = new HashMap<>();
        List<IOException> failed = new ArrayList<>();
        String partial = "";
        boolean trouble = false;
        for (int i = 0; i < queries.size() && !trouble; i++) {
            try {
                Map<Totals.Key, Sample> group = new LinkedHashMap<>();
                String missing = store.instant(queries.get(i), now / Times.MILLI, line -> newestOf(line, group));
                group.forEach((key, sample) -> take(key, sample, read, samples));
                partial = partial.isEmpty() ? missing : partial;
            } catch (IOException e) {
                trouble = e instanceof Unanswered && (i == 0 || failed.stream().anyMatch(Unanswered.class::isInstance));
                failed.add(e);
            }
        }
        if (trouble && read.isEmpty() || failed.size() == queries.size()) {
            throw failed.getLast();
        }
        newest = read;
        Exposition exposition = new Exposition(List.copyOf(samples), Map.of(), List.of(), 0);
        if (!failed.isEmpty()) {
            return exposition.withLoss(failed.size() + " of " + queries.size() + " groups of names could not be read: "
                    + failed.getFirst().getMessage());
        }
        return partial.isEmpty() ? exposition : exposition.withLoss("a partial answer: " + partial);
    }

    private static void newestOf(StoreClient.Line line, Map<Totals.Key, Sample> group) {
        int last = line.times().length - 1;
        if (last >= 0) {
            String name = String.valueOf(line.labels().get("__name__"));
            Map<String, String> labels = StoreLabels.unnamed(line.labels());
            Sample sample = new Sample(name, labels, line.values()[last], line.last(), line.times()[last], 0);
            group.putIfAbsent(new Totals.Key(name, labels), sample);
        }
    }

    private void take(Totals.Key key, Sample sample, Map<Totals.Key, Long> read, List<Sample> samples) {
        if (read.putIfAbsent(key, sample.timestamp()) == null
                && newest.getOrDefault(key, Long.MIN_VALUE) < sample.timestamp()) {
            samples.add(sample);
        }
    }
}
