package millwright.connectors.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import millwright.connectors.config.ConfigNode;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Phase;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;

/**
 * One PDU, meter, CDU or the like that does not say itself what it is and where it stands; the configuration does.
 *
 * @param rack where it stands, empty for the hall @param feeds racks that get their power from it
 * @param cools racks that get their coolant from it
 */
public record Equipment(
        String name, EntityKind kind, Side side, String rack, String row, List<String> feeds, List<String> cools) {
    /** Keys that {@link #of} reads. */
    public static final List<String> KEYS = List.of("name", "kind", "side", "rack", "row", "feeds", "cools");

    private static final List<String> KINDS = List.of(
            "utility",
            "switchboard",
            "ups",
            "pdu",
            "busway",
            "power_shelf",
            "mechanical",
            "cdu",
            "pump",
            "chiller",
            "leak_detector");

    /** @param usual kind where the device names none */
    public static Equipment of(ConfigNode device, EntityKind usual) {
        return new Equipment(
                device.text("name"),
                device.has("kind") ? kind(device.get("kind")) : usual,
                device.has("side")
                        ? Side.valueOf(
                                device.get("side").word(List.of("a", "b")).toUpperCase(Locale.ROOT))
                        : Side.NONE,
                device.text("rack", ""),
                device.text("row", "unplaced"),
                device.optional("feeds").map(ConfigNode::words).orElse(List.of()),
                device.optional("cools").map(ConfigNode::words).orElse(List.of()));
    }

    /**
     * The devices of a block, each with a name of its own.
     *
     * @param device reads an entry @param equipment what it is
     */
    public static <T> List<T> devices(
            ConfigNode node, Function<ConfigNode, T> device, Function<T, Equipment> equipment) {
        Set<EntityId> ids = new HashSet<>();
        List<T> devices = new ArrayList<>();
        for (ConfigNode entry : node.get("devices").list()) {
            T read = device.apply(entry);
            if (!ids.add(equipment.apply(read).id())) {
                throw entry.get("name").error("'" + equipment.apply(read).name() + "' stands twice");
            }
            devices.add(read);
        }
        if (devices.isEmpty()) {
            throw node.get("devices").error("names no device; give at least one with name, address and map");
        }
        return List.copyOf(devices);
    }

    public static EntityKind kind(ConfigNode word) {
        return EntityKind.valueOf(word.word(KINDS).toUpperCase(Locale.ROOT));
    }

    public EntityId id() {
        return EntityId.of(kind, name);
    }

    /** A part of it that has values of its own: an outlet, a pump. */
    public EntityId part(EntityKind of, String local) {
        return EntityId.of(of, name + "/" + local);
    }

    /** Puts it where it stands, with what it feeds and cools. */
    public void put(GrowingPlant plant, Map<String, String> natives) {
        boolean known = plant.knows(id());
        plant.put(rack.isEmpty() ? plant.hall() : plant.rack(rack, row), entity(id(), name, kind, side));
        if (!known) {
            for (String fed : feeds) {
                plant.relate(Relation.feeds(id(), plant.rack(fed, row), side, Phase.NONE));
            }
            for (String cooled : cools) {
                plant.relate(Relation.of(RelationKind.COOLS, id(), plant.rack(cooled, row)));
            }
        }
        names(plant, id(), natives);
    }

    /** Native names that are news. */
    public static void names(GrowingPlant plant, EntityId id, Map<String, String> natives) {
        if (!plant.plant().nativeIds(id).entrySet().containsAll(natives.entrySet())) {
            plant.nativeIds(id, natives);
        }
    }

    public void putPart(GrowingPlant plant, EntityKind of, String local, String called) {
        // also one that is known: it may be called otherwise by now
        plant.put(id(), entity(part(of, local), called, of, side));
    }

    private static Entity entity(EntityId id, String name, EntityKind kind, Side side) {
        return kind.isPower()
                ? new Entity.PowerDevice(id, name, kind, side, 0)
                : new Entity.CoolingDevice(id, name, kind);
    }
}
