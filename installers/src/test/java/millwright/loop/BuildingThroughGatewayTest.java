package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.feed.WritablePoints;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.site.Broker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A desk writes a point of a building: through link, gateway, its guards and a real mosquitto, and back. Runs only where
 * {@code -Dsite.mosquitto=DIR} names what {@code .ci/site/mosquitto.sh start DIR} left.
 */
@EnabledIfSystemProperty(named = "site.mosquitto", matches = ".+")
class BuildingThroughGatewayTest {
    private static final EntityId CDU = new EntityId("cdu:G1");
    private static final MetricId REQUEST = new MetricId("cooling.supply.request");
    private static final MetricId SETPOINT = new MetricId("cooling.supply.setpoint");

    private final Broker broker = new Broker();

    private void setpoint(double value) throws IOException, InterruptedException {
        broker.value("CDU/LiquidTemperature/g1/sp", value);
    }

    private static ControlAction ask(EntityId target, double value) {
        long now = LinkAndGatewayTest.now();
        ActionHeader header = new ActionHeader(
                "ask-" + now, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "warmer water");
        return new ControlAction.SetPoint(header, List.of(target), REQUEST, value);
    }

    private static String refusal(Preview preview) {
        return preview.guards().stream()
                .filter(v -> !v.passed())
                .map(Preview.Verdict::text)
                .findFirst()
                .orElse("");
    }

    @Test
    void aDeskSeesThePointAsksForAValueAndSeesTheBuildingFollow() throws Exception {
        broker.metadata("CDU/LiquidTemperatureSpRequest/g1", """
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"G1","objectId":"G1",
             "engUnit":"C","integration":"MILLWRIGHT"}\
            """);
        broker.metadata("CDU/LiquidTemperature/g1/sp", """
            {"objectType":"CDU","pointType":"LiquidTemperature","objectName":"G1","objectId":"G1",
             "engUnit":"C","isSetpoint":true,"processArea":["Secondary","Supply"]}\
            """);
        setpoint(30);
        Gateway gateway = LinkAndGatewayTest.gateway("life-1");
        gateway.add(new FeedSource("building", "mqtt", false, () -> broker.listener("millwright-gateway-test")));
        try (GatewayServer server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
                Link link = LinkAndGatewayTest.link(server.port())) {
            link.send(new Command.Subscribe(Set.of(new Want(SETPOINT, EntityKind.CDU, 0))));
            walk(link, Desk.of(link));
        } finally {
            gateway.close();
        }
    }

    private void walk(Link link, Desk desk) throws IOException, InterruptedException {
        desk.await(
                millwright.feed.PlantEvent.class,
                _ -> WritablePoints.shownBy(desk.latest.plant().nativeIds(CDU), REQUEST)
                        .filter(SETPOINT::equals)
                        .isPresent());
        desk.await(millwright.feed.Frame.class, f -> f.metric().equals(SETPOINT));
        ControlAction tooHot = ask(CDU, 80);
        link.send(new Command.PreviewAction("hot", tooHot));
        Preview hot = desk.await(Preview.class, p -> p.request().equals("hot"));
        assertTrue(refusal(hot).contains("is outside"), refusal(hot));
        ControlAction action = ask(CDU, 27.5);
        String key = action.header().key();
        link.send(new Command.PreviewAction("warm", action));
        Preview warm = desk.await(Preview.class, p -> p.request().equals("warm"));
        assertTrue(warm.allowed(), refusal(warm));
        link.send(new Command.Propose(action));
        link.send(new Command.Approve(key, "op", ""));
        ActionProgress sees =
                desk.await(ActionProgress.class, p -> p.key().equals(key) && p.stage() == ActionStage.OBSERVING);
        assertEquals(30, sees.values().getFirst().before());
        setpoint(27.5);
        ActionProgress end = desk.await(
                ActionProgress.class, p -> p.key().equals(key) && p.stage().isFinal());
        assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
        assertEquals(27.5, end.values().getFirst().observed());
    }
}
