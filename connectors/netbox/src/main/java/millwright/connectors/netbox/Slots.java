package millwright.connectors.netbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.RackSlot;

/**
 * Where devices are in their racks, and which of them would be in one another. NetBox counts in half units, from the
 * bottom or the top and from any number; the plant in whole ones from 1 at the bottom. Two devices of half a unit in one
 * unit are shown side by side. Children in the bays of an enclosure share its room in two columns where they are more than
 * its units, as it has no places for bays. One use, one thread.
 */
final class Slots {
    /** What one device takes. @param low half units above the floor @param halves how many */
    private record Taken(Things.Device device, long low, long halves, boolean rear, boolean both) {}

    private final Stock stock;
    private final Map<Long, List<Things.Device>> children = new HashMap<>();
    /** Which child of its enclosure a device is, from 0, in the order of the bays. */
    private final Map<Long, Integer> bays = new HashMap<>();

    Slots(Stock stock) {
        this.stock = stock;
        stock.devices.values().stream()
                .filter(d -> d.parent() != 0 && d.parent() != d.id())
                .sorted(Comparator.comparing(Things.Device::bay, Places::natural)
                        .thenComparing(Things.Device::id))
                .forEach(d -> {
                    List<Things.Device> beside = children.computeIfAbsent(d.parent(), p -> new ArrayList<>());
                    bays.put(d.id(), beside.size());
                    beside.add(d);
                });
    }

    boolean isEnclosure(Things.Device device) {
        return children.containsKey(device.id());
    }

    /** Adds each pair of devices in one place to the problems, the first {@value Problems#MOST} of each rack. */
    void check() {
        Map<Things.Rack, List<Taken>> byRack = new LinkedHashMap<>();
        for (Things.Device device : stock.devices.values()) {
            Things.Rack rack = stock.racks.get(device.rack());
            if (rack != null && device.parent() == 0 && device.position() >= 0.5) {
                Taken taken = taken(device, rack);
                if (taken.halves() == 0) {
                    continue;
                }
                if (taken.low() < 0 || taken.low() + taken.halves() > 2L * rack.units()) {
                    stock.problems.add(
                            "dcim.device", device.id(), device.name() + " sticks out of rack " + rack.name());
                }
                byRack.computeIfAbsent(rack, r -> new ArrayList<>()).add(taken);
            }
        }
        byRack.forEach((rack, all) -> overlaps(all, rack.name()));
    }

    private void overlaps(List<Taken> all, String rack) {
        all.sort(Comparator.comparingLong(Taken::low)
                .thenComparing(t -> t.device().id()));
        int found = 0;
        for (int i = 0; i < all.size() && found < Problems.MOST; i++) {
            Taken one = all.get(i);
            long end = one.low() + one.halves();
            for (int j = i + 1; j < all.size() && all.get(j).low() < end && found < Problems.MOST; j++) {
                Taken other = all.get(j);
                if (one.both() || other.both() || one.rear() == other.rear()) {
                    found++;
                    stock.problems.add(
                            "dcim.device",
                            other.device().id(),
                            other.device().name() + " is where " + one.device().name() + " is, in rack " + rack);
                }
            }
        }
    }

    private Taken taken(Things.Device device, Things.Rack rack) {
        Things.DeviceType type = stock.types.get(device.type());
        long halves = Math.round(2 * (type == null ? 1 : type.height()));
        long up = Math.round(2 * (device.position() - rack.first()));
        long low = rack.descending() ? 2L * rack.units() - up - halves : up;
        return new Taken(device, low, halves, device.rear(), type != null && type.fullDepth());
    }

    /** The place of a device that its rack may hold; children take theirs from the enclosure. */
    RackSlot slot(Things.Device device, Things.Rack rack) {
        Things.Device parent = stock.devices.get(device.parent());
        Integer bay = bays.get(device.id());
        if (parent != null && bay != null && parent.rack() == device.rack()) {
            return within(
                    own(parent, rack),
                    children.getOrDefault(parent.id(), List.of()).size(),
                    bay);
        }
        return own(device, rack);
    }

    private RackSlot own(Things.Device device, Things.Rack rack) {
        if (!(device.position() >= 0.5)) {
            return RackSlot.UNPLACED;
        }
        Taken taken = taken(device, rack);
        long bottom = Math.floorDiv(taken.low(), 2) + 1;
        long top = Math.ceilDiv(taken.low() + Math.max(1, taken.halves()), 2);
        if (bottom < 1 || top > rack.units()) {
            return RackSlot.UNPLACED;
        }
        RackSlot.Width width = taken.halves() != 1
                ? RackSlot.Width.FULL
                : taken.low() % 2 == 0 ? RackSlot.Width.LEFT_HALF : RackSlot.Width.RIGHT_HALF;
        return new RackSlot((int) bottom, (int) (top - bottom + 1), width, face(device));
    }

    private static RackSlot.Face face(Things.Device device) {
        return device.rear() ? RackSlot.Face.REAR : RackSlot.Face.FRONT;
    }

    private static RackSlot within(RackSlot room, int all, int index) {
        boolean columns = all > room.height();
        int rows = columns ? (all + 1) / 2 : all;
        if (room.unit() == 0 || rows > room.height()) {
            return RackSlot.UNPLACED;
        }
        int height = room.height() / rows;
        int row = columns ? index / 2 : index;
        RackSlot.Width width =
                !columns ? RackSlot.Width.FULL : index % 2 == 0 ? RackSlot.Width.LEFT_HALF : RackSlot.Width.RIGHT_HALF;
        // the first bay is at the top
        return new RackSlot(room.unit() + room.height() - (row + 1) * height, height, width, room.face());
    }
}
