package millwright.plant;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One thing of the plant. Attributes that never change while it exists live here; where it stands, what feeds it and
 * what limits it are relations and limits of the {@link Plant}, its vendor names are {@link Plant#nativeIds}.
 */
public sealed interface Entity {
    EntityId id();

    /** What an operator calls it: {@code R4-16}, {@code T07}, {@code G2}. Unique only together with its ancestors. */
    String name();

    EntityKind kind();

    /** @param zone the wall clock of the site; every screen can switch between it, UTC and local */
    record Site(EntityId id, String name, ZoneId zone) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.SITE;
        }
    }

    /** HALL, ROW, LOOP and other things that only gather others. */
    record Place(EntityId id, String name, EntityKind kind) implements Entity {}

    /** @param units height in rack units @param position place in its row, from 1 */
    record Rack(EntityId id, String name, int units, int position) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.RACK;
        }
    }

    record Node(EntityId id, String name, String host, RackSlot slot) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.NODE;
        }
    }

    /** @param index position in its node, from 0, {@link #UNKNOWN_INDEX} when its source does not say @param model for example {@code GB200}; empty when unknown */
    record Gpu(EntityId id, String name, int index, String model) implements Entity {
        public static final int UNKNOWN_INDEX = -1;

        @Override
        public EntityKind kind() {
            return EntityKind.GPU;
        }
    }

    /** @param gigabits nominal speed of one port; 0 when unknown */
    record Nic(EntityId id, String name, int gigabits) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.NIC;
        }
    }

    record Switch(EntityId id, String name, FabricTier tier) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.SWITCH;
        }
    }

    record Link(EntityId id, String name, int gigabits) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.LINK;
        }
    }

    /** @param side which of two independent feeds it belongs to @param voltage line to line, V; 0 when unknown */
    record PowerDevice(EntityId id, String name, EntityKind kind, Side side, double voltage) implements Entity {
        public PowerDevice {
            if (!kind.isPower()) {
                throw new IllegalArgumentException(id + ": " + kind + " is not a power device");
            }
        }
    }

    /** CDU, PUMP, CHILLER or LEAK_DETECTOR. */
    record CoolingDevice(EntityId id, String name, EntityKind kind) implements Entity {}

    /** @param org who runs it; null when the scheduler does not say */
    record Job(
            EntityId id,
            String name,
            JobClass jobClass,
            String nativeId,
            @Nullable EntityId org,
            long started) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.JOB;
        }
    }

    record Process(EntityId id, String name, long pid) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.PROCESS;
        }
    }

    /** @param model what it serves, empty when unknown @param precision for example {@code FP8}, empty when unknown */
    record Endpoint(EntityId id, String name, String model, String precision) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.ENDPOINT;
        }
    }

    /** REPLICA, MODEL, ORG, TARIFF or GPU_INSTANCE: a name and nothing else yet. */
    record Named(EntityId id, String name, EntityKind kind) implements Entity {}

    /** A telemetry source, the gateway itself among them. */
    record Source(EntityId id, String name, String protocol, boolean simulated) implements Entity {
        @Override
        public EntityKind kind() {
            return EntityKind.SOURCE;
        }
    }
}
