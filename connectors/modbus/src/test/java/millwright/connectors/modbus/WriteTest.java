package millwright.connectors.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.modbus.TestDevice.Manner;
import millwright.connectors.source.Equipment;
import millwright.connectors.source.HostPort;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.Receipt;
import millwright.feed.WritablePoints;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {
    private static final int REGISTER = 100;

    private final TestDevice device = new TestDevice();

    @TempDir
    Path folder;

    WriteTest() throws IOException {}

    @BeforeEach
    void standing() {
        device.holding.put(REGISTER, 250);
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
    }

    private Asking asking(String more) throws IOException {
        Path map = Files.writeString(folder.resolve("cdu.yaml"), """
            device: Test CDU
            kind: cdu
            registers: holding
            points:
              - {metric: cooling.supply.setpoint, register: 100, type: int16, scale: 0.1, write: {min: 18, max: 40, step: 0.5}}
              - {metric: cooling.flow, register: 101, type: uint16}
            """);
        return new Asking("""
            protocol: modbus
            name: cooling
            every: 100ms
            timeout: 400ms
            questions-per-second: 1000
            confirm: 1s
            %s
            devices: [{name: C1, address: "127.0.0.1:%d", map: %s}]
            """.formatted(more, device.port(), map));
    }

    private static Receipt receipt(Asking it, String key) throws InterruptedException {
        return it.await(Receipt.class, r -> r.key().equals(key));
    }

    private static ActionProgress end(Asking it, String key) throws InterruptedException {
        return it.await(
                ActionProgress.class, p -> p.key().equals(key) && p.stage().isFinal());
    }

    private boolean wrote() {
        return List.copyOf(device.questions).stream().anyMatch(q -> q.function() == 16 || q.function() == 6);
    }

    @Test
    void aSetPointIsWrittenAndReadBack() throws Exception {
        try (Asking it = asking("write: true")) {
            assertEquals(25, it.told("cooling.supply.setpoint cdu:C1").value(), 1e-6);
            assertEquals(
                    Set.of("cooling.supply.setpoint"),
                    WritablePoints.of(it.plant().nativeIds(new EntityId("cdu:C1")))
                            .keySet());
            it.set("k1", "cdu:C1", "cooling.supply.setpoint", 30.5);
            Receipt receipt = receipt(it, "k1");
            assertEquals(Receipt.Answer.ACCEPTED, receipt.answer(), receipt.text());
            ActionProgress end = end(it, "k1");
            assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
            ActionProgress.Target target = end.values().getFirst();
            assertEquals(25, target.before(), 1e-9);
            assertEquals(30.5, target.commanded(), 1e-9);
            assertEquals(30.5, target.observed(), 1e-9);
            assertEquals(305, device.holding.get(REGISTER));
            it.told("cooling.supply.setpoint cdu:C1", t -> Math.abs(t.value() - 30.5) < 1e-4);
            it.set("k1", "cdu:C1", "cooling.supply.setpoint", 20);
            assertEquals(Receipt.Answer.DUPLICATE, receipt(it, "k1").answer());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cdu:C1|cooling.supply.setpoint|40.5|is outside of 18 to 40",
                "cdu:C1|cooling.supply.setpoint|NaN|is outside of 18 to 40",
                "cdu:C1|cooling.supply.setpoint|20.2|between two steps of 0.5",
                "cdu:C1|cooling.flow|20|no map of this source has a writable register",
                "cdu:C2|cooling.supply.setpoint|20|no map of this source has a writable register",
            })
    void whatIsNotAllowedIsRefusedUnwritten(String target, String metric, double value, String why) throws Exception {
        try (Asking it = asking("write: true")) {
            it.set("k", target, metric, value);
            Receipt receipt = receipt(it, "k");
            assertEquals(Receipt.Answer.REFUSED, receipt.answer());
            assertTrue(receipt.text().contains(why), receipt.text());
            assertTrue(!wrote());
        }
    }

    @Test
    void nothingIsWrittenWithoutTheGuardOrTooLate() throws Exception {
        try (Asking it = asking("")) {
            it.told("cooling.supply.setpoint cdu:C1");
            assertTrue(WritablePoints.of(it.plant().nativeIds(new EntityId("cdu:C1")))
                    .isEmpty());
            it.set("k", "cdu:C1", "cooling.supply.setpoint", 30);
            assertTrue(receipt(it, "k").text().contains("read-only"));
        }
        try (Asking it = asking("write: true")) {
            it.set("k", "cdu:C1", "cooling.supply.setpoint", 30, 1);
            assertTrue(receipt(it, "k").text().contains("expired"));
        }
        assertTrue(!wrote());
    }

    @Test
    void aDeviceThatRefusesOrDoesNotFollowIsToldSo() throws Exception {
        try (Asking it = asking("write: true")) {
            device.writeRefusal = 3;
            it.set("k1", "cdu:C1", "cooling.supply.setpoint", 30);
            ActionProgress refused = end(it, "k1");
            assertEquals(ActionStage.FAILED, refused.stage());
            assertTrue(refused.trail().getLast().text().contains("does not take this value"));
            device.writeRefusal = 0;
            device.stubborn.add(REGISTER);
            it.set("k2", "cdu:C1", "cooling.supply.setpoint", 30);
            ActionProgress stubborn = end(it, "k2");
            assertEquals(ActionStage.FAILED, stubborn.stage());
            assertTrue(
                    stubborn.trail().getLast().text().contains("shows 25.0 Cel after 1 s"),
                    stubborn.trail().toString());
        }
    }

    @Test
    void whatWasWrittenThoughItsAnswerIsLostIsFoundByReading() throws Exception {
        try (Asking it = asking("write: true")) {
            device.mute = true;
            it.set("k1", "cdu:C1", "cooling.supply.setpoint", 30);
            ActionProgress end = end(it, "k1");
            assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
            assertEquals(
                    1,
                    List.copyOf(device.questions).stream()
                            .filter(q -> q.function() == 16)
                            .count());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 11})
    void aRefusalThatMayHaveBeenCarriedOutIsReadBack(int code) throws Exception {
        try (Asking it = asking("write: true")) {
            device.writeRefusal = code;
            device.writesAllTheSame = true;
            it.set("k", "cdu:C1", "cooling.supply.setpoint", 30);
            ActionProgress end = end(it, "k");
            assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
        }
    }

    @Test
    void whatCannotWaitAsAWholeIsNotBegun() throws Exception {
        StringBuilder more = new StringBuilder();
        List<EntityId> targets = new ArrayList<>();
        for (int unit = 1; unit <= 65; unit++) {
            more.append("  - {name: U%d, address: \"127.0.0.1:%d\", unit: %d, map: %s}\n"
                    .formatted(unit, device.port(), unit, folder.resolve("cdu.yaml")));
            targets.add(new EntityId("cdu:U" + unit));
        }
        asking("").close(); // writes the map
        try (Asking it = new Asking("""
            protocol: modbus
            questions-per-second: 1000
            write: true
            devices:
            %s
            """.formatted(more))) {
            it.set("k", targets, "cooling.supply.setpoint", 30);
            Receipt receipt = receipt(it, "k");
            assertEquals(Receipt.Answer.REFUSED, receipt.answer());
            assertTrue(receipt.text().contains("65 targets are behind the address"), receipt.text());
        }
        assertTrue(!wrote());
    }

    @Test
    void whatWaitedTooLongIsNotWrittenAnyMore() throws Exception {
        Asking it = asking("write: true");
        it.close();
        Point point = map().points().getFirst();
        List<ActionProgress> told = new ArrayList<>();
        EntityId target = new EntityId("cdu:C1");
        ControlAction.SetPoint set = new ControlAction.SetPoint(
                new ActionHeader("k", "op", ActionHeader.ProposerKind.PERSON, 1, Long.MAX_VALUE, 0, "test"),
                List.of(target),
                point.metric().id(),
                30);
        Origin origin = new Origin(new EntityId("source:cooling"), false);
        WriteOrder order = new WriteOrder(set, origin, e -> told.add((ActionProgress) e));
        HostPort address = new HostPort("127.0.0.1", device.port());
        Device behind = new Device(
                Equipment.of(ConfigNode.parse("site.yaml", "name: C1\n"), EntityKind.CDU), address, 1, map());
        WriteTask task = new WriteTask(order, behind, point, target, Times.SECOND, 0);
        try (Line line = new Line(address, Times.SECOND, 0, Optional.empty())) {
            task.turn(line, () -> 6 * Times.SECOND);
        }
        assertEquals(ActionStage.FAILED, told.getLast().stage());
        assertTrue(told.getLast().trail().getLast().text().contains("nothing was written"));
        assertTrue(!wrote());
    }

    private RegisterMap map() throws IOException {
        return MapReader.read(ConfigNode.parse("cdu.yaml", Files.readString(folder.resolve("cdu.yaml"))));
    }

    @Test
    void nobodyKnowsWhatADeviceDidThatFallsSilentMeanwhile() throws Exception {
        try (Asking it = asking("write: true")) {
            it.told("cooling.supply.setpoint cdu:C1");
            device.dieOnWrite = true;
            it.set("k1", "cdu:C1", "cooling.supply.setpoint", 30);
            ActionProgress end = end(it, "k1");
            assertEquals(ActionStage.UNKNOWN, end.stage(), end.trail().toString());
            assertTrue(
                    end.trail().getLast().text().contains("cannot be read back"),
                    end.trail().toString());
        }
    }

    @Test
    void aDeviceThatDiesBeforeItIsReadIsNotWrittenTo() throws Exception {
        try (Asking it = asking("write: true")) {
            it.told("cooling.supply.setpoint cdu:C1");
            device.manner = Manner.CLOSES;
            it.set("k", "cdu:C1", "cooling.supply.setpoint", 30);
            ActionProgress end = end(it, "k");
            assertEquals(ActionStage.FAILED, end.stage());
            assertTrue(
                    end.trail().getLast().text().contains("nothing was written"),
                    end.trail().toString());
            assertTrue(!wrote());
        }
    }
}
