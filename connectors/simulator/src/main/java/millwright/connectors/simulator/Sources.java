package millwright.connectors.simulator;

import java.util.List;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/** The telemetry sources that a plant of this kind would have, with the delay and the clock error of each. */
enum Sources {
    DCGM("dcgm", "DCGM", "dcgm", 220, 1),
    REDFISH("redfish", "Redfish BMC", "redfish", 640, 80),
    METERS("meters", "Power meters", "modbus", 380, 900),
    BMS("bms", "Building management", "bacnet", 450, 500),
    FABRIC("fabric", "Fabric telemetry", "gnmi", 140, 2),
    SCHEDULER("scheduler", "Scheduler", "slurm", 300, 15),
    SERVING("serving", "Serving", "vllm", 260, 15),
    LOGS("logs", "System logs", "journald", 90, 1);

    private static final List<Sources> ALL = List.of(values());

    final EntityId id;
    final String title;
    final String protocol;
    final long lag;
    final long uncertainty;
    final Origin origin;

    Sources(String local, String title, String protocol, long lagMillis, long uncertaintyMillis) {
        this.id = EntityId.of(EntityKind.SOURCE, "sim-" + local);
        this.title = title;
        this.protocol = protocol;
        this.lag = lagMillis * Times.MILLI;
        this.uncertainty = uncertaintyMillis * Times.MILLI;
        this.origin = new Origin(id, true);
    }

    static List<Sources> all() {
        return ALL;
    }
}
