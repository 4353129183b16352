package millwright.views.floor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.ViewContext;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.series.Latest;

/** The values that a rack seen from near shows; asked for only while one is. FX thread; 20 columns. */
final class RackColumns {
    static final MetricId GPU_POWER = new MetricId("gpu.power");
    static final MetricId GPU_LIMIT = Caps.LIMIT;
    static final MetricId GPU_BUSY = new MetricId("gpu.utilization");
    static final MetricId GPU_ACTIVE = new MetricId("gpu.sm.active");
    static final MetricId GPU_HEAT = new MetricId("gpu.temperature");
    static final MetricId GPU_MARGIN = new MetricId("gpu.temperature.margin");
    static final MetricId GPU_CLOCK = new MetricId("gpu.clock.sm");
    static final MetricId NODE_POWER = new MetricId("node.power");
    static final MetricId NODE_STATE = new MetricId("node.state");
    static final MetricId NODE_IN = new MetricId("node.inlet.temperature");
    static final MetricId NODE_OUT = new MetricId("node.outlet.temperature");
    static final MetricId NODE_FLOW = new MetricId("node.coolant.flow");
    static final MetricId RACK_POWER = new MetricId("rack.power");
    static final MetricId RACK_SUPPLY = new MetricId("rack.coolant.supply");
    static final MetricId RACK_RETURN = new MetricId("rack.coolant.return");
    static final MetricId RACK_FLOW = new MetricId("rack.coolant.flow");
    static final MetricId SWITCH_POWER = new MetricId("switch.power");
    static final MetricId SHELF_POWER = new MetricId("power.observed");
    static final MetricId SHELF_LOSS = new MetricId("power.loss");
    static final MetricId LEAK = new MetricId("leak.state");
    static final MetricId CDU_SUPPLY = new MetricId("cooling.supply");
    static final MetricId CDU_FLOW = new MetricId("cooling.flow");

    private record Column(MetricId metric, EntityKind kind) {}

    private static final List<Column> ALWAYS = columns();

    private final ViewContext context;
    private final List<Column> wanted = new ArrayList<>();
    private final Map<EntityKind, Map<MetricId, Latest>> taken = new EnumMap<>(EntityKind.class);
    private final List<ViewContext.Demand> demands = new ArrayList<>();

    RackColumns(ViewContext context) {
        this.context = context;
    }

    private static List<Column> columns() {
        List<Column> all = new ArrayList<>();
        List.of(GPU_POWER, GPU_LIMIT, GPU_BUSY, GPU_ACTIVE, GPU_HEAT, GPU_MARGIN, GPU_CLOCK)
                .forEach(m -> all.add(new Column(m, EntityKind.GPU)));
        List.of(NODE_POWER, NODE_STATE, NODE_IN, NODE_OUT, NODE_FLOW)
                .forEach(m -> all.add(new Column(m, EntityKind.NODE)));
        List.of(RACK_POWER, RACK_SUPPLY, RACK_RETURN, RACK_FLOW).forEach(m -> all.add(new Column(m, EntityKind.RACK)));
        all.add(new Column(SWITCH_POWER, EntityKind.SWITCH));
        List.of(SHELF_POWER, SHELF_LOSS).forEach(m -> all.add(new Column(m, EntityKind.POWER_SHELF)));
        all.add(new Column(LEAK, EntityKind.LEAK_DETECTOR));
        List.of(CDU_SUPPLY, CDU_FLOW).forEach(m -> all.add(new Column(m, EntityKind.CDU)));
        return List.copyOf(all);
    }

    /** From now on all that a rack shows and what colours its cells, until {@link #close}. */
    void open(Metric chosen) {
        close();
        wanted.addAll(ALWAYS);
        EntityKind kind = Chosen.level(chosen).kind();
        for (MetricId part : new MetricId[] {chosen.id(), chosen.numerator(), chosen.denominator()}) {
            if (part != null && !wanted.contains(new Column(part, kind))) {
                wanted.add(new Column(part, kind));
            }
        }
        wanted.forEach(c -> demands.add(context.demand(c.metric(), c.kind())));
    }

    void close() {
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
        wanted.clear();
        taken.clear();
    }

    /** Takes what is newest now, of which everything is read until the next time. @return other whenever a value may be */
    long take() {
        long stamp = 7;
        for (Column column : wanted) {
            Latest latest = context.latest().latest(column.metric(), column.kind());
            taken.computeIfAbsent(column.kind(), _ -> new HashMap<>()).put(column.metric(), latest);
            stamp = stamp * 1_000_003 + latest.version();
        }
        return stamp;
    }

    Told told(MetricId metric, EntityKind kind, int slot) {
        Map<MetricId, Latest> columns = taken.get(kind);
        Latest latest = columns == null ? null : columns.get(metric);
        return latest == null ? Told.NOTHING : Told.of(latest, slot);
    }

    Told gpu(MetricId metric, int slot) {
        return told(metric, EntityKind.GPU, slot);
    }

    Told node(MetricId metric, int slot) {
        return told(metric, EntityKind.NODE, slot);
    }

    /** How busy a GPU is, in percent: as its driver counts, else as its multiprocessors do. */
    Told busy(int slot) {
        Told resident = gpu(GPU_BUSY, slot);
        Told active = gpu(GPU_ACTIVE, slot);
        return resident.known() || !active.known()
                ? resident
                : new Told(active.value() * 100, active.state(), active.time());
    }

    Told inCell(InCell what, int slot) {
        return switch (what) {
            case WATTS -> gpu(GPU_POWER, slot);
            case BUSY -> busy(slot);
            case HEAT -> gpu(GPU_HEAT, slot);
            case CLOCK -> gpu(GPU_CLOCK, slot);
        };
    }

    Chosen chosen(Metric metric) {
        return new Chosen(metric, context.latest());
    }
}
