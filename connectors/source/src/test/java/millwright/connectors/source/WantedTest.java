package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What a source ought to tell of things of a kind. */
class WantedTest {
    private static final long NOW = Times.HOUR;
    private final List<Reading> round = new ArrayList<>();

    private WantedTest tells(EntityKind kind, String local, String metric, double value) {
        Metric of = Catalogue.standard().get(new MetricId(metric));
        round.add(Reading.of(EntityId.of(kind, local), of, value, Reading.UNSAID));
        return this;
    }

    private SourceState state(String protocol) {
        SourceWatch watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, "s"), protocol);
        watch.delivered(round, NOW - Times.SECOND);
        watch.delivered(round, NOW);
        return watch.report(NOW);
    }

    @Test
    void aThingIsNotJudgedByItsFirstReadingForRatesNeedTwo() {
        SourceWatch watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, "s"), "snmp");
        tells(EntityKind.PDU, "B", "power.current", 3);
        watch.delivered(round, NOW);
        assertEquals(List.of(), watch.report(NOW).missing());
        watch.delivered(round, NOW + 5 * Times.SECOND);
        assertEquals(1, watch.report(NOW + 5 * Times.SECOND).missing().size());
    }

    @Test
    void aPduWithoutPowerIsNamedWithHowManyThereAre() {
        tells(EntityKind.PDU, "A", "power.observed", 700)
                .tells(EntityKind.PDU, "B", "power.current", 3)
                .tells(EntityKind.PDU, "C", "power.observed", 20);
        SourceState state = state("snmp");
        assertEquals(
                List.of("no power.observed on 1 of 3 pdus (B): it has no meter, or its map or module does not name it"),
                state.missing());
        assertEquals(1, state.delivery().watched());
    }

    @Test
    void aCduIsWantedWithFlowAndBothTemperatures() {
        tells(EntityKind.CDU, "1", "cooling.supply", 30).tells(EntityKind.CDU, "1", "cooling.return", 40);
        assertEquals(
                List.of("no cooling.flow on 1 of 1 cdu (1): it has no flow sensor, or its map does not name it"),
                state("modbus").missing());
    }

    @Test
    void whatIsWantedDependsOnTheProtocol() {
        tells(EntityKind.NODE, "n1", "node.fan.speed", 60);
        assertEquals(2, state("redfish").missing().size(), state("redfish").missing()::toString);
        assertEquals(List.of(), state("slurm").missing());
        assertEquals(0, state("slurm").delivery().watched());
    }

    @Test
    void powerOfANodeIsWantedOfAnExporterThatReadsItsServiceProcessorOnly() {
        tells(EntityKind.NODE, "n1", "node.memory.available", 1e9)
                .tells(EntityKind.NODE, "n1", "node.cpu.utilization", 5);
        assertEquals(List.of(), state("prometheus").missing());
        tells(EntityKind.NODE, "n2", "node.inlet.temperature", 22);
        assertEquals(
                List.of("no node.power on 1 of 1 node (n2): its service processor is read, and says no power; is DCMI"
                        + " power reading on?"),
                state("prometheus").missing());
    }

    @Test
    void oneOfSeveralMetricsIsEnoughAndAValueThatIsNoneIsNot() {
        tells(EntityKind.PUMP, "1", "pump.rotation", 3000).tells(EntityKind.PUMP, "2", "pump.speed", Double.NaN);
        assertEquals(
                List.of("no pump.speed or pump.rotation or device.running on 1 of 2 pumps (2): nothing says whether it"
                        + " turns"),
                state("modbus").missing());
    }

    @Test
    void whatTheProtocolItselfSaysIsNotSaidTwice() {
        tells(EntityKind.NODE, "n1", "node.inlet.temperature", 22);
        SourceWatch watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, "s"), "redfish");
        watch.missing(List.of("no node.power on 1 of 1: the controller does not offer it"), 3);
        watch.delivered(round, NOW - Times.SECOND);
        watch.delivered(round, NOW);
        assertEquals(
                List.of("no node.power on 1 of 1: the controller does not offer it"),
                watch.report(NOW).missing());
        assertEquals(5, watch.report(NOW).delivery().watched());
    }

    @Test
    void aSlowRoundMissesNothingAndAThingThatIsGoneNeither() {
        SourceWatch watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, "s"), "snmp");
        tells(EntityKind.PDU, "A", "power.observed", 700);
        watch.delivered(round, NOW);
        round.clear();
        tells(EntityKind.PDU, "A", "power.current", 3);
        watch.delivered(round, NOW + 10 * Times.MINUTE);
        assertEquals(List.of(), watch.report(NOW + 10 * Times.MINUTE).missing());
        assertEquals(1, watch.report(NOW + 20 * Times.MINUTE).missing().size());
        assertEquals(List.of(), watch.report(NOW + 30 * Times.MINUTE).missing());
    }

    @Test
    void whoIsNotAskedTellsInPieces() {
        SourceWatch watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, "s"), "mqtt");
        tells(EntityKind.CDU, "1", "cooling.supply", 30);
        watch.delivered(round, NOW - Times.SECOND);
        watch.delivered(round, NOW);
        assertEquals(List.of(), watch.report(NOW + Times.SECOND).missing());
        assertEquals(2, watch.report(NOW + Times.MINUTE).missing().size());
    }

    @Test
    void everyStateButOkIsNoValue() {
        Metric power = Catalogue.standard().get(new MetricId("power.observed"));
        for (DataState state : DataState.values()) {
            round.clear();
            round.add(new Reading(EntityId.of(EntityKind.PDU, "A"), power, 1, state, Reading.UNSAID));
            assertEquals(state == DataState.OK ? 0 : 1, state("snmp").missing().size(), state.name());
        }
    }
}
