package millwright.connectors.simulator.scenario;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.ArrayList;
import java.util.List;
import millwright.connectors.simulator.scenario.Scenario.FaultKind;
import millwright.connectors.simulator.scenario.Scenario.FaultPlan;

/** Reads one fault and says where the things it names must stand. */
final class FaultReader {
    private FaultReader() {}

    static FaultPlan fault(Field f, Addresses addresses) {
        f.only("fault", "at", "for", "every", "on", "starves", "metric", "severity", "number");
        FaultKind kind = f.get("fault").word(FaultKind.class);
        List<String> on = new ArrayList<>();
        for (Field item : f.get("on").items()) {
            on.addAll(targets(kind, item, addresses));
        }
        if (on.isEmpty()) {
            throw f.get("on").wrong("is missing: name what the fault befalls");
        }
        List<String> starves = new ArrayList<>();
        f.get("starves").items().forEach(item -> starves.addAll(addresses.racks(item)));
        double lasting = f.get("for").seconds(POSITIVE_INFINITY);
        if (lasting <= 0) {
            throw f.get("for").wrong("must be longer than 0 s");
        }
        double every = f.get("every").seconds(NaN);
        if (every <= lasting) {
            throw f.get("every").wrong("must be longer than 'for'");
        }
        return new FaultPlan(
                kind,
                f.get("at").seconds(0),
                lasting,
                every,
                on,
                starves,
                f.get("metric").text(kind == FaultKind.NOT_SUPPORTED || kind == FaultKind.BAD_VALUE ? "gpu.power" : ""),
                f.get("severity").number(0.5, 0, 1),
                f.get("number").number(NaN, -1e9, 1e9));
    }

    private static List<String> targets(FaultKind kind, Field item, Addresses addresses) {
        return switch (kind) {
            case STRAGGLER, ECC, XID, SENSOR_FREEZE, NOT_SUPPORTED, BAD_VALUE, FORBIDDEN, STALE_SOURCE, POWER_OFF ->
                addresses.gpus(item);
            case CAP, ZOMBIE -> addresses.nodes(item);
            case LINK_FLAP -> addresses.links(item);
            case PUMP_LOSS -> addresses.pumps(item);
            case LEAK -> addresses.racks(item);
            case PDU_LOSS, DATA_STALL, CLOCK_SKEW, VOLTAGE_DIP -> List.of(item.text());
        };
    }
}
