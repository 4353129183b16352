package millwright.connectors.simulator;

import java.util.Locale;
import java.util.Map;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.EndpointPlan;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.PlantBuilder;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.StepFunction;
import millwright.plant.Times;

/** Builds the plant of a scenario: places, machines, fabric, cooling, limits. Used once, on one thread. */
final class PlantMaker {
    private final Scenario scenario;
    private final Shape shape;
    private final Ids ids;
    private final long opening;
    private final PlantBuilder plant = millwright.plant.Plant.builder();

    /** @param opening plant time of scenario second 0 */
    PlantMaker(Scenario scenario, long opening) {
        this.scenario = scenario;
        this.shape = scenario.shape();
        this.ids = new Ids(shape);
        this.opening = opening;
    }

    PlantBuilder plant() {
        return plant;
    }

    PowerTree make() {
        plant.put(new Entity.Site(ids.site(), shape.site(), shape.zone()));
        plant.put(ids.site(), new Entity.Place(ids.hall(), shape.hall(), EntityKind.HALL));
        for (int row = 0; row < shape.rows(); row++) {
            plant.put(ids.hall(), new Entity.Place(ids.row(row), "R" + (row + 1), EntityKind.ROW));
        }
        for (int rack = 0; rack < shape.rackCount(); rack++) {
            rack(rack);
        }
        fabric();
        PowerMaker power = new PowerMaker(scenario, plant);
        PowerTree tree = power.make();
        new CoolingMaker(scenario, plant, power).make();
        serving();
        for (Sources source : Sources.all()) {
            plant.put(new Entity.Source(source.id, source.title, source.protocol, true));
        }
        siteLimits();
        return tree;
    }

    private void rack(int rack) {
        int row = rack / shape.racks();
        EntityId id = ids.rack(rack);
        int position = rack % shape.racks() + 1;
        String name = String.format(Locale.ROOT, "R%d-%02d", row + 1, position);
        plant.put(ids.row(row), new Entity.Rack(id, name, shape.units(), position));
        for (int n = 0; n < shape.nodes(); n++) {
            node(rack, n);
        }
        for (int s = 1; s <= shape.nvlinkSwitches(); s++) {
            EntityId sw = Ids.of(EntityKind.SWITCH, name + "/SW" + s);
            plant.put(id, new Entity.Switch(sw, "SW" + s, FabricTier.NVLINK));
            for (int n = rack * shape.nodes(); n < (rack + 1) * shape.nodes() && s == 1; n++) {
                plant.relate(Relation.of(RelationKind.CONNECTS, sw, ids.node(n)));
            }
        }
    }

    private void node(int rack, int n) {
        int node = rack * shape.nodes() + n;
        String host = String.format(
                Locale.ROOT, "hd1-r%d%02d-%02d", rack / shape.racks() + 1, rack % shape.racks() + 1, n + 1);
        EntityId id = ids.node(node);
        plant.put(ids.rack(rack), new Entity.Node(id, String.format(Locale.ROOT, "T%02d", n + 1), host, slot(n)));
        plant.nativeIds(id, Map.of("slurm.node", host));
        for (int k = 0; k < shape.gpus(); k++) {
            EntityId gpu = ids.gpu(node * shape.gpus() + k);
            plant.put(id, new Entity.Gpu(gpu, "G" + k, k, scenario.hardware().model()));
        }
        for (int k = 0; k < shape.nics(); k++) {
            plant.put(id, new Entity.Nic(ids.nic(node, k), "N" + k, shape.nicGigabits()));
        }
    }

    /** Trays from the top down under half of the power shelves, with the switch trays in the middle. */
    private RackSlot slot(int n) {
        int half = Math.min(10, (shape.nodes() + 1) / 2 + 1);
        int unit = shape.units() - 4 - n - (n >= half ? shape.nvlinkSwitches() : 0);
        return unit < 1 ? RackSlot.UNPLACED : RackSlot.full(unit, 1);
    }

    private void fabric() {
        for (int s = 0; s < shape.spines(); s++) {
            String name = "spine-" + (s + 1);
            plant.put(ids.hall(), new Entity.Switch(Ids.of(EntityKind.SWITCH, name), name, FabricTier.SPINE));
        }
        for (int row = 0; row < shape.rows(); row++) {
            for (int leaf = 0; leaf < shape.leavesPerRow(); leaf++) {
                leaf(row, leaf);
            }
        }
        for (int node = 0; node < shape.nodeCount() && shape.leavesPerRow() > 0; node++) {
            int row = node / shape.nodes() / shape.racks();
            for (int k = 0; k < shape.nics(); k++) {
                EntityId link = ids.link(node, k);
                plant.put(ids.node(node), new Entity.Link(link, "N" + k, shape.nicGigabits()));
                plant.relate(Relation.of(RelationKind.CONNECTS, link, ids.nic(node, k)));
                plant.relate(Relation.of(RelationKind.CONNECTS, link, leafId(row, (node + k) % shape.leavesPerRow())));
            }
        }
    }

    private void leaf(int row, int leaf) {
        EntityId id = leafId(row, leaf);
        String name = id.text().substring("switch:".length());
        plant.put(ids.hall(), new Entity.Switch(id, name, FabricTier.LEAF));
        for (int s = 0; s < shape.spines(); s++) {
            EntityId link = Ids.of(EntityKind.LINK, name + "/spine-" + (s + 1));
            plant.put(ids.hall(), new Entity.Link(link, name + " to spine-" + (s + 1), 800));
            plant.relate(Relation.of(RelationKind.CONNECTS, link, id));
            plant.relate(Relation.of(RelationKind.CONNECTS, link, Ids.of(EntityKind.SWITCH, "spine-" + (s + 1))));
        }
    }

    private static EntityId leafId(int row, int leaf) {
        return Ids.of(
                EntityKind.SWITCH, "leaf-" + (row + 1) + (char) ('a' + leaf % 26) + (leaf >= 26 ? leaf / 26 : ""));
    }

    private void serving() {
        for (JobPlan job : scenario.jobs()) {
            if (!job.org().isEmpty()) {
                plant.put(new Entity.Named(Ids.of(EntityKind.ORG, job.org()), job.org(), EntityKind.ORG));
            }
        }
        for (EndpointPlan e : scenario.endpoints()) {
            EntityId id = Ids.of(EntityKind.ENDPOINT, e.name());
            plant.put(new Entity.Endpoint(id, e.name(), e.model(), e.precision()));
            if (!e.model().isEmpty()) {
                plant.put(new Entity.Named(Ids.of(EntityKind.MODEL, e.model()), e.model(), EntityKind.MODEL));
            }
            plant.limit(Limit.upper(id, new MetricId("endpoint.tpot.p99"), LimitOrigin.SLO, e.tpotLimit()));
            plant.limit(Limit.upper(id, new MetricId("endpoint.ttft.p99"), LimitOrigin.SLO, e.ttftLimit()));
            plant.limit(Limit.lower(id, new MetricId("endpoint.goodput"), LimitOrigin.SLO, e.goodputLimit()));
            plant.limit(Limit.upper(id, new MetricId("endpoint.kv-cache"), LimitOrigin.POLICY, 0.95));
        }
    }

    private void siteLimits() {
        MetricId power = new MetricId("site.power");
        double limit = scenario.power().siteLimit();
        if (Double.isFinite(limit)) {
            plant.limit(Limit.upper(ids.site(), power, LimitOrigin.CONTRACT, limit));
        }
        if (!Double.isNaN(scenario.power().loadTarget())) {
            long from = opening + (long) (scenario.power().loadTargetFrom() * Times.SECOND);
            long to = opening + (long) (scenario.power().loadTargetTo() * Times.SECOND);
            StepFunction target = StepFunction.of(
                    new long[] {from, to}, new double[] {scenario.power().loadTarget(), Double.NaN});
            plant.limit(new Limit(ids.site(), power, millwright.plant.Bound.UPPER, LimitOrigin.LOAD_TARGET, target));
        }
        plant.limit(Limit.lower(ids.site(), new MetricId("site.thermal.headroom"), LimitOrigin.POLICY, 5));
        plant.limit(Limit.upper(ids.site(), new MetricId("site.pue"), LimitOrigin.POLICY, 1.2));
        for (int rack = 0; rack < shape.rackCount(); rack++) {
            plant.limit(Limit.upper(
                    ids.rack(rack),
                    new MetricId("rack.temperature.max"),
                    LimitOrigin.THROTTLE,
                    scenario.hardware().slowdown()));
        }
    }
}
