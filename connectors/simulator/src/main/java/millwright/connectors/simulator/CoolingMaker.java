package millwright.connectors.simulator;

import java.util.Locale;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.CoolingPlan;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.PlantBuilder;
import millwright.plant.Relation;
import millwright.plant.RelationKind;

/** Builds the cooling side: one CDU with its pumps and loop per row, chillers for the hall, a leak detector per rack. */
final class CoolingMaker {
    private final Shape shape;
    private final CoolingPlan plan;
    private final Ids ids;
    private final PlantBuilder plant;
    private final PowerMaker power;

    CoolingMaker(Scenario scenario, PlantBuilder plant, PowerMaker power) {
        this.shape = scenario.shape();
        this.plan = scenario.cooling();
        this.ids = new Ids(shape);
        this.plant = plant;
        this.power = power;
    }

    void make() {
        for (int c = 0; c < shape.rows(); c++) {
            cdu(c);
        }
        for (int c = 0; c < plan.chillers(); c++) {
            String name = "CH-" + (c + 1);
            EntityId id = Ids.of(EntityKind.CHILLER, name);
            plant.put(ids.site(), new Entity.CoolingDevice(id, name, EntityKind.CHILLER));
            power.feedCooling(c, id);
        }
    }

    private void cdu(int c) {
        String number = String.format(Locale.ROOT, "%02d", c + 1);
        EntityId cdu = Ids.of(EntityKind.CDU, "CDU-" + number);
        EntityId loop = Ids.of(EntityKind.LOOP, "TCS-" + number);
        plant.put(ids.hall(), new Entity.CoolingDevice(cdu, "CDU-" + number, EntityKind.CDU));
        plant.put(cdu, new Entity.Place(loop, "TCS-" + number, EntityKind.LOOP));
        power.feedCooling(c, cdu);
        for (int p = 1; p <= plan.pumps(); p++) {
            EntityId pump = Ids.of(EntityKind.PUMP, "CDU-" + number + "/P" + p);
            plant.put(cdu, new Entity.CoolingDevice(pump, "P" + p, EntityKind.PUMP));
        }
        double flow = plan.flowLimit() * shape.racks();
        plant.limit(Limit.lower(cdu, new MetricId("cooling.flow"), LimitOrigin.POLICY, flow));
        plant.limit(Limit.lower(loop, new MetricId("cooling.flow"), LimitOrigin.POLICY, flow));
        if (Double.isFinite(plan.heatLimit())) {
            plant.limit(Limit.upper(cdu, new MetricId("cooling.heat"), LimitOrigin.NAMEPLATE, plan.heatLimit()));
        }
        for (int rack = c * shape.racks(); rack < (c + 1) * shape.racks(); rack++) {
            rack(rack, cdu);
        }
    }

    private void rack(int rack, EntityId cdu) {
        EntityId id = ids.rack(rack);
        plant.relate(Relation.of(RelationKind.COOLS, cdu, id));
        EntityId leak = Ids.of(EntityKind.LEAK_DETECTOR, id.text().substring("rack:".length()));
        plant.put(id, new Entity.CoolingDevice(leak, "Leak detector", EntityKind.LEAK_DETECTOR));
        plant.limit(Limit.lower(id, new MetricId("rack.coolant.flow"), LimitOrigin.POLICY, plan.flowLimit()));
        plant.limit(Limit.upper(id, new MetricId("rack.coolant.supply"), LimitOrigin.POLICY, plan.supplyLimit()));
        plant.limit(Limit.upper(id, new MetricId("rack.coolant.return"), LimitOrigin.POLICY, plan.outletLimit() + 8));
    }
}
