package millwright.connectors.mlperf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import millwright.feed.Column;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.ImportProblems;
import millwright.feed.Interval;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;

/** Turns the rows of runs into frames in time order, and their windows into intervals at the instant they end. */
final class RunEvents {
    private static final Origin ORIGIN = new Origin(RunPlant.SOURCE, false);

    private final Plant plant;
    private final FeedSink sink;
    private final ImportProblems problems;
    private final Metric nodePower;
    private final Metric voltage;
    private final Metric current;
    private final Metric powerFactor;
    private final Metric supplyPower;
    private long samples;

    RunEvents(Plant plant, FeedSink sink, ImportProblems problems) {
        this.plant = plant;
        this.sink = sink;
        this.problems = problems;
        Catalogue catalogue = Catalogue.standard();
        nodePower = catalogue.get(new MetricId("node.power"));
        voltage = catalogue.get(new MetricId("node.voltage"));
        current = catalogue.get(new MetricId("node.current"));
        powerFactor = catalogue.get(new MetricId("node.power-factor"));
        supplyPower = catalogue.get(new MetricId("power.observed"));
    }

    long samples() {
        return samples;
    }

    private record Timed(long time, Runnable push) {}

    /** @return how many intervals and gaps were pushed */
    long push(List<MeasuredRun> runs, LongConsumer seen) {
        List<Timed> all = new ArrayList<>();
        for (MeasuredRun run : runs) {
            holes(run, all);
            window(run, all);
        }
        long events = all.size();
        for (MeasuredRun run : runs) {
            run.spl().rows().forEach(row -> all.add(new Timed(row.time(), () -> row(run, row))));
        }
        // Stable, so that what happens at one instant stays in this order.
        all.sort(Comparator.comparingLong(Timed::time));
        all.forEach(t -> {
            seen.accept(t.time());
            t.push().run();
        });
        return events;
    }

    private void holes(MeasuredRun run, List<Timed> all) {
        for (MeasuredRun.Hole hole : run.holes()) {
            long seconds = (hole.to() - hole.from()) / Times.SECOND;
            problems.add(
                    run.directory().spl().toString(),
                    0,
                    "Time",
                    "a hole of " + seconds + " s between two rows",
                    "it is shown as a gap");
            Gap gap = new Gap(nodePower.id(), EntityKind.NODE, hole.from(), hole.to(), -1, "no row in spl.txt");
            all.add(new Timed(hole.to(), () -> sink.accept(gap)));
        }
    }

    private void window(MeasuredRun run, List<Timed> all) {
        Map<String, Double> numbers = run.window().isPresent() ? run.numbers(problems) : Map.of();
        if (!numbers.isEmpty()) {
            RunLog window = run.window().orElseThrow();
            Interval interval = new Interval(
                    run.directory().name(),
                    RunPlant.node(run.directory().system()),
                    window.begin(),
                    window.end(),
                    numbers,
                    ORIGIN);
            all.add(new Timed(window.end(), () -> sink.accept(interval)));
        }
    }

    private void row(MeasuredRun run, PowerRow row) {
        int[] node = {
            plant.slotOf(EntityKind.NODE, RunPlant.node(run.directory().system()))
        };
        frame(run, nodePower, EntityKind.NODE, node, row.time(), new float[] {(float) row.watts()});
        frame(run, voltage, EntityKind.NODE, node, row.time(), new float[] {(float) row.volts()});
        frame(run, current, EntityKind.NODE, node, row.time(), new float[] {(float) row.totalAmps()});
        frame(run, powerFactor, EntityKind.NODE, node, row.time(), new float[] {(float) row.powerFactor()});
        List<PowerRow.Channel> channels = row.channels().stream()
                .sorted(Comparator.comparingInt(c -> slot(run, c)))
                .toList();
        int[] slots = channels.stream().mapToInt(c -> slot(run, c)).toArray();
        if (Arrays.stream(slots).distinct().count() < slots.length) {
            problems.add(run.directory().spl().toString(), 0, "Ch", "a channel is named twice in one row", "");
        } else if (slots.length > 0) {
            float[] watts = new float[slots.length];
            for (int i = 0; i < watts.length; i++) {
                watts[i] = (float) channels.get(i).watts();
            }
            frame(run, supplyPower, EntityKind.POWER_SHELF, slots, row.time(), watts);
        }
    }

    private int slot(MeasuredRun run, PowerRow.Channel channel) {
        return plant.slotOf(
                EntityKind.POWER_SHELF, RunPlant.supply(run.directory().system(), channel.name()));
    }

    private void frame(MeasuredRun run, Metric metric, EntityKind kind, int[] slots, long time, float[] values) {
        byte[] states = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean plausible = metric.isPlausible(values[i]);
            states[i] = (byte) (plausible ? DataState.OK : DataState.BAD).ordinal();
            if (!plausible) {
                problems.add(
                        run.directory().spl().toString(),
                        0,
                        metric.name(),
                        values[i] + " " + metric.unit() + " at " + Times.instant(time) + " is implausible",
                        "kept as bad");
            }
        }
        samples += values.length;
        sink.accept(new Frame(
                metric.id(),
                kind,
                plant.revision(),
                slots,
                time,
                time,
                0,
                new Column.F32(values),
                States.of(states),
                ORIGIN));
    }
}
