package millwright.analysis.correlate;

import java.util.ArrayList;
import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** How an operator calls an entity, with as much of its way down as is needed: {@code R4-16 T07 G2}. */
public final class Names {
    private Names() {}

    public static String of(Plant plant, EntityId id) {
        int index = plant.indexOf(id);
        return index < 0 ? id.text() : of(plant, index);
    }

    public static String of(Plant plant, int index) {
        List<String> parts = new ArrayList<>();
        int at = index;
        while (at >= 0) {
            parts.addFirst(plant.entity(at).name());
            at = needsContainer(plant.entity(at).kind()) ? plant.parent(at) : -1;
        }
        return String.join(" ", parts);
    }

    private static boolean needsContainer(EntityKind kind) {
        return switch (kind) {
            case GPU, GPU_INSTANCE, NODE, NIC, PUMP, POWER_SHELF, LEAK_DETECTOR, LINK -> true;
            case SITE, HALL, ROW, RACK, SWITCH, UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, MECHANICAL -> false;
            case CDU, LOOP, CHILLER, JOB, PROCESS, ENDPOINT, REPLICA, MODEL, ORG, TARIFF, SOURCE -> false;
        };
    }
}
