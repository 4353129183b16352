package millwright.analysis.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Phase;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.Relation;
import millwright.plant.Side;
import org.junit.jupiter.api.Test;

/** A panel with two feeds, one of which has a rack behind its PDU, the other a PDU with nothing behind it. */
class LoadsTest {
    private static final EntityId SITE = EntityId.of(EntityKind.SITE, "site");

    private final Plant plant = plant();
    private final Map<String, Double> measured = new TreeMap<>(Map.of("rack", 8000.0));

    private static Plant plant() {
        PlantBuilder plant = Plant.builder();
        plant.put(new Entity.Site(SITE, "Site", ZoneOffset.UTC));
        EntityId panel = device(plant, EntityKind.SWITCHBOARD, "panel");
        EntityId rack = EntityId.of(EntityKind.RACK, "rack");
        plant.put(SITE, new Entity.Rack(rack, "rack", 48, 1));
        for (String name : new String[] {"used", "spare"}) {
            EntityId feed = device(plant, EntityKind.BUSWAY, "feed-" + name);
            EntityId pdu = device(plant, EntityKind.PDU, "pdu-" + name);
            plant.relate(Relation.feeds(panel, feed, Side.NONE, Phase.ALL));
            plant.relate(Relation.feeds(feed, pdu, Side.NONE, Phase.ALL));
        }
        plant.relate(Relation.feeds(EntityId.of(EntityKind.PDU, "pdu-used"), rack, Side.NONE, Phase.ALL));
        return plant.build(1);
    }

    private static EntityId device(PlantBuilder plant, EntityKind kind, String name) {
        EntityId device = EntityId.of(kind, name);
        plant.put(SITE, new Entity.PowerDevice(device, name, kind, Side.NONE, 400));
        return device;
    }

    private Reading carried(EntityKind kind, String name) {
        Loads loads = new Loads(plant, index -> {
            Double watts = measured.get(plant.entity(index).name());
            return watts == null ? Reading.NONE : Reading.ok(watts);
        });
        return loads.carried(plant.indexOf(EntityId.of(kind, name)));
    }

    @Test
    void ofADeviceWithoutLoadThatNothingMeasuresNothingIsSaid() {
        assertEquals(DataState.NO_DATA, carried(EntityKind.PDU, "pdu-spare").state());
        assertEquals(DataState.NO_DATA, carried(EntityKind.BUSWAY, "feed-spare").state());
        assertEquals(Reading.ok(8000), carried(EntityKind.BUSWAY, "feed-used"));
        assertEquals(Reading.ok(8000), carried(EntityKind.SWITCHBOARD, "panel"), "what carries the load is known");
    }

    /** Two meters add up to one load only where both supply just the same. */
    @Test
    void aPartnerThatSuppliesMoreIsNoTwin() {
        PlantBuilder plant = Plant.builder();
        plant.put(new Entity.Site(SITE, "Site", ZoneOffset.UTC));
        EntityId[] pdus = new EntityId[4];
        for (int i = 0; i < pdus.length; i++) {
            pdus[i] = device(plant, EntityKind.PDU, "pdu-" + i);
        }
        for (int i = 0; i < 3; i++) {
            EntityId rack = EntityId.of(EntityKind.RACK, "rack-" + i);
            plant.put(SITE, new Entity.Rack(rack, "rack-" + i, 48, 1 + i));
            int pair = i < 2 ? 0 : 2;
            plant.relate(Relation.feeds(pdus[pair], rack, Side.A, Phase.ALL));
            if (i != 1) {
                plant.relate(Relation.feeds(pdus[pair + 1], rack, Side.B, Phase.ALL));
            }
        }
        Plant made = plant.build(1);
        int[] twins = java.util.stream.IntStream.range(0, 4)
                .map(i -> Partners.twin(made, made.indexOf(pdus[i])))
                .toArray();
        assertEquals(-1, twins[0], "it alone supplies the second rack");
        assertEquals(-1, twins[1]);
        assertEquals(made.indexOf(pdus[3]), twins[2]);
        assertEquals(made.indexOf(pdus[2]), twins[3]);
    }

    @Test
    void whatItsMeterSaysIsSaid() {
        measured.put("pdu-spare", 40.0);
        assertEquals(Reading.ok(40), carried(EntityKind.PDU, "pdu-spare"));
        assertEquals(Reading.ok(40), carried(EntityKind.BUSWAY, "feed-spare"));
    }
}
