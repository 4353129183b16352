package millwright.views.power;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.draw.RoomLeft;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** What feeds each row and hall that has racks, gone through once for a revision of the plant. Immutable. */
record Rooms(Map<Integer, int[]> feeders, List<Integer> halls) {
    static final Rooms NONE = new Rooms(Map.of(), List.of());
    private static final int FEW = 2;

    static Rooms of(Plant plant) {
        Map<Integer, int[]> feeders = new HashMap<>();
        List<Integer> halls = new ArrayList<>();
        for (EntityKind kind : List.of(EntityKind.ROW, EntityKind.HALL)) {
            for (int slot = 0; slot < plant.count(kind); slot++) {
                int place = plant.indexAt(kind, slot);
                if (plant.within(place, EntityKind.RACK).length > 0) {
                    feeders.put(place, RoomLeft.feeders(plant, place));
                    if (kind == EntityKind.HALL) {
                        halls.add(place);
                    }
                }
            }
        }
        return new Rooms(Map.copyOf(feeders), List.copyOf(halls));
    }

    RoomLeft room(int place, Loads loads) {
        return loads.room(feeders.getOrDefault(place, new int[0]));
    }

    /** {@code Hall DH1: 24.0 kW may be added, PDU-A1 in failover binds}; of several halls the fullest first. */
    String halls(Loads loads, Watts unit) {
        record Hall(String name, RoomLeft room) {}
        List<Hall> all = halls.stream()
                .map(hall -> new Hall(loads.plant().entity(hall).name(), room(hall, loads)))
                .sorted(Comparator.comparingDouble(hall -> hall.room().watts()))
                .toList();
        List<String> words = new ArrayList<>();
        all.stream().limit(FEW).forEach(hall -> words.add(hall.name() + ": " + words(hall.room(), unit)));
        if (all.size() > FEW) {
            List<Hall> rest = all.subList(FEW, all.size()); // of which none is known stand last
            boolean known = rest.stream().allMatch(hall -> hall.room().known());
            words.add(rest.size() + (known ? " more with no less room" : " more, not all of them known"));
        }
        return String.join("; ", words);
    }

    static String words(RoomLeft room, Watts unit) {
        if (!room.known()) {
            return "what may be added is not known, " + room.binds();
        }
        String caveat = room.caveat().isEmpty() ? "" : " (" + room.caveat() + ")";
        return (room.watts() < 0
                        ? "nothing may be added, " + room.binds() + " by " + unit.text(-room.watts()) + " "
                                + unit.unit()
                        : (room.unjudged() > 0 ? "at most " : "") + unit.text(room.watts()) + " " + unit.unit()
                                + " may be added, " + room.binds())
                + caveat;
    }
}
