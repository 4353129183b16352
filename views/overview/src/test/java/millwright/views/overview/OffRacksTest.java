package millwright.views.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.series.Latest;
import org.junit.jupiter.api.Test;

class OffRacksTest {
    private static final MetricId POWER = new MetricId("rack.power");

    /** Slots of the racks that are off. @param limit W of each, NaN for none known */
    private static List<Integer> off(double limit, double... watts) {
        PlantBuilder racks = Plant.builder();
        for (int i = 0; i < watts.length; i++) {
            EntityId id = EntityId.of(EntityKind.RACK, "r" + i);
            racks.put(new Entity.Rack(id, "r" + i, 42, i));
            if (!Double.isNaN(limit)) {
                racks.limit(Limit.upper(id, POWER, LimitOrigin.values()[0], limit));
            }
        }
        byte[] states = new byte[watts.length];
        Arrays.fill(states, (byte) DataState.OK.ordinal());
        Latest power = new Latest(POWER, EntityKind.RACK, 1, watts, states, new long[watts.length], 1);
        OffRacks off = new OffRacks(racks.build(1), power, 1);
        return IntStream.range(0, watts.length).filter(off::isOff).boxed().toList();
    }

    @Test
    void aSmallRackWithLittleLoadIsNotOff() {
        assertEquals(List.of(), off(5_000, 300, 60));
        assertEquals(List.of(2), off(5_000, 300, 60, 40));
    }

    @Test
    void aLargeRackWhoseControllersAloneRunIsOff() {
        assertEquals(List.of(1), off(132_000, 90_000, 900));
    }

    @Test
    void withoutALimitRacksAreComparedWithTheirPeers() {
        assertEquals(List.of(0), off(Double.NaN, 450, 91_000, 88_000));
        assertEquals(List.of(), off(Double.NaN, 450, 400, 380), "all small");
    }

    @Test
    void whatDrawsNothingIsOffWhateverItIsComparedWith() {
        assertEquals(List.of(0), off(Double.NaN, 0));
        assertEquals(List.of(), off(Double.NaN, 12));
    }
}
