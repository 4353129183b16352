package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final String REQUEST = "CDU/LiquidTemperatureSpRequest/c1";
    private static final String SETPOINT = "CDU/LiquidTemperature/c1/sp";
    private Listening listening;

    @BeforeEach
    void listen() throws IOException, InterruptedException {
        listening = new Listening(new TestBroker(), "confirm: 1s\nrepublish: 300ms\ntimeout: 500ms").subscribed();
        asks("C1", "C");
        listening.broker.publish("BMS/v1/PUB/Metadata/" + SETPOINT, """
            {"objectType":"CDU","pointType":"LiquidTemperature","objectName":"C1","objectId":"C1",
             "engUnit":"C","isSetpoint":true,"processArea":["Secondary","Supply"]}\
            """, true);
        shows(30, false);
        listening.told("cooling.supply.setpoint cdu:C1", t -> t.value() == 30);
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    private void asks(String object, String unit) throws IOException {
        listening.broker.publish("BMS/v1/PUB/Metadata/" + REQUEST, """
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"C","objectId":"%s",
             "engUnit":"%s","integration":"MILLWRIGHT"}\
            """.formatted(object, unit), true);
    }

    private void shows(double value, boolean retained) throws IOException {
        shows(value, retained, System.currentTimeMillis());
    }

    private void shows(double value, boolean retained, long millis) throws IOException {
        listening.broker.publish(
                "BMS/v1/PUB/Value/" + SETPOINT,
                "{\"value\":" + value + ",\"timestamp\":" + millis + ",\"quality\":1}",
                retained);
    }

    private void order(String key, double value) {
        long now = Times.nanos(Instant.now());
        ActionHeader header =
                new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "test");
        listening
                .feed()
                .send(new Command.Execute(new ControlAction.SetPoint(
                        header, List.of(new EntityId("cdu:C1")), new MetricId("cooling.supply.request"), value)));
    }

    private ActionProgress end(String key) throws InterruptedException {
        return listening.await(
                ActionProgress.class, p -> p.key().equals(key) && p.stage().isFinal());
    }

    private void written(String beginning) throws InterruptedException {
        for (TestBroker.Published said = listening.broker.published.poll(30, TimeUnit.SECONDS);
                !said.payload().startsWith(beginning); ) {
            said = listening.broker.published.poll(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatTheBrokerDidNotAnswerIsUnknownNotRefused() throws IOException, InterruptedException {
        listening.broker.unacknowledging = true;
        order("k1", 27.5);
        written("{\"value\":27.5");
        listening.broker.drop();
        assertEquals(
                Receipt.Answer.ACCEPTED,
                listening.await(Receipt.class, r -> true).answer());
        assertEquals(ActionStage.UNKNOWN, end("k1").stage());
    }

    @Test
    void whatTheBuildingShowsAfterAnUnansweredOrderCounts() throws IOException, InterruptedException {
        listening.broker.unacknowledging = true;
        order("k1", 27.5);
        written("{\"value\":27.5");
        shows(27.5, false);
        ActionProgress end = end("k1");
        assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
        assertTrue(Double.isNaN(end.values().getFirst().commanded()));
    }

    @Test
    void whatWasShownBeforeTheOrderConfirmsNothing() throws IOException, InterruptedException {
        order("k1", 30);
        written("{\"value\":30");
        shows(30, true, System.currentTimeMillis() - 60_000);
        assertEquals(ActionStage.UNKNOWN, end("k1").stage());
        order("k2", 25);
        written("{\"value\":25");
        shows(30, false);
        assertEquals(ActionStage.FAILED, end("k2").stage());
    }

    @Test
    void whatAnEarlierOrderCommandedIsNotWhatThisOneDid() throws InterruptedException {
        order("k1", 27.5);
        assertEquals(27.5, end("k1").values().getFirst().commanded());
        listening.broker.unacknowledging = true;
        order("k2", 25);
        assertTrue(Double.isNaN(end("k2").values().getFirst().commanded()));
    }

    @Test
    void aHeldPointIsSaidInItsPresentUnitAndLetGoWhenItIsAnothers() throws IOException, InterruptedException {
        order("k1", 25);
        written("{\"value\":25,");
        asks("C1", "F");
        written("{\"value\":77,");
        asks("C2", "F");
        SourceState state =
                listening.await(SourceState.class, s -> s.missing().toString().contains("not said again"));
        assertTrue(state.missing().toString().contains(REQUEST), state.missing().toString());
    }
}
