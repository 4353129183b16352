package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.Priority;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.WritablePoints;
import millwright.hearing.Hearing;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MqttFeedTest {
    private static final String RACK_POWER = "Rack/RackPower/site/r1/power";
    private static final String RACK_META = """
        {"objectType":"Rack","pointType":"RackPower","rackLocationName":"Rack 1","rackLocationId":"R1","engUnit":"kW"}\
        """;
    private Listening listening;

    @BeforeEach
    void listen() throws IOException, InterruptedException {
        listening = new Listening(new TestBroker(), "confirm: 1s").subscribed();
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    private static String value(String number, long millis, int quality) {
        return "{\"value\":" + number + ",\"timestamp\":" + millis + ",\"quality\":" + quality + "}";
    }

    private void metadata(String point, String json) throws IOException {
        listening.broker.publish("BMS/v1/PUB/Metadata/" + point, json, true);
    }

    private void value(String point, String json) throws IOException {
        listening.broker.publish("BMS/v1/PUB/Value/" + point, json, false);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    @Test
    void aValueWaitsForItsMetadataAndIsThenTold() throws IOException, InterruptedException {
        long millis = now();
        value(RACK_POWER, value("96.5", millis, 1));
        SourceState waits = listening.await(SourceState.class, s -> !s.missing().isEmpty());
        assertTrue(
                waits.missing().getFirst().contains(RACK_POWER), waits.missing().toString());
        assertTrue(listening.values().isEmpty());
        metadata(RACK_POWER, RACK_META);
        Hearing.Told told = listening.told("rack.power rack:R1", t -> true);
        assertEquals(96_500, told.value(), 0.01);
        assertEquals(millis * Times.MILLI, told.time());
        assertEquals(
                "Rack 1",
                listening
                        .plant()
                        .entity(listening.plant().indexOf(new EntityId("rack:R1")))
                        .name());
    }

    @Test
    void whatIsNotTrustedIsNoNumber() throws IOException, InterruptedException {
        metadata(RACK_POWER, RACK_META);
        value(RACK_POWER, value("96.5", now(), 1));
        listening.told("rack.power rack:R1", t -> t.state() == DataState.OK);
        value(RACK_POWER, value("97", now(), 0));
        assertTrue(Double.isNaN(listening
                .told("rack.power rack:R1", t -> t.state() == DataState.BAD)
                .value()));
        value(RACK_POWER, value("null", now() + 1, 1));
        listening.told("rack.power rack:R1", t -> t.state() == DataState.NO_DATA);
        value(RACK_POWER, value("99999", now() + 2, 1));
        listening.told("rack.power rack:R1", t -> t.state() == DataState.BAD);
    }

    @Test
    void aRetainedValueOfYesterdayIsStale() throws IOException, InterruptedException {
        long yesterday = now() - 86_400_000;
        metadata(RACK_POWER, RACK_META);
        listening.broker.publish("BMS/v1/PUB/Value/" + RACK_POWER, value("90", yesterday, 1), true);
        Hearing.Told told = listening.told("rack.power rack:R1", t -> true);
        assertEquals(DataState.STALE, told.state());
        assertEquals(yesterday * Times.MILLI, told.time());
    }

    @Test
    void unknownUnitsAndPointsAreCountedNotGuessed() throws IOException, InterruptedException {
        metadata("Rack/RackPower/a", RACK_META.replace("kW", "horses"));
        metadata("AHU/AirFlow/b", """
            {"objectType":"AHU","pointType":"AirFlow","objectName":"A","objectId":"A","engUnit":"CFM"}\
            """);
        value("Rack/RackPower/a", value("5", now(), 1));
        SourceState state = listening.await(SourceState.class, s -> s.missing().size() == 2);
        assertTrue(
                state.missing().toString().contains("unit 'horses'"),
                state.missing().toString());
        assertTrue(state.missing().toString().contains("no place in the plant for a AHU"));
        assertTrue(listening.values().isEmpty());
    }

    @Test
    void breakersAndTransferSwitchesStandInThePathAndSayHowTheyStand() throws IOException, InterruptedException {
        String breaker = """
            {"objectType":"Breaker","pointType":"%s","objectName":"Q1","objectId":"Q1","servesId":["PM-9"],\
            "stateText":[{"value":0,"text":"%s"},{"value":1,"text":"%s"}]}\
            """;
        metadata("ATS/Status/a", """
            {"objectType":"ATS","pointType":"Status","objectName":"ATS 1","objectId":"ATS-1","servesId":["Q1"],\
            "stateText":[{"value":0,"text":"NotOperating"},{"value":1,"text":"Operating"}]}\
            """);
        metadata("Breaker/Status/q1", breaker.formatted("Status", "Tripped", "Closed"));
        metadata("Breaker/Available/q1", breaker.formatted("Available", "NotAvailable", "Available"));
        metadata("PowerMeter/ActivePower/m9", """
            {"objectType":"PowerMeter","pointType":"ActivePower","objectName":"PM","objectId":"PM-9","engUnit":"kW"}\
            """);
        value("ATS/Status/a", value("1", now(), 1));
        value("Breaker/Status/q1", value("0", now(), 1));
        value("Breaker/Available/q1", value("1", now(), 1));
        assertEquals(
                1, listening.told("device.running switchboard:ATS-1", t -> true).value());
        assertEquals(0, listening.told("power.breaker busway:Q1", t -> true).value());
        assertEquals(1, listening.told("device.available busway:Q1", t -> true).value());
        Plant plant = listening.awaitPlant(p -> p.indexOf(new EntityId("pdu:PM-9")) >= 0);
        int meter = plant.indexOf(new EntityId("pdu:PM-9"));
        int circuit = plant.indexOf(new EntityId("busway:Q1"));
        assertEquals(meter, plant.targets(RelationKind.FEEDS, circuit)[0]);
        assertEquals(circuit, plant.targets(RelationKind.FEEDS, plant.indexOf(new EntityId("switchboard:ATS-1")))[0]);
    }

    @Test
    void aBreakerThatOnlyOperatesIsNeitherOpenNorClosed() throws IOException, InterruptedException {
        metadata("Breaker/Status/q1", """
            {"objectType":"Breaker","pointType":"Status","objectName":"Q1","objectId":"Q1",\
            "stateText":[{"value":0,"text":"NotOperating"},{"value":1,"text":"Operating"}]}\
            """);
        SourceState state = listening.await(SourceState.class, s -> !s.missing().isEmpty());
        assertTrue(state.missing().toString().contains("state texts of power.breaker are not known"), state::toString);
    }

    @Test
    void metersFeedWhatTheyServeAndLeaksAreSeen() throws IOException, InterruptedException {
        metadata("PowerMeter/ActivePower/m1", """
            {"objectType":"PowerMeter","pointType":"ActivePower","objectName":"M1","objectId":"M1",
             "servesId":["R1"],"engUnit":"kW"}\
            """);
        metadata("PowerMeter/CurrentLimit/m1", """
            {"objectType":"PowerMeter","pointType":"CurrentLimit","objectName":"M1","objectId":"M1",
             "servesId":["R1"],"engUnit":"A"}\
            """);
        metadata("Rack/RackLeakDetect/r1", """
            {"objectType":"Rack","pointType":"RackLeakDetect","rackLocationName":"Rack 1","rackLocationId":"R1",
             "stateText":[{"value":0,"text":"NoLeak"},{"value":1,"text":"Leak"}]}\
            """);
        value("PowerMeter/CurrentLimit/m1", value("630", now(), 1));
        value("Rack/RackLeakDetect/r1", value("1", now(), 1));
        assertEquals(
                2, listening.told("leak.state leak_detector:R1/leak", t -> true).value());
        EntityId meter = new EntityId("pdu:M1");
        int index = listening.plant().indexOf(meter);
        assertEquals(1, listening.plant().targets(RelationKind.FEEDS, index).length);
        Limit limit = listening.plant().limits().get(meter).getFirst();
        assertEquals(630, limit.at(0));
        assertEquals("M1", listening.plant().nativeIds(meter).get("bms.object"));
    }

    private static String event(String id, String type, String data) {
        return """
            {"specversion":"1.0.2","id":"%s","source":"//grid/v1/isv/acme","type":"%s","time":"%s",
             "datacontenttype":"application/json","subject":"x",
             "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","data":%s}\
            """.formatted(id, type, Instant.now(), data);
    }

    @Test
    void aLoadTargetIsALimitForItsTime() throws IOException, InterruptedException {
        Instant start = Instant.now().plusSeconds(60);
        String data = """
            {"targets":[{"interval":{"start_time":"%s","end_time":"%s"},"feed_tags":["main-a"],
             "load_constraint":{"value":2.5,"unit":"megawatt"}}]}\
            """.formatted(start, start.plusSeconds(600));
        listening.broker.publish("grid/v1/isv/acme/loadtarget/set", event("e1", "grid.loadtarget.set.v1", data), false);
        listening.await(PlantChanged.class, c -> !c.change().limits().isEmpty());
        Limit limit =
                listening.plant().limits().get(new EntityId("utility:main-a")).getFirst();
        assertEquals(LimitOrigin.LOAD_TARGET, limit.origin());
        long at = Times.nanos(start);
        assertTrue(Double.isNaN(limit.at(at - 1)));
        assertEquals(2.5e6, limit.at(at));
        assertTrue(Double.isNaN(limit.at(at + 600 * Times.SECOND)));
    }

    @Test
    void aBreachIsAnOccurrenceOnceAndByItsSeverity() throws IOException, InterruptedException {
        String data = """
            {"feed_tag":"main-a","status":"active","severity":"critical",
             "breach":{"breach_id":"b1","detected_at":"2026-01-01T00:00:00Z"},
             "target":{"correlation_id":"c","load_constraint":{"value":100,"unit":"kilowatt"}},
             "measured_load":{"value":130,"unit":"kilowatt"},
             "shed_hints":[{"resource_id":"n1","resource_type":"node","action":"power_cap","priority":1}],
             "infrastructure_actions":["SHUTDOWN_NODES"]}\
            """;
        for (int i = 0; i < 2; i++) {
            listening.broker.publish(
                    "grid/v1/dsx-flex-agent/lps/powerbreach", event("e2", "grid.powerbreach.alert.v1", data), false);
        }
        Occurrence told = listening.await(Occurrence.class, o -> o.what().equals("power.breach"));
        assertEquals(Priority.CRITICAL, told.priority());
        assertEquals("utility:main-a", told.entity().text());
        assertEquals("b1", told.details().get(Occurrence.BEGINS));
        assertEquals("130000.0", told.details().get("measured.watts"));
        listening.broker.publish("grid/v1/isv/acme/loadtarget/set", event("e9", "grid.loadtarget.set.v1", """
            {"targets":[{"interval":{},"feed_tags":["x"],"load_constraint":null}]}\
            """), false);
        Occurrence next = listening.await(Occurrence.class, o -> true);
        assertEquals("load.target", next.what(), "the same event came twice and was told twice");
    }

    @Test
    void aFeedHasItsOwnConstraintWhileNoTargetHolds() throws IOException, InterruptedException {
        Instant start = Instant.now().plusSeconds(60);
        String power = "{\"value\":%s,\"unit\":\"megawatt\"}";
        String data = """
            {"snapshot_time":"%s","feeds":{"main-a":{"metadata":{"power_minimum":%s,"power_maximum":%s,
              "default_constraint":%s},"targets":[{"active":false,"load_constraint":%s,
              "interval":{"start_time":"%s","end_time":"%s"},"strategy":{},
              "correlation_id":"0af76519-16cd-43dd-8448-eb211c80319c"}],
              "calculated_load":%s,"in_flight":false,"event":"periodic","compliant":false}}}\
            """.formatted(
                        Instant.now(),
                        power.formatted("0.5"),
                        power.formatted("5"),
                        power.formatted("3"),
                        power.formatted("4"),
                        start,
                        start.plusSeconds(600),
                        power.formatted("3.2"));
        listening.broker.publish(
                "grid/v1/dsx-flex-agent/lps/powerstate/status", event("s1", "grid.powerstate.status.v1", data), false);
        Occurrence above = listening.await(Occurrence.class, o -> o.what().equals("power.state"));
        assertEquals("above target", above.details().get(Occurrence.BEGINS));
        EntityId feed = new EntityId("utility:main-a");
        MetricId observed = new MetricId("power.observed");
        long at = Times.nanos(start);
        assertEquals(
                3e6,
                listening
                        .plant()
                        .binding(feed, observed, Bound.UPPER, at - 1)
                        .orElseThrow()
                        .at(at - 1));
        assertEquals(
                4e6,
                listening
                        .plant()
                        .binding(feed, observed, Bound.UPPER, at)
                        .orElseThrow()
                        .at(at));
        assertEquals(
                3.2e6,
                listening.told("power.calculated utility:main-a", t -> true).value());
    }

    @Test
    void whereTheBuildingAsksForItTheProgramSaysThatItIsThere() throws IOException, InterruptedException {
        metadata("System/HeartbeatTimestampIntegration/other", """
            {"objectType":"System","pointType":"HeartbeatTimestampIntegration","objectName":"O","objectId":"O",
             "integration":"MEPAI"}\
            """);
        metadata("System/HeartbeatTimestampIntegration/mw", """
            {"objectType":"System","pointType":"HeartbeatTimestampIntegration","objectName":"M","objectId":"M",
             "integration":"MILLWRIGHT"}\
            """);
        TestBroker.Published said = listening.broker.published.poll(30, TimeUnit.SECONDS);
        assertEquals("BMS/v1/MILLWRIGHT/Value/System/HeartbeatTimestampIntegration/mw", said.topic());
        assertTrue(said.payload().matches("\\{\"value\":\\d{13},\"timestamp\":\\d{13},\"quality\":1}"), said.payload());
    }

    @Test
    void thePlantSaysWhichPointsAreOursUntilTheyAreNot() throws IOException, InterruptedException {
        EntityId cdu = new EntityId("cdu:C1");
        MetricId request = new MetricId("cooling.supply.request");
        cdu();
        listening.await(PlantChanged.class, c -> listening.plant().indexOf(cdu) >= 0);
        assertEquals(
                "cooling.supply.setpoint",
                WritablePoints.shownBy(listening.plant().nativeIds(cdu), request)
                        .orElseThrow()
                        .name());
        metadata("CDU/LiquidTemperatureSpRequest/c1", """
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"C1","objectId":"C1",
             "engUnit":"C","integration":"MEPAI"}\
            """);
        listening.await(
                PlantChanged.class,
                c -> WritablePoints.of(listening.plant().nativeIds(cdu)).isEmpty());
    }

    private void cdu() throws IOException {
        metadata("CDU/LiquidTemperatureSpRequest/c1", """
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"C1","objectId":"C1",
             "engUnit":"C","integration":"MILLWRIGHT"}\
            """);
        metadata("CDU/LiquidTemperature/c1/sp", """
            {"objectType":"CDU","pointType":"LiquidTemperature","objectName":"C1","objectId":"C1",
             "engUnit":"C","isSetpoint":true,"processArea":["Secondary","Supply"]}\
            """);
        value("CDU/LiquidTemperature/c1/sp", value("30", now(), 1));
    }

    private ControlAction.SetPoint wish(String key, double value) {
        long now = Times.nanos(Instant.now());
        ActionHeader header =
                new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "test");
        return new ControlAction.SetPoint(
                header, List.of(new EntityId("cdu:C1")), new MetricId("cooling.supply.request"), value);
    }

    @Test
    void aPointThatIsOursIsWrittenAndReadBack() throws IOException, InterruptedException {
        cdu();
        listening.told("cooling.supply.setpoint cdu:C1", t -> true);
        listening.feed().send(new Command.Execute(wish("k1", 27.5)));
        TestBroker.Published written = listening.broker.published.poll(30, TimeUnit.SECONDS);
        assertEquals("BMS/v1/MILLWRIGHT/Value/CDU/LiquidTemperatureSpRequest/c1", written.topic());
        assertTrue(written.payload().startsWith("{\"value\":27.5,\"timestamp\":"), written.payload());
        assertEquals(
                Receipt.Answer.ACCEPTED,
                listening.await(Receipt.class, r -> true).answer());
        value("CDU/LiquidTemperature/c1/sp", value("27.5", now(), 1));
        ActionProgress end =
                listening.await(ActionProgress.class, p -> p.stage().isFinal());
        assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
        assertEquals(30, end.values().getFirst().before());
        listening.feed().send(new Command.Execute(wish("k1", 27.5)));
        assertEquals(
                Receipt.Answer.DUPLICATE,
                listening.await(Receipt.class, r -> true).answer());
    }

    @Test
    void aBuildingThatDoesNotFollowIsToldSo() throws IOException, InterruptedException {
        cdu();
        listening.told("cooling.supply.setpoint cdu:C1", t -> true);
        listening.feed().send(new Command.Execute(wish("k2", 25)));
        listening.await(Receipt.class, r -> r.key().equals("k2"));
        value("CDU/LiquidTemperature/c1/sp", value("30", now(), 1));
        ActionProgress end =
                listening.await(ActionProgress.class, p -> p.stage().isFinal());
        assertEquals(ActionStage.FAILED, end.stage());
        listening.feed().send(new Command.Execute(wish("k3", 900)));
        assertEquals(
                Receipt.Answer.REFUSED,
                listening.await(Receipt.class, r -> r.key().equals("k3")).answer());
    }

    @Test
    void aPointOfAnotherIsNotWritten() throws IOException, InterruptedException {
        cdu();
        metadata("CDU/LiquidTemperatureSpRequest/c1", """
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"C1","objectId":"C1",
             "engUnit":"C","integration":"MEPAI"}\
            """);
        value("CDU/LiquidTemperature/c1/sp", value("31", now(), 1));
        listening.told("cooling.supply.setpoint cdu:C1", t -> t.value() == 31);
        listening.feed().send(new Command.Execute(wish("k4", 25)));
        Receipt receipt = listening.await(Receipt.class, r -> true);
        assertEquals(Receipt.Answer.REFUSED, receipt.answer());
        assertTrue(receipt.text().contains("MEPAI"), receipt.text());
        assertFalse(listening.broker.published.stream().anyMatch(p -> p.topic().contains("SpRequest")));
    }
}
