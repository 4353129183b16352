package millwright.connectors.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import millwright.feed.AveragedOver;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModbusFeedTest {
    private final TestDevice device = new TestDevice();

    @TempDir
    Path folder;

    ModbusFeedTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        device.close();
    }

    private Asking asking(String map, String more) {
        return new Asking("""
            protocol: modbus
            name: meters
            every: 100ms
            timeout: 2s
            questions-per-second: 1000
            devices:
              - {name: M1, address: "127.0.0.1:%d", map: %s%s}
            """.formatted(device.port(), map, more));
    }

    private String map(String points) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), """
            device: Test
            kind: pdu
            registers: holding
            points:
            """ + points.indent(2))
                .toString();
    }

    @Test
    void aMeterIsToldInUnitsOfTheCatalogue() throws Exception {
        device.floats(device.input, 0x00, 231.5f);
        device.floats(device.input, 0xCE, 401);
        device.floats(device.input, 0x06, 12.5f);
        device.floats(device.input, 0x34, 8_250);
        device.floats(device.input, 0x3E, 0.97f);
        device.floats(device.input, 0x46, 50.02f);
        device.floats(device.input, 0x48, 1_000);
        try (Asking it = asking("eastron-sdm630", ", rack: R4-16, feeds: R4-16, side: a")) {
            assertEquals(8_250, it.told("power.observed pdu:M1").value());
            assertEquals(401, it.told("power.voltage pdu:M1").value());
            assertEquals(12.5, it.told("power.current.l1 pdu:M1").value());
            assertEquals(50.02, it.told("power.frequency pdu:M1").value(), 1e-5);
            assertEquals(3.6e9, it.told("power.energy pdu:M1").value());
            int rack = it.plant().indexOf(EntityId.of(EntityKind.RACK, "R4-16"));
            int pdu = it.plant().indexOf(new EntityId("pdu:M1"));
            assertEquals(rack, it.plant().parent(pdu));
            assertEquals(pdu, it.plant().feeders(rack).getFirst().feeder());
        }
    }

    @Test
    void whatAMapSaysOfAveragingStandsBesideTheNativeNames() throws Exception {
        device.holding.put(1, 8_250);
        String own = map("""
            - {metric: power.observed, register: 1, type: uint16, averaged: 15m}
            - {metric: power.frequency, register: 2, type: uint16, averaged: instant}
            - {metric: power.factor, register: 3, type: uint16}
            """);
        try (Asking it = asking(own, "")) {
            assertEquals(8_250, it.told("power.observed pdu:M1").value());
            Map<String, String> names = it.plant().nativeIds(new EntityId("pdu:M1"));
            assertEquals(Map.of("meters", 15 * Times.MINUTE), AveragedOver.of(names, new MetricId("power.observed")));
            assertEquals(Map.of("meters", 0L), AveragedOver.of(names, new MetricId("power.frequency")));
            assertEquals(Map.of(), AveragedOver.of(names, new MetricId("power.factor")), "where the map says nothing");
        }
    }

    @Test
    void aMeterThatCountsRegistersFromOneIsReadWhereItsListSays() throws Exception {
        device.floats(device.holding, 3059, 41.5f);
        device.floats(device.holding, 3025, 399.5f);
        device.longs(device.holding, 3203, 5_000_000_000L);
        device.floats(device.holding, 3109, Float.NaN);
        try (Asking it = asking("schneider-pm5000", ", kind: switchboard")) {
            assertEquals(41_500, it.told("power.observed switchboard:M1").value());
            assertEquals(399.5, it.told("power.voltage switchboard:M1").value());
            assertEquals(1.8e13, it.told("power.energy switchboard:M1").value());
            assertEquals(
                    DataState.NO_DATA, it.told("power.frequency switchboard:M1").state());
        }
    }

    @Test
    void aPumpingUnitTellsItsPumpsAndLeaks() throws Exception {
        device.holding.put(36864, 1_234);
        device.holding.put(36865, 0xffff);
        device.holding.put(36875, 4_200);
        device.holding.put(37378, 1 << 5);
        try (Asking it = asking("ocp-orv3-rpu", ", cools: [R1, R2]")) {
            assertEquals(123.4, it.told("cooling.flow cdu:M1").value(), 1e-4);
            assertEquals(-0.1, it.told("cooling.supply cdu:M1").value(), 1e-6);
            assertEquals(4_200, it.told("pump.rotation pump:M1/Pump 2").value());
            assertEquals(0, it.told("leak.state leak_detector:M1/Inside").value());
            assertEquals(2, it.told("leak.state leak_detector:M1/Outside").value());
            Occurrence leak = it.await(Occurrence.class, o -> o.what().equals("leak"));
            assertEquals("leak_detector:M1/Outside", leak.entity().text());
            device.holding.put(37378, 0);
            it.await(Occurrence.class, o -> o.what().equals("leak.clear"));
        }
    }

    @Test
    void neighboursAreAskedForTogetherOverOneConnection() throws Exception {
        try (Asking it = asking("eastron-sdm630", "")) {
            it.told("power.energy pdu:M1");
            it.await(SourceState.class, s -> s.condition().equals("ok"));
            it.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(
                    List.copyOf(device.questions).stream()
                            .allMatch(q -> q.function() == 4 && q.register() + q.count() <= 0xD0),
                    device.questions.toString());
            assertEquals(
                    3,
                    device.questions.stream()
                            .map(TestDevice.Question::register)
                            .distinct()
                            .count(),
                    device.questions.toString());
            assertEquals(1, device.accepted.size());
        }
    }

    @Test
    void aRegisterThatIsNotThereDoesNotHideItsNeighbours() throws Exception {
        device.floats(device.input, 0x34, 700);
        device.refused.put(0x3E, 2);
        try (Asking it = asking("eastron-sdm630", "")) {
            assertEquals(DataState.NOT_SUPPORTED, it.told("power.factor pdu:M1").state());
            assertEquals(700, it.told("power.observed pdu:M1").value());
            SourceState state = it.await(
                    SourceState.class,
                    s -> !s.missing().isEmpty() && s.condition().equals("ok"));
            assertEquals(List.of("no power.factor of pdu:M1: it has no such register (2)"), state.missing());
        }
    }

    @Test
    void aDeviceThatHasNoneOfItsRegistersAndDiesIsNotWell() throws Exception {
        device.refused.put(10, 2);
        device.refused.put(20, 2);
        String map = map("""
            - {metric: power.observed, register: 10, type: int16}
            - {metric: power.apparent, register: 20, type: int16}
            """);
        try (Asking it = asking(map, "")) {
            SourceState state = it.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(state.detail().contains("0 values"), state.detail());
            it.await(SourceState.class, s -> s.condition().equals("ok"));
            device.manner = TestDevice.Manner.CLOSES;
            it.await(SourceState.class, s -> s.condition().equals("failed"));
        }
    }

    @Test
    void wordsByWhichADeviceSaysThatItHasNothingAreNoNumbers() throws Exception {
        device.holding.put(10, 0x8000);
        device.holding.put(11, 0xffff);
        device.holding.put(12, 3);
        device.holding.put(13, 7);
        String map = map("""
            - {metric: power.observed, register: 10, type: int16, missing: {0x8000: no-data}}
            - {metric: power.apparent, register: 11, type: int16, missing: {-1: not-supported}}
            - {metric: health, register: 12, type: uint16, values: {1: 0, 2: 1, 3: 2}}
            - {metric: power.breaker, register: 13, type: uint16, values: {0: 0, 1: 1}}
            """);
        try (Asking it = asking(map, "")) {
            assertEquals(DataState.NO_DATA, it.told("power.observed pdu:M1").state());
            assertEquals(
                    DataState.NOT_SUPPORTED, it.told("power.apparent pdu:M1").state());
            assertEquals(2, it.told("health pdu:M1").value());
            assertEquals(DataState.BAD, it.told("power.breaker pdu:M1").state());
            SourceState state = it.await(SourceState.class, s -> s.errors() > 0);
            assertTrue(state.detail().contains("power.breaker: the map does not know the state 7"), state.detail());
        }
    }

    @Test
    void wordsMayStandLowestFirst() throws Exception {
        device.holding.put(20, 0x5678);
        device.holding.put(21, 0x1234);
        device.holding.put(30, 0x3412);
        device.holding.put(31, 0x7856);
        String map = map("""
            - {metric: power.observed, register: 20, type: uint32, word-order: low-first}
            - {metric: power.apparent, register: 30, type: uint32, byte-order: low-first}
            """);
        try (Asking it = asking(map, "")) {
            assertEquals((float) 0x12345678, it.told("power.observed pdu:M1").value());
            assertEquals((float) 0x12345678, it.told("power.apparent pdu:M1").value());
        }
    }

    @Test
    void aCountGoesOnWhereItsRegisterBeginsAgain() throws Exception {
        device.holding.put(40, 65_000);
        String map = map("- {metric: power.energy, register: 40, type: uint16, unit: kWh, rollover: 65536}\n");
        try (Asking it = asking(map, "")) {
            assertEquals(65_000 * 3.6e6, it.told("power.energy pdu:M1").value());
            device.holding.put(40, 464);
            assertEquals(
                    66_000 * 3.6e6,
                    it.told("power.energy pdu:M1", t -> t.value() != 65_000 * 3.6e6)
                            .value());
            // set back by hand: what was counted stays counted
            device.holding.put(40, 100);
            assertEquals(
                    66_100 * 3.6e6,
                    it.told("power.energy pdu:M1", t -> t.value() != 66_000 * 3.6e6)
                            .value());
        }
    }
}
