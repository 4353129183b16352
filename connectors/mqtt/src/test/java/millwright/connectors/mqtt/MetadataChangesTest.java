package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Reading;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class MetadataChangesTest {
    private static final long NOW = 1_750_000_000L * Times.SECOND;
    private final GrowingPlant plant = new GrowingPlant(Placement.NONE);
    private final Points points = new Points(List.of(), "", plant);
    private final Building building =
            new Building(MqttConfig.of(ConfigNode.parse("site.yaml", "url: 127.0.0.1\n")), points, plant);

    private List<Reading> take(String topic, String json) throws Garbled {
        return building.take(
                PointKey.of("BMS/v1", "BMS/v1/PUB/" + topic).orElseThrow(),
                json.getBytes(StandardCharsets.UTF_8),
                false,
                NOW);
    }

    private List<Reading> value(String point, double value) throws Garbled {
        return take("Value/" + point, "{\"value\":" + value + ",\"timestamp\":1750000000000,\"quality\":1}");
    }

    private void rack(String point, String id) throws Garbled {
        take("Metadata/Rack/RackPower/" + point, """
            {"objectType":"Rack","pointType":"RackPower","rackLocationName":"R","rackLocationId":"%s","engUnit":"kW"}\
            """.formatted(id));
    }

    private void meter(String type, String unit, String serves) throws Garbled {
        take("Metadata/PowerMeter/" + type + "/m", """
            {"objectType":"PowerMeter","pointType":"%s","objectName":"M","objectId":"M","engUnit":"%s",
             "servesId":%s}\
            """.formatted(type, unit, serves));
    }

    private List<String> fed() {
        plant.told(NOW);
        int[] targets = plant.plant().targets(RelationKind.FEEDS, plant.plant().indexOf(new EntityId("pdu:M")));
        return IntStream.of(targets)
                .mapToObj(i -> plant.plant().entity(i).id().text())
                .sorted()
                .toList();
    }

    @Test
    void whatAMeterDoesNotServeAnyMoreItDoesNotFeed() throws Garbled {
        rack("a", "A");
        meter("ActivePower", "kW", "[\"A\",\"B\"]");
        meter("Voltage", "V", "[\"A\"]");
        rack("b", "B");
        assertEquals(List.of("rack:A", "rack:B"), fed());
        meter("ActivePower", "kW", "[\"B\"]");
        assertEquals(List.of("rack:A", "rack:B"), fed(), "another point of it says so still");
        take("Metadata/PowerMeter/Voltage/m", "");
        assertEquals(List.of("rack:B"), fed());
    }

    @Test
    void aPointThatIsWithdrawnIsToldAsNotThereAndItsRivalFollows() throws Garbled {
        rack("a", "A");
        rack("a2", "A");
        assertEquals(50_000, value("Rack/RackPower/a", 50).getFirst().value());
        assertTrue(value("Rack/RackPower/a2", 60).isEmpty());
        Reading gone = take("Metadata/Rack/RackPower/a", "").getFirst();
        assertEquals(DataState.NO_DATA, gone.state());
        assertEquals("rack:A", gone.entity().text());
        assertEquals(60_000, value("Rack/RackPower/a2", 60).getFirst().value());
        rack("a", "A");
        assertInstanceOf(
                Sense.Unknown.class,
                points.find(new PointKey("Rack", "RackPower", "a")).orElseThrow().sense);
    }

    @Test
    void aPointThatMovesToAnotherRackLeavesNothingBehind() throws Garbled {
        rack("a", "A");
        value("Rack/RackPower/a", 50);
        List<Reading> told = take("Metadata/Rack/RackPower/a", """
            {"objectType":"Rack","pointType":"RackPower","rackLocationName":"R","rackLocationId":"B","engUnit":"kW"}\
            """);
        assertEquals(DataState.NO_DATA, told.getFirst().state());
        assertEquals("rack:B", value("Rack/RackPower/a", 50).getFirst().entity().text());
    }

    @Test
    void aLimitThatIsWithdrawnHoldsNoMore() throws Garbled {
        meter("CurrentLimit", "A", "[]");
        value("PowerMeter/CurrentLimit/m", 630);
        plant.told(NOW);
        EntityId meter = new EntityId("pdu:M");
        MetricId current = new MetricId("power.current");
        assertTrue(plant.plant().binding(meter, current, Bound.UPPER, NOW).isPresent());
        take("Metadata/PowerMeter/CurrentLimit/m", "");
        plant.told(NOW);
        assertTrue(plant.plant().binding(meter, current, Bound.UPPER, NOW).isEmpty());
    }

    @Test
    void whatIsSaidOfOnePointIsBounded() {
        String many =
                IntStream.range(0, 501).mapToObj(i -> "\"R" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        Garbled why = assertThrows(Garbled.class, () -> meter("ActivePower", "kW", many));
        assertTrue(String.valueOf(why.getMessage()).contains("servesId"), why.getMessage());
    }
}
