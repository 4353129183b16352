package millwright.findings;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import millwright.analysis.Analyst;
import millwright.analysis.AnalystConfig;
import millwright.analysis.kpi.Rollup;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Incident;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestColumns;

/** Watches a stepped simulation as a gateway would and remembers what was found, and when. One thread. */
final class Observer {
    static final Instant START = Instant.parse("2026-03-17T08:00:00Z");

    final Map<String, Incident> incidents = new TreeMap<>();
    final Map<String, Finding> findings = new TreeMap<>();
    /** When each incident and finding was first told, epoch ns. */
    final Map<String, Long> first = new TreeMap<>();

    private final Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
    private final Rollup rollup = new Rollup();
    private final LatestColumns latest = new LatestColumns();
    private final Simulator simulator;
    private long now = Times.nanos(START);

    private Observer(Simulator simulator) {
        this.simulator = simulator;
    }

    static Observer of(String yaml, int seconds) {
        return of(yaml, seconds, (_, _) -> {});
    }

    /** @param each called after every second, with its number */
    static Observer of(String yaml, int seconds, BiConsumer<Observer, Integer> each) {
        Simulator simulator = new Simulator(Scenario.parse("trial.yaml", yaml), SimulatorClock.stepped(START));
        Observer made = new Observer(simulator);
        simulator.open(made::take);
        for (int s = 1; s <= seconds; s++) {
            made.now = Times.nanos(START) + s * Times.SECOND;
            simulator.step(1);
            made.latest.sweep(made.now);
            made.rollup.tick(made.latest.plant(), made.latest, made.now, made::take);
            made.analyst.tick(made.now, made::told);
            each.accept(made, s);
        }
        simulator.close();
        return made;
    }

    void order(ControlAction action) {
        simulator.send(new Command.Execute(action));
    }

    long now() {
        return now;
    }

    Plant plant() {
        return latest.plant();
    }

    LatestColumns latest() {
        return latest;
    }

    /** Newest value of one entity; NaN where there is none. */
    double value(String metric, EntityId entity) {
        EntityKind kind = plant().entity(plant().indexOf(entity)).kind();
        Latest column = latest.latest(new MetricId(metric), kind);
        int slot = plant().slotOf(kind, entity);
        return column.ok(slot) ? column.values()[slot] : Double.NaN;
    }

    private void take(PlantEvent event) {
        PlantEvent seen = event;
        if (event instanceof PlantChanged c) {
            Plant before = latest.plant();
            latest.moved(
                    before,
                    c.whole() ? Plant.builder().apply(c.change()).build(c.revision()) : before.apply(c.change()));
            seen = new PlantChanged(c.revision(), now, c.change(), c.whole());
        } else if (event instanceof Frame frame) {
            latest.put(frame);
        }
        analyst.accept(seen, this::told);
    }

    private void told(PlantEvent event) {
        if (event instanceof Incident incident) {
            incidents.put(incident.id(), incident);
            first.putIfAbsent(incident.id(), now);
        } else if (event instanceof Finding finding) {
            findings.put(finding.id(), finding);
            first.putIfAbsent(finding.id(), now);
        }
    }
}
