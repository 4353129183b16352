package millwright.connectors.simulator;

import millwright.connectors.simulator.PowerTree.Device;
import millwright.connectors.simulator.scenario.Addresses;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.PowerPlan;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Phase;
import millwright.plant.PlantBuilder;
import millwright.plant.Relation;
import millwright.plant.Side;

/** Builds the electrical side of the plant, as entities and as a {@link PowerTree}. Used once, on one thread. */
final class PowerMaker {
    private static final MetricId OBSERVED = new MetricId("power.observed");

    private final Shape shape;
    private final PowerPlan plan;
    private final Ids ids;
    private final PlantBuilder plant;
    private final PowerTree tree = new PowerTree();

    PowerMaker(Scenario scenario, PlantBuilder plant) {
        this.shape = scenario.shape();
        this.plan = scenario.power();
        this.ids = new Ids(shape);
        this.plant = plant;
    }

    PowerTree make() {
        int[] boards = new int[2];
        for (int u = 0; u < plan.utilities(); u++) {
            boards[u] = incoming(u);
        }
        boards[1] = plan.utilities() == 1 ? boards[0] : boards[1];
        int pairs = (shape.rows() + plan.rowsPerPair() - 1) / plan.rowsPerPair();
        int[][] pdus = new int[2][pairs];
        for (int side = 0; side < 2; side++) {
            for (int pair = 0; pair < pairs; pair++) {
                pdus[side][pair] = pdu(boards[side], side, pair);
            }
        }
        for (int row = 0; row < shape.rows(); row++) {
            int a = busway(pdus[0][row / plan.rowsPerPair()], row, 0);
            int b = busway(pdus[1][row / plan.rowsPerPair()], row, 1);
            for (int rack = row * shape.racks(); rack < (row + 1) * shape.racks(); rack++) {
                shelves(rack, a, b);
            }
        }
        tree.seal();
        return tree;
    }

    private int incoming(int u) {
        boolean two = plan.utilities() == 2;
        String letter = two ? u == 0 ? "A" : "B" : "";
        Side side = two ? side(u) : Side.NONE;
        double volts = plan.kilovolts() * 1000;
        int utility = device(EntityKind.UTILITY, two ? "Utility " + letter : "Utility", side, -1, 0, volts);
        limit(utility, LimitOrigin.CONTRACT, plan.utilityLimit());
        int board = device(
                EntityKind.SWITCHBOARD, two ? "MSB-" + letter : "MSB", side, utility, plan.switchboardLoss(), volts);
        limit(board, LimitOrigin.NAMEPLATE, plan.switchboardLimit());
        int mechanical = device(EntityKind.MECHANICAL, two ? "MCC-" + letter : "MCC", side, board, 0, plan.pduVolts());
        limit(mechanical, LimitOrigin.BREAKER, plan.mechanicalLimit());
        return board;
    }

    private int pdu(int board, int side, int pair) {
        String name = "PDU-" + (side == 0 ? "A" : "B") + (pair + 1);
        int pdu = device(EntityKind.PDU, name, side(side), board, plan.pduLoss(), plan.pduVolts());
        limit(pdu, LimitOrigin.NAMEPLATE, plan.pduRating());
        limit(pdu, LimitOrigin.BREAKER, plan.pduRating() * plan.continuous());
        return pdu;
    }

    private int busway(int pdu, int row, int side) {
        String name = "BW-R" + (row + 1) + (side == 0 ? "A" : "B");
        int busway = device(EntityKind.BUSWAY, name, side(side), pdu, plan.buswayLoss(), plan.pduVolts());
        limit(busway, LimitOrigin.BREAKER, plan.buswayLimit());
        return busway;
    }

    private void shelves(int rack, int a, int b) {
        tree.rackStartsHere();
        String name = Addresses.rack(shape, rack);
        int half = plan.shelves() / 2;
        for (int s = 0; s < plan.shelves(); s++) {
            int side = s < half ? 0 : 1;
            EntityId id = Ids.of(EntityKind.POWER_SHELF, name + "/S" + (s + 1));
            int parent = side == 0 ? a : b;
            tree.add(new Device(
                    EntityKind.POWER_SHELF, id, "S" + (s + 1), side(side), parent, plan.shelfLoss(), plan.pduVolts()));
            plant.put(
                    ids.rack(rack),
                    new Entity.PowerDevice(id, "S" + (s + 1), EntityKind.POWER_SHELF, side(side), plan.pduVolts()));
            Phase phase = half == 1 ? Phase.ALL : Phase.values()[1 + s % 3];
            plant.relate(Relation.feeds(tree.devices().get(parent).id(), id, side(side), phase));
            if (s % half == 0) {
                feedNodes(rack, id, side(side));
            }
        }
        plant.limit(Limit.upper(ids.rack(rack), new MetricId("rack.power"), LimitOrigin.NAMEPLATE, plan.rackLimit()));
    }

    /** The first shelf of each side stands for its side's bus bar, which feeds every node and switch of the rack. */
    private void feedNodes(int rack, EntityId shelf, Side side) {
        for (int n = rack * shape.nodes(); n < (rack + 1) * shape.nodes(); n++) {
            plant.relate(Relation.feeds(shelf, ids.node(n), side, Phase.NONE));
        }
        for (int s = 1; s <= shape.nvlinkSwitches(); s++) {
            EntityId sw = Ids.of(EntityKind.SWITCH, Addresses.rack(shape, rack) + "/SW" + s);
            plant.relate(Relation.feeds(shelf, sw, side, Phase.NONE));
        }
    }

    /** Motors hang on the mechanical switchboards, by turns. */
    void feedCooling(int number, EntityId device) {
        int at = tree.find(plan.utilities() == 1 ? "MCC" : number % 2 == 0 ? "MCC-A" : "MCC-B");
        Device board = tree.devices().get(at);
        plant.relate(Relation.feeds(board.id(), device, board.side(), Phase.ALL));
    }

    private int device(EntityKind kind, String name, Side side, int parent, double loss, double volts) {
        EntityId id = Ids.of(kind, name.replace(' ', '-'));
        plant.put(ids.site(), new Entity.PowerDevice(id, name, kind, side, volts));
        if (parent >= 0) {
            plant.relate(Relation.feeds(tree.devices().get(parent).id(), id, side, Phase.ALL));
        }
        return tree.add(new Device(kind, id, name, side, parent, loss, volts));
    }

    private void limit(int device, LimitOrigin origin, double watts) {
        if (Double.isFinite(watts)) {
            plant.limit(Limit.upper(tree.devices().get(device).id(), OBSERVED, origin, watts));
        }
    }

    private static Side side(int side) {
        return side == 0 ? Side.A : Side.B;
    }
}
