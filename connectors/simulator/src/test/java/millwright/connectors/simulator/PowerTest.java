package millwright.connectors.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.connectors.simulator.PowerTree.Device;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.plant.EntityKind;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;

class PowerTest {
    private static Notes calm() {
        return new Notes(Scenario.named("calm"));
    }

    @Test
    void everyParentIsTheSumOfItsChildrenWithinItsStatedLoss() {
        Notes notes = calm().step(5);
        PowerTree tree = notes.world().tree;
        double[] children = new double[tree.devices().size()];
        for (int d = 0; d < children.length; d++) {
            int parent = tree.devices().get(d).parent();
            if (parent >= 0) {
                children[parent] += tree.observed[d];
            }
        }
        for (int d = 0; d < children.length; d++) {
            Device device = tree.devices().get(d);
            if (device.kind() != EntityKind.POWER_SHELF && device.kind() != EntityKind.MECHANICAL) {
                assertEquals(
                        children[d] * (1 + device.loss()), tree.observed[d], 1e-6 * tree.observed[d], device.name());
                assertEquals(tree.observed[d] - children[d], tree.losses[d], 1e-3, device.name());
            }
        }
    }

    @Test
    void racksAddUpToTheBusways() {
        Notes notes = calm().step(5);
        World world = notes.world();
        double racks = 0;
        for (int r = 0; r < world.racks.power.length; r++) {
            racks += world.rackInput(r);
        }
        double pdus = 0;
        for (int d = 0; d < world.tree.devices().size(); d++) {
            pdus += world.tree.devices().get(d).kind() == EntityKind.PDU ? world.tree.observed[d] : 0;
        }
        assertEquals(racks * 1.008 * 1.002, pdus, pdus * 1e-6);
    }

    /** Without the seconds in which a training job saves its state. */
    @Test
    void calmIsAboutNinetyPercentOfTheUtility() {
        Notes notes = calm();
        double sum = 0;
        for (int s = 0; s < 120; s++) {
            sum += notes.step(1).value("power.observed", "utility:Utility") / 120;
        }
        assertEquals(0.90, sum / 750e3, 0.02);
        assertTrue(notes.value("power.committed", "utility:Utility") < 750e3);
    }

    @Test
    void allOnMaxPBreaksTheUtilityLimit() {
        String half = "profile: max-q";
        String yaml = resource("calm.yaml");
        assertTrue(yaml.contains(half));
        Notes notes = Notes.of(yaml.replace(half, "profile: max-p")).step(5);

        assertTrue(notes.value("power.committed", "utility:Utility") > 750e3);
    }

    @Test
    void eitherPduOfAPairCanCarryItsFourRacksAt353Of360() {
        Notes notes = calm().step(10);
        double a = notes.value("power.committed", "pdu:PDU-A1");
        double b = notes.value("power.committed", "pdu:PDU-B1");
        Plant plant = notes.latest.plant();
        double limit = plant.limits(Ids.of(EntityKind.PDU, "PDU-A1"), new MetricId("power.observed")).stream()
                .filter(l -> l.origin() == LimitOrigin.BREAKER)
                .findFirst()
                .orElseThrow()
                .at(0);
        assertEquals(360e3, limit, 1);
        assertEquals(353e3, a + b, 500);
    }

    @Test
    void coolingIsSixToTenPercentOfIt() {
        Notes notes = calm().step(60);
        double cooling = notes.value("power.observed", "mechanical:MCC");
        double it = 0;
        for (int r = 0; r < 8; r++) {
            it += notes.world().rackInput(r);
        }
        assertTrue(cooling / it > 0.06 && cooling / it < 0.10, "share " + cooling / it);
    }

    @Test
    void theHallLooksLikeItsPictures() {
        Notes notes = new Notes(Scenario.named("hall"));
        double site = 0;
        double tokens = 0;
        for (int s = 0; s < 30; s++) {
            notes.step(1);
            site += (notes.value("power.observed", "utility:Utility-A")
                            + notes.value("power.observed", "utility:Utility-B"))
                    / 30;
            tokens += (notes.value("endpoint.output.rate", "endpoint:chat-prod")
                            + notes.value("endpoint.output.rate", "endpoint:code-prod")
                            + notes.value("endpoint.output.rate", "endpoint:summary-batch"))
                    / 30;
        }
        assertEquals(10_368, notes.latest.plant().count(EntityKind.GPU));
        assertEquals(13.16e6, site, 0.4e6);
        assertEquals(8.72e6, tokens, 0.2e6);
        assertTrue(notes.value("endpoint.tpot.p99", "endpoint:chat-prod") > 40);
        assertTrue(notes.value("rack.coolant.flow", "rack:R4-16") < 83);
        assertTrue(notes.value("rack.temperature.max", "rack:R4-16") >= 82);
        assertTrue(notes.value("rack.temperature.max", "rack:R4-10") < 80);
        double pair = notes.value("power.observed", "pdu:PDU-A1") + notes.value("power.observed", "pdu:PDU-B1");
        assertEquals(4.72e6, pair, 0.6e6);
    }

    static String resource(String name) {
        try (var in = Scenario.class.getResourceAsStream(name)) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
