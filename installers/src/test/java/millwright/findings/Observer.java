package millwright.findings;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import millwright.analysis.Analyst;
import millwright.analysis.AnalystConfig;
import millwright.analysis.kpi.Rollup;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Incident;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.Plant;
import millwright.plant.Times;
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
    private long now = Times.nanos(START);

    static Observer of(String yaml, int seconds) {
        Observer made = new Observer();
        Simulator simulator = new Simulator(Scenario.parse("trial.yaml", yaml), SimulatorClock.stepped(START));
        simulator.open(made::take);
        for (int s = 1; s <= seconds; s++) {
            made.now = Times.nanos(START) + s * Times.SECOND;
            simulator.step(1);
            made.latest.sweep(made.now);
            made.rollup.tick(made.latest.plant(), made.latest, made.now, made::take);
            made.analyst.tick(made.now, made::told);
        }
        simulator.close();
        return made;
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
