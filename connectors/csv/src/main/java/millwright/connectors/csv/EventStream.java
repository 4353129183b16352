package millwright.connectors.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.csv.Mapping.EventColumn;
import millwright.connectors.csv.Mapping.MetricColumn;
import millwright.feed.Column;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.ImportProblems;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.Entity;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.plant.ValueType;

/**
 * Gathers sorted samples of one instant into one frame per metric and pushes them with the happenings. Holds one instant:
 * of each metric one value an entity, however many rows there are of it.
 */
final class EventStream {
    private final Plant plant;
    private final Entities entities;
    private final List<MetricColumn> metrics;
    private final List<EventColumn> events;
    private final List<String> files;
    private final FeedSink sink;
    private final ImportProblems problems;
    private final Origin origin;
    private final Map<Integer, Map<Integer, Payload.Sample>> pending = new LinkedHashMap<>();
    private long now = Long.MIN_VALUE;
    private long first = Long.MAX_VALUE;

    EventStream(
            Plant plant,
            Entities entities,
            Mapping mapping,
            List<String> files,
            FeedSink sink,
            ImportProblems problems,
            Origin origin) {
        this.plant = plant;
        this.entities = entities;
        this.metrics = RowReader.metricColumns(mapping);
        this.events = RowReader.eventColumns(mapping);
        this.files = files;
        this.sink = sink;
        this.problems = problems;
        this.origin = origin;
    }

    /** First instant pushed; 0 when there was none. */
    long first() {
        return first == Long.MAX_VALUE ? 0 : first;
    }

    /** Last instant pushed; 0 when there was none. */
    long last() {
        return now == Long.MIN_VALUE ? 0 : now;
    }

    void accept(long time, Payload payload) {
        if (time != now) {
            flush();
            now = time;
            first = Math.min(first, time);
        }
        switch (payload) {
            case Payload.Sample sample -> hold(sample);
            case Payload.Happening happening -> sink.accept(occurrence(happening));
        }
    }

    /** Pushes what the last instant still holds. */
    void flush() {
        pending.forEach((column, samples) -> frame(metrics.get(column), samples.values()));
        pending.clear();
    }

    private void hold(Payload.Sample sample) {
        Payload.Sample earlier = pending.computeIfAbsent(sample.column(), c -> new LinkedHashMap<>())
                .put(sample.entity(), sample);
        if (earlier != null) {
            problems.add(
                    files.get(earlier.file()),
                    earlier.line(),
                    metrics.get(sample.column()).column(),
                    "another value of " + entities.get(earlier.entity()).id() + " at the same time stands in line "
                            + sample.line(),
                    "that one is taken");
        }
    }

    private void frame(MetricColumn column, Collection<Payload.Sample> samples) {
        List<Payload.Sample> kept = new ArrayList<>(samples);
        kept.sort(Comparator.comparingInt(s -> slot(s.entity())));
        int[] slots = new int[kept.size()];
        byte[] states = new byte[kept.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slot(kept.get(i).entity());
            states[i] = (byte) kept.get(i).state().ordinal();
        }
        Column values = values(column.metric().type(), kept);
        sink.accept(new Frame(
                column.metric().id(),
                column.on(),
                plant.revision(),
                slots,
                now,
                now,
                column.interval(),
                values,
                States.of(states),
                origin));
    }

    private int slot(int number) {
        return plant.slotOf(plant.indexOf(entities.get(number).id()));
    }

    private static Column values(ValueType type, List<Payload.Sample> samples) {
        int size = samples.size();
        return switch (type) {
            case F32 -> {
                float[] values = new float[size];
                for (int i = 0; i < size; i++) {
                    values[i] = (float) samples.get(i).value();
                }
                yield new Column.F32(values);
            }
            case F64, HISTOGRAM ->
                new Column.F64(
                        samples.stream().mapToDouble(Payload.Sample::value).toArray());
            case I64, ENUM, MASK ->
                new Column.I64(
                        samples.stream().mapToLong(s -> Math.round(s.value())).toArray());
        };
    }

    private Occurrence occurrence(Payload.Happening happening) {
        EventColumn column = events.get(happening.column());
        Entity entity = entities.get(happening.entity());
        // A time in whole seconds may be off by half of one.
        long uncertainty = now % Times.SECOND == 0 ? Times.SECOND / 2 : 0;
        return new Occurrence(
                happening.file() + ":" + happening.line() + ":" + happening.column(),
                column.what(),
                entity.kind().layer(),
                entity.id(),
                now,
                uncertainty,
                now,
                column.priority(),
                happening.text(),
                1,
                happening.details(),
                origin);
    }
}
