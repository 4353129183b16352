package millwright.connectors.prometheus;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/** How one target is doing. One thread. */
final class TargetState {
    /** What a console needs of a GPU; dcgm-exporter leaves several out by default. */
    static final List<String> WANTED = List.of(
            "gpu.power",
            "gpu.power.limit",
            "gpu.energy",
            "gpu.temperature",
            "gpu.temperature.margin",
            "gpu.clock.sm",
            "gpu.sm.active",
            "gpu.dram.active",
            "gpu.throttle",
            "gpu.memory.used",
            "gpu.xid.last",
            "gpu.ecc.double");

    private final EntityId id;
    private long lastSuccess;
    private long failedSince;
    private int failures;
    private long errors;
    private String detail = "starting";
    private double lagMillis = Double.NaN;
    private double rate;
    private List<String> missing = List.of();

    TargetState(URI target, String source) {
        id = EntityId.of(EntityKind.SOURCE, source + "/" + target.getAuthority());
    }

    int failures() {
        return failures;
    }

    long lastSuccess() {
        return lastSuccess;
    }

    void failed(String why, long time) {
        failedSince = failures++ == 0 ? time : failedSince;
        errors++;
        detail = why + ", since " + Times.instant(failedSince);
    }

    void succeeded(Exposition exposition, Mapping.Result result, Set<String> lacks, long started, long received) {
        double seconds = lastSuccess == 0 ? Double.NaN : (received - lastSuccess) / (double) Times.SECOND;
        rate = Double.isNaN(seconds) ? 0 : result.readings().size() / seconds;
        lastSuccess = received;
        failures = 0;
        lagMillis = (received - started) / (double) Times.MILLI;
        errors += exposition.problemCount();
        detail = exposition.problems().isEmpty()
                ? result.readings().size() + " values understood, "
                        + result.unknown().size() + " metrics not known"
                : exposition.problemCount() + " bad lines, first: "
                        + exposition.problems().getFirst();
        List<String> lines = new ArrayList<>();
        boolean gpus = result.entities().values().stream().anyMatch(e -> e.kind() == EntityKind.GPU);
        if (gpus) {
            lacks.forEach(m -> lines.add("no " + m + ": not enabled in the exporter"));
        }
        missing = List.copyOf(lines);
    }

    SourceState report(long time) {
        String condition = failures > 0 ? "failed" : lastSuccess == 0 ? "starting" : "ok";
        return new SourceState(id, "prometheus", condition, detail, time, lagMillis, rate, errors, missing, 0, 0);
    }
}
