package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders whose answers come in every order. */
class OrdersAnswersTest {
    private static final long NOW = 1_750_000_000L * Times.SECOND;
    private final List<String> published = new ArrayList<>();
    private final List<Consumer<Sent>> answers = new ArrayList<>();
    private final List<PlantEvent> told = new ArrayList<>();
    private final Points points = new Points(List.of(), "MILLWRIGHT", new GrowingPlant(Placement.NONE));
    private final Orders orders = new Orders(
            MqttConfig.of(ConfigNode.parse("site.yaml", "url: 127.0.0.1\nintegration: MILLWRIGHT\n")),
            points,
            (_, payload, done) -> {
                published.add(new String(payload, StandardCharsets.UTF_8));
                answers.add(done);
            },
            told::add,
            new Origin(new EntityId("source:mqtt"), false));

    @BeforeEach
    void describe() throws Garbled {
        PointKey key = new PointKey("CDU", "LiquidTemperatureSpRequest", "c1");
        points.put(key, PointMetadata.of(key, Json.of("""
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"C","objectId":"C1",
             "engUnit":"C","integration":"MILLWRIGHT"}\
            """.getBytes(StandardCharsets.UTF_8))));
    }

    private void order(String key, double value) {
        ActionHeader header =
                new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, NOW, NOW + Times.HOUR, 0, "test");
        orders.take(
                new ControlAction.SetPoint(
                        header, List.of(new EntityId("cdu:C1")), new MetricId("cooling.supply.request"), value),
                NOW);
    }

    private String saidAgain() {
        published.clear();
        orders.tick(NOW + Times.HOUR);
        return published.toString();
    }

    @Test
    void whatNeverLeftIsRefusedAndTheEarlierValueStaysHeld() {
        order("k1", 25);
        answers.getFirst().accept(Sent.TAKEN);
        order("k2", 27);
        answers.getLast().accept(Sent.NOT);
        assertTrue(told.stream()
                .anyMatch(e -> e instanceof Receipt r && r.key().equals("k2") && r.answer() == Receipt.Answer.REFUSED));
        ActionProgress last = (ActionProgress) told.getLast();
        assertEquals(ActionStage.FAILED, last.stage());
        assertTrue(saidAgain().contains("\"value\":25,"));
    }

    @Test
    void anOlderOrderDoesNotComeBackOverANewerOneThatNobodyKnowsOf() {
        order("k1", 25);
        order("k2", 27);
        answers.getFirst().accept(Sent.TAKEN);
        answers.getLast().accept(Sent.UNKNOWN);
        assertEquals("[]", saidAgain());
    }

    @Test
    void theNewestThatTheBrokerTookIsHeld() {
        order("k1", 25);
        order("k2", 27);
        answers.getLast().accept(Sent.TAKEN);
        answers.getFirst().accept(Sent.TAKEN);
        assertTrue(saidAgain().startsWith("[{\"value\":27,"));
    }
}
