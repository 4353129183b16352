package millwright.connectors.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.series.LatestColumns;

/** Runs a stepped simulation and keeps what a watcher of it would know. */
final class Notes implements FeedSink {
    static final Instant START = Instant.parse("2026-03-17T13:00:00Z");

    /** A small plant: two racks in two rows, two nodes each; the caller adds to it. */
    static final String SMALL = """
            seed: 5
            plant: {rows: 2, racks-per-row: 2, nodes-per-rack: 2, gpus-per-node: 4, nics-per-node: 1}
            power: {utility-limit: 60e3, pdu-rating: 40e3}
            prehistory: {length: 0}
            obedience: {partly: 0, clamped: 0, never: 0}
            endpoints:
              - {name: chat, tokens: 20000}
            jobs:
              - {name: train, kind: training, on: R1-01..R1-02, step: 4}
              - {name: serve, kind: inference, endpoint: chat, on: R2-01..R2-02}
            """;

    final LatestColumns latest = new LatestColumns();
    final List<Occurrence> occurrences = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    final List<PlantEvent> events = new ArrayList<>();
    final Simulator simulator;
    long digest = 17;

    Notes(Scenario scenario) {
        simulator = new Simulator(scenario, SimulatorClock.stepped(START));
        simulator.open(this);
    }

    static Notes of(String yaml) {
        return new Notes(Scenario.parse("test.yaml", yaml));
    }

    static Notes small(String more) {
        return of(SMALL + more);
    }

    @Override
    public void accept(PlantEvent event) {
        latest.accept(event);
        digest = 31 * digest + content(event);
        if (event instanceof Occurrence occurrence) {
            occurrences.add(occurrence);
        } else if (event instanceof Receipt receipt) {
            receipts.add(receipt);
        }
        if (events.size() < 20_000) {
            events.add(event);
        }
    }

    private static long content(PlantEvent event) {
        if (!(event instanceof Frame frame)) {
            return event.hashCode();
        }
        long values = switch (frame.values()) {
            case Column.F32(float[] v) -> Arrays.hashCode(v);
            case Column.F64(double[] v) -> Arrays.hashCode(v);
            case Column.I64(long[] v) -> Arrays.hashCode(v);
            case Column.Histograms(double[] upper, long[] counts, double[] sums) ->
                Arrays.hashCode(upper) + 31L * Arrays.hashCode(counts) + 961L * Arrays.hashCode(sums);
        };
        return frame.metric().hashCode()
                + 31 * values
                + 7 * frame.sourceTime()
                + 13 * frame.receiveTime()
                + frame.states().hashCode();
    }

    World world() {
        Engine engine = simulator.engine();
        if (engine == null) {
            throw new IllegalStateException("not open");
        }
        return engine.world();
    }

    Notes step(int seconds) {
        simulator.step(seconds);
        return this;
    }

    Notes order(ControlAction action) {
        simulator.send(new Command.Execute(action));
        return this;
    }

    private Latest column(String metric, EntityKind kind) {
        return latest.latest(new MetricId(metric), kind);
    }

    private int slot(String id, EntityKind kind) {
        int slot = latest.plant().slotOf(kind, new EntityId(id));
        if (slot < 0) {
            throw new AssertionError("no " + id + " in the plant");
        }
        return slot;
    }

    private static EntityKind kind(String id) {
        String prefix = id.substring(0, id.indexOf(':'));
        return Arrays.stream(EntityKind.values())
                .filter(k -> k.prefix().equals(prefix))
                .findFirst()
                .orElseThrow();
    }

    double value(String metric, String id) {
        return column(metric, kind(id)).values()[slot(id, kind(id))];
    }

    DataState state(String metric, String id) {
        return column(metric, kind(id)).state(slot(id, kind(id)));
    }

    long time(String metric, String id) {
        return column(metric, kind(id)).times()[slot(id, kind(id))];
    }

    List<String> happenings(String what) {
        return occurrences.stream()
                .filter(o -> o.what().equals(what))
                .map(o -> o.entity().text())
                .toList();
    }
}
