package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A desk gets what it asked for of the entities that it asked for, as often as it asked at most. */
class EntitySetsTest {
    private static final Caller WATCHER = new Caller("ada", Role.WATCH);

    /** One sample as a desk got it. */
    private record Got(EntityId gpu, long time, float watts, DataState state) {}

    /** A plant whose racks and GPUs change, a gateway, and one desk before it. The test's thread is the plant thread. */
    private static final class Site implements AutoCloseable {
        private final Random random;
        private long now = 1_000 * Times.SECOND;
        private final Gateway gateway = new Gateway(
                GatewayParts.live("test", Catalogue.standard(), () -> now, Made.journal("life"), Made.audit()));
        private final PlantRoom room = gateway.room();
        private final List<PlantEvent> heard = new ArrayList<>();
        private final List<Got> told = new ArrayList<>();
        private int made;

        Site(long seed, int racks, int each) {
            random = new Random(seed);
            for (int r = 0; r < racks; r++) {
                rack(r, each);
            }
        }

        private void change(PlantChange change) {
            room.changed("test", new millwright.feed.PlantChanged(revision++, now, change, revision == 2));
        }

        private long revision = 1;

        private void rack(int rack, int each) {
            List<Entity> put = new ArrayList<>();
            List<Relation> in = new ArrayList<>();
            put.add(new Entity.Rack(rackId(rack), "R" + rack, 48, rack));
            for (int i = 0; i < each; i++) {
                Entity gpu = Made.gpu("g" + made++);
                put.add(gpu);
                in.add(Relation.of(RelationKind.CONTAINS, rackId(rack), gpu.id()));
            }
            change(PlantChange.adding(put, in));
        }

        private void remove(EntityId gpu) {
            change(new PlantChange(List.of(gpu), List.of(), List.of(), List.of(), List.of(), Map.of()));
        }

        Session attach(Set<Want> wants, boolean everything) {
            AttachRequest request = new AttachRequest("desk", WATCHER, "", 0, 0, 0, wants, everything);
            Session session = new Session(gateway, request, new Ear(heard), Runnable::run);
            session.begin(room);
            return session;
        }

        Plant plant() {
            return room.merged().plant();
        }

        /** All GPUs, or some of them; each value says whose it is and when. */
        void sample(boolean whole) {
            Plant plant = plant();
            int[] slots = IntStream.range(0, plant.count(EntityKind.GPU))
                    .filter(_ -> whole || random.nextInt(3) > 0)
                    .toArray();
            float[] watts = new float[slots.length];
            byte[] states = new byte[slots.length];
            for (int i = 0; i < slots.length; i++) {
                watts[i] = random.nextInt(1_000);
                states[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(DataState.values().length) : 0);
                told.add(
                        new Got(plant.at(EntityKind.GPU, slots[i]).id(), now, watts[i], DataState.values()[states[i]]));
            }
            room.tell(new Frame(
                    Made.POWER,
                    EntityKind.GPU,
                    plant.revision(),
                    whole ? null : slots,
                    now,
                    now,
                    Times.SECOND,
                    new Column.F32(watts),
                    States.of(states),
                    Made.ORIGIN));
        }

        /** What came since, by the plant that was told before it. */
        List<Got> got() {
            List<Got> all = new ArrayList<>();
            Plant plant = plant();
            for (PlantEvent event : heard) {
                if (event instanceof Frame frame && frame.metric().equals(Made.POWER)) {
                    assertEquals(plant.revision(), frame.revision());
                    for (int i = 0; i < frame.size(); i++) {
                        EntityId id = plant.at(EntityKind.GPU, frame.slot(i)).id();
                        float watts = (float) frame.values().asDouble(i);
                        all.add(new Got(
                                id, frame.sourceTime(), watts, frame.states().at(i)));
                    }
                }
            }
            heard.clear();
            return all;
        }

        @Override
        public void close() {
            gateway.close();
        }
    }

    private static EntityId rackId(int rack) {
        return EntityId.of(EntityKind.RACK, "r" + rack);
    }

    private static Want want(double seconds, EntityId... within) {
        return new Want(Made.POWER, EntityKind.GPU, (long) (seconds * Times.SECOND), Set.of(within));
    }

    @Test
    void thePowerOfOneRackIsThatOfItsGpusAlone() {
        try (Site site = new Site(1, 4, 8)) {
            site.attach(Set.of(want(0, rackId(2))), false);
            site.sample(true);
            List<Got> mine = site.told.stream()
                    .filter(g -> Integer.parseInt(g.gpu().text().substring(5)) / 8 == 2)
                    .toList();
            assertEquals(8, mine.size());
            assertEquals(mine, site.got());
        }
    }

    @Test
    void aRackThatIsNotThereYetIsToldOnceItIs() {
        try (Site site = new Site(1, 1, 2)) {
            site.attach(Set.of(want(0, rackId(1))), false);
            site.sample(true);
            assertEquals(List.of(), site.got());
            site.rack(1, 2);
            site.sample(true);
            assertEquals(
                    List.of(Made.id("g2"), Made.id("g3")),
                    site.got().stream().map(Got::gpu).toList());
        }
    }

    @Test
    void whatIsWantedAsBeforeKeepsItsPace() {
        try (Site site = new Site(1, 1, 2)) {
            Session session = site.attach(Set.of(want(10)), false);
            site.sample(true);
            assertEquals(2, site.got().size());
            site.now += Times.SECOND;
            session.handle(new Command.Subscribe(Set.of(want(10), new Want(Made.POWER, EntityKind.NODE, 0))));
            site.sample(true);
            assertEquals(List.of(), site.got());
        }
    }

    @Test
    void overALongTimeNoMoreComesThanWasAskedForThoughTheSourceIsEarly() {
        try (Site site = new Site(1, 1, 1)) {
            site.attach(Set.of(want(1)), false);
            for (int i = 0; i < 1_000; i++) {
                site.sample(true);
                site.now += 950 * Times.MILLI;
            }
            int got = site.got().size();
            assertTrue(got <= 951 && got > 700, () -> got + " in 950 s");
        }
    }

    /** Entities named or in a rack named, the shortest period of those that cover it; absent where nothing does. */
    private static Map<EntityId, Long> periods(Plant plant, Set<Want> wants) {
        Map<EntityId, Long> all = new HashMap<>();
        for (int slot = 0; slot < plant.count(EntityKind.GPU); slot++) {
            int index = plant.indexAt(EntityKind.GPU, slot);
            EntityId id = plant.entity(index).id();
            EntityId rack = plant.entity(plant.parent(index)).id();
            for (Want want : wants) {
                if (want.within().isEmpty()
                        || want.within().contains(id)
                        || want.within().contains(rack)) {
                    all.merge(id, want.every(), Math::min);
                }
            }
        }
        return all;
    }

    private static Set<Want> anyWants(Random random) {
        Set<Want> wants = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            EntityId[] within = IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> random.nextBoolean() ? rackId(random.nextInt(5)) : Made.id("g" + random.nextInt(20)))
                    .distinct()
                    .toArray(EntityId[]::new);
            wants.add(want(random.nextInt(6), within));
        }
        return wants;
    }

    /** Whatever is asked for, however frames are cut and whatever comes and goes meanwhile. */
    @Property(tries = 300)
    void exactlyWhatIsWantedAndDueComesWithItsState(@ForAll long seed) {
        Random random = new Random(seed);
        try (Site site = new Site(seed, 1 + random.nextInt(4), 1 + random.nextInt(5))) {
            Set<Want> wants = anyWants(random);
            site.attach(wants, false);
            Map<EntityId, Long> last = new HashMap<>();
            for (int step = 0; step < 40; step++) {
                stir(site, random);
                site.told.clear();
                site.sample(random.nextBoolean());
                Map<EntityId, Long> periods = periods(site.plant(), wants);
                List<Got> due = site.told.stream()
                        .filter(g -> periods.containsKey(g.gpu()))
                        .filter(g -> site.now - last.getOrDefault(g.gpu(), 0L) >= periods.get(g.gpu()))
                        .toList();
                due.forEach(g -> last.put(g.gpu(), g.time()));
                assertEquals(due, site.got());
                site.now += (1 + random.nextInt(3)) * Times.SECOND;
            }
        }
    }

    private static void stir(Site site, Random random) {
        Plant plant = site.plant();
        switch (random.nextInt(8)) {
            case 0 -> site.rack(plant.count(EntityKind.RACK), 1 + random.nextInt(2));
            case 1 -> {
                if (plant.count(EntityKind.GPU) > 1) {
                    site.remove(plant.at(EntityKind.GPU, random.nextInt(plant.count(EntityKind.GPU)))
                            .id());
                }
            }
            default -> {}
        }
    }

    @Property(tries = 50)
    void aRecorderGetsEverySampleWhateverItWants(@ForAll long seed) {
        Random random = new Random(seed);
        try (Site site = new Site(seed, 2, 4)) {
            site.attach(anyWants(random), true);
            for (int step = 0; step < 20; step++) {
                stir(site, random);
                site.told.clear();
                site.sample(random.nextBoolean());
                assertEquals(site.told, site.got());
                site.now += Times.SECOND;
            }
        }
    }
}
