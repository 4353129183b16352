package millwright.views.power;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.desk.draw.Readout;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.MetricId;
import millwright.plant.Plant;

/** One limit and how near it is. @param name of what has it @param measure which of its limits, a unit where it is not watts; empty for its power @param watts false for a flow, whose headroom is in its own unit @param upper or lower */
record Constraint(
        EntityId entity, String name, String measure, Load load, double headroom, boolean watts, boolean upper) {
    private static final MetricId HEAT = new MetricId("cooling.heat");
    private static final MetricId FLOW = new MetricId("cooling.flow");

    /** Unlike units cannot be ordered by size: broken limits first, then watts, then the rest. */
    private static final Comparator<Constraint> NEAREST = Comparator.comparing((Constraint c) -> !(c.headroom < 0))
            .thenComparing(c -> Double.isNaN(c.headroom))
            .thenComparing(c -> !c.watts)
            .thenComparingDouble(Constraint::headroom);

    String title() {
        return measure.isEmpty() ? name : name + " " + measure;
    }

    String key() {
        return entity + name + measure + upper;
    }

    /** All limits known, the nearest first. */
    static List<Constraint> of(Loads loads, Diagram diagram) {
        Plant plant = loads.plant();
        List<Constraint> found = new ArrayList<>();
        for (EntityKind kind : EntityKind.values()) {
            if (kind.isPower()) {
                for (int i = 0; i < plant.count(kind); i++) {
                    int index = plant.indexAt(kind, i);
                    add(found, plant, index, plant.entity(index).name(), "", loads.device(index));
                }
            }
        }
        diagram.tiers().stream()
                .flatMap(List::stream)
                .filter(Diagram.Block::row)
                .forEach(row -> add(
                        found,
                        plant,
                        row.index(),
                        "Row " + row.entity().name(),
                        "",
                        loads.row(row.index(), row.busways())));
        for (int i = 0; i < plant.count(EntityKind.SITE); i++) {
            int site = plant.indexAt(EntityKind.SITE, i);
            add(found, plant, site, "Site envelope", "", loads.site(site));
        }
        for (int i = 0; i < plant.count(EntityKind.CDU); i++) {
            cooling(found, loads, plant.indexAt(EntityKind.CDU, i));
        }
        found.sort(NEAREST);
        return List.copyOf(found);
    }

    private static void add(List<Constraint> found, Plant plant, int index, String name, String measure, Load load) {
        if (!Double.isNaN(load.limit())) {
            found.add(new Constraint(plant.entity(index).id(), name, measure, load, load.headroom(), true, true));
        }
    }

    private static void cooling(List<Constraint> found, Loads loads, int cdu) {
        String name = loads.plant().entity(cdu).name();
        Optional<Limit> heat = loads.limit(cdu, HEAT, Bound.UPPER);
        heat.ifPresent(l -> add(
                found, loads.plant(), cdu, name, "heat", Load.of(loads.value(HEAT, cdu), loads.at(l), Loads.word(l))));
        loads.limit(cdu, FLOW, Bound.LOWER).ifPresent(l -> flow(found, loads, cdu, name, l, -1));
        loads.limit(cdu, FLOW, Bound.UPPER).ifPresent(l -> flow(found, loads, cdu, name, l, 1));
    }

    private static void flow(List<Constraint> found, Loads loads, int cdu, String name, Limit limit, int sign) {
        Readout now = loads.value(FLOW, cdu);
        Load load = Load.of(now, loads.at(limit), Loads.word(limit));
        double headroom = sign * (load.limit() - Load.number(now));
        found.add(new Constraint(loads.plant().entity(cdu).id(), name, "LPM", load, headroom, false, sign > 0));
    }
}
