package millwright.connectors.simulator;

import millwright.connectors.simulator.scenario.Addresses;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** Stable ids of the simulated plant: the kind and the address, for example {@code gpu:R4-16/T07/G2}. */
final class Ids {
    private final Shape shape;

    Ids(Shape shape) {
        this.shape = shape;
    }

    EntityId site() {
        return EntityId.of(EntityKind.SITE, shape.site());
    }

    EntityId hall() {
        return EntityId.of(EntityKind.HALL, shape.hall());
    }

    EntityId row(int row) {
        return EntityId.of(EntityKind.ROW, "R" + (row + 1));
    }

    EntityId rack(int rack) {
        return EntityId.of(EntityKind.RACK, Addresses.rack(shape, rack));
    }

    EntityId node(int node) {
        return EntityId.of(EntityKind.NODE, Addresses.node(shape, node));
    }

    EntityId gpu(int gpu) {
        return EntityId.of(EntityKind.GPU, Addresses.gpu(shape, gpu));
    }

    EntityId nic(int node, int nic) {
        return EntityId.of(EntityKind.NIC, Addresses.node(shape, node) + "/N" + nic);
    }

    EntityId link(int node, int nic) {
        return EntityId.of(EntityKind.LINK, Addresses.node(shape, node) + "/N" + nic);
    }

    static EntityId of(EntityKind kind, String local) {
        return EntityId.of(kind, local);
    }
}
