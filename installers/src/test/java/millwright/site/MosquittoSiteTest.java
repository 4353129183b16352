package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
import millwright.hearing.Hearing;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A real mosquitto, as {@code .ci/site/mosquitto.sh start DIR} leaves it, spoken to by TLS with a user. Runs only where
 * {@code -Dsite.mosquitto=DIR} names it; kills the broker and starts it again.
 */
@EnabledIfSystemProperty(named = "site.mosquitto", matches = ".+")
class MosquittoSiteTest {
    private static final String POWER = "rack.power rack:S1";

    private final Broker broker = new Broker();
    private Hearing heard;

    @BeforeEach
    void attach() throws InterruptedException {
        heard = new Hearing(broker.listener("millwright-site-test"));
        heard.state("ok");
    }

    @AfterEach
    void detach() {
        heard.close();
    }

    private Hearing.Told awaitState(String cell, DataState wanted) throws InterruptedException {
        return heard.told(cell, told -> told.state() == wanted);
    }

    private void publish(String topic, String payload) throws IOException, InterruptedException {
        Daemon.output(broker.publishing(topic, payload, false));
    }

    private void metadata(String point, String json) throws IOException, InterruptedException {
        broker.metadata(point, json);
    }

    private void value(String point, double value) throws IOException, InterruptedException {
        broker.value(point, value);
    }

    private void rack() throws IOException, InterruptedException {
        metadata("Rack/RackPower/s1", """
            {"objectType":"Rack","pointType":"RackPower","rackLocationName":"S1","rackLocationId":"S1","engUnit":"kW"}\
            """);
        value("Rack/RackPower/s1", 88.5);
    }

    @Test
    void aPointIsWrittenAndReadBackThroughTheBroker() throws IOException, InterruptedException {
        rack();
        metadata("Rack/RackLiquidIsolationRequest/s1", """
            {"objectType":"Rack","pointType":"RackLiquidIsolationRequest","rackLocationName":"S1","rackLocationId":"S1",
             "stateText":[{"value":0,"text":"NoIsolationRequested"},{"value":1,"text":"IsolationRequested"}],
             "integration":"MILLWRIGHT"}\
            """);
        metadata("Rack/RackLiquidIsolationStatus/s1", """
            {"objectType":"Rack","pointType":"RackLiquidIsolationStatus","rackLocationName":"S1","rackLocationId":"S1",
             "stateText":[{"value":0,"text":"NotIsolated"},{"value":1,"text":"Isolated"}]}\
            """);
        value("Rack/RackLiquidIsolationStatus/s1", 0);
        awaitState("rack.isolation.liquid rack:S1", DataState.OK);
        assertEquals(88_500, awaitState(POWER, DataState.OK).value(), 0.1);
        long now = Times.nanos(Instant.now());
        String key = "isolate-" + now;
        ActionHeader header =
                new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "site test");
        heard.feed()
                .send(new Command.Execute(new ControlAction.SetPoint(
                        header, List.of(new EntityId("rack:S1")), new MetricId("rack.isolation.liquid.request"), 1)));
        Receipt receipt = heard.await(Receipt.class, "the receipt", r -> r.key().equals(key));
        assertEquals(Receipt.Answer.ACCEPTED, receipt.answer(), receipt.text());
        // the broker brings back what was written: it has really been published
        assertEquals(
                1,
                awaitState("rack.isolation.liquid.request rack:S1", DataState.OK)
                        .value());
        value("Rack/RackLiquidIsolationStatus/s1", 1);
        ActionProgress end = heard.await(
                ActionProgress.class,
                "the end",
                p -> p.key().equals(key) && p.stage().isFinal());
        assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
    }

    private static String event(String type, String data) {
        return """
            {"specversion":"1.0.2","id":"%s","source":"//grid/v1/isv/acme","type":"%s","time":"%s",
             "datacontenttype":"application/json","subject":"x",
             "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","data":%s}\
            """.formatted(UUID.randomUUID(), type, Instant.now(), data);
    }

    @Test
    void theGridsTargetAndItsBreachArrive() throws IOException, InterruptedException {
        publish("grid/v1/isv/acme/loadtarget/set", event("grid.loadtarget.set.v1", """
            {"targets":[{"interval":{},"feed_tags":["main-a"],"load_constraint":{"value":2.5,"unit":"megawatt"}}]}\
            """));
        EntityId feedOfGrid = new EntityId("utility:main-a");
        heard.await(
                PlantChanged.class, "the target", _ -> heard.plant().limits().containsKey(feedOfGrid));
        long now = Times.nanos(Instant.now());
        assertEquals(
                2.5e6,
                heard.plant()
                        .binding(feedOfGrid, new MetricId("power.observed"), Bound.UPPER, now)
                        .orElseThrow()
                        .at(now));
        publish("grid/v1/dsx-flex-agent/lps/powerbreach", event("grid.powerbreach.alert.v1", """
            {"feed_tag":"main-a","status":"active","severity":"warning",
             "breach":{"breach_id":"b1","detected_at":"2026-01-01T00:00:00Z"},
             "target":{"correlation_id":"c","load_constraint":{"value":2.5,"unit":"megawatt"}},
             "measured_load":{"value":2.7,"unit":"megawatt"},"infrastructure_actions":[]}\
            """));
        Occurrence breach =
                heard.await(Occurrence.class, "the breach", o -> o.what().equals("power.breach"));
        assertEquals(Priority.HIGH, breach.priority());
        assertEquals(feedOfGrid, breach.entity());
    }

    @Test
    void theKilledBrokerIsToldAndFoundAgain() throws IOException, InterruptedException {
        rack();
        awaitState(POWER, DataState.OK);
        broker.kill();
        SourceState failed = heard.state("failed");
        assertTrue(failed.detail().contains("since "), failed.detail());
        awaitState(POWER, DataState.STALE);
        broker.again();
        heard.state("ok");
        rack();
        awaitState(POWER, DataState.OK);
    }
}
