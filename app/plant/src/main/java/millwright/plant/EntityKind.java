package millwright.plant;

import java.util.Locale;

/** Every kind of thing the plant knows. The order is part of stored formats: append, never reorder. */
public enum EntityKind {
    SITE(Layer.FACILITY),
    HALL(Layer.FACILITY),
    ROW(Layer.FACILITY),
    RACK(Layer.FACILITY),
    NODE(Layer.NODE),
    GPU(Layer.GPU),
    NIC(Layer.NETWORK),
    SWITCH(Layer.NETWORK),
    LINK(Layer.NETWORK),
    UTILITY(Layer.FACILITY),
    SWITCHBOARD(Layer.FACILITY),
    UPS(Layer.FACILITY),
    PDU(Layer.FACILITY),
    BUSWAY(Layer.FACILITY),
    POWER_SHELF(Layer.FACILITY),
    MECHANICAL(Layer.FACILITY),
    CDU(Layer.COOLING),
    PUMP(Layer.COOLING),
    LOOP(Layer.COOLING),
    CHILLER(Layer.COOLING),
    LEAK_DETECTOR(Layer.COOLING),
    JOB(Layer.JOB),
    PROCESS(Layer.JOB),
    ENDPOINT(Layer.JOB),
    REPLICA(Layer.JOB),
    MODEL(Layer.JOB),
    ORG(Layer.CONTROL),
    TARIFF(Layer.FACILITY),
    SOURCE(Layer.CONTROL),
    /** Part of a GPU that is cut into instances (MIG); its board is the GPU, and is what is counted, fed and capped. */
    GPU_INSTANCE(Layer.GPU);

    private final Layer layer;
    private final String prefix;

    EntityKind(Layer layer) {
        this.layer = layer;
        this.prefix = name().toLowerCase(Locale.ROOT);
    }

    public Layer layer() {
        return layer;
    }

    /** The part of an id before the colon: {@code power_shelf} for POWER_SHELF. */
    public String prefix() {
        return prefix;
    }

    public boolean isPower() {
        return switch (this) {
            case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL -> true;
            case SITE, HALL, ROW, RACK, NODE, GPU, NIC, SWITCH, LINK, CDU, PUMP, LOOP, CHILLER, LEAK_DETECTOR -> false;
            case JOB, PROCESS, ENDPOINT, REPLICA, MODEL, ORG, TARIFF, SOURCE, GPU_INSTANCE -> false;
        };
    }
}
