package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * What dcgm-exporter itself counts and judges, in one exposition or export: {@code DCGM_EXP_*}. All of it is told of the
 * board, in each of its instances again. One thread; grows with what is taken.
 */
public final class ExporterOwn {
    /** Those that mean something to us. */
    public static final Set<String> NAMES = Set.of(
            "DCGM_EXP_XID_ERRORS_COUNT",
            "DCGM_EXP_XID_ERRORS_TOTAL",
            "DCGM_EXP_CLOCK_EVENTS_COUNT",
            "DCGM_EXP_GPU_HEALTH_STATUS",
            "DCGM_EXP_P2P_STATUS");

    /** In the order of their bits in DCGM's mask. */
    private static final List<String> REASONS = List.of(
            "gpu_idle",
            "clocks_setting",
            "power_cap",
            "hw_slowdown",
            "sync_boost",
            "sw_thermal",
            "hw_thermal",
            "hw_power_brake",
            "display_clocks");

    private static final long USUAL_WINDOW = 5 * Times.MINUTE;
    private static final int WARNS = 10;
    private static final int FAILS = 20;
    private static final int LAST_KNOWN_LINK = 5;

    /**
     * XIDs of one code.
     *
     * @param window ns over which they were counted; 0 for since the exporter began
     */
    public record Xids(EntityId gpu, int code, long window, long count) {}

    /** @param watch what of the GPU is judged, for example {@code NVLINK} @param level 0 passes, 1 warns, 2 fails @param error as DCGM calls it */
    public record Health(EntityId gpu, String watch, int level, String error) {}

    private record Watched(EntityId gpu, String watch) {}

    private record Coded(EntityId gpu, int code, boolean total) {}

    private record Peers(Set<String> reached, Set<String> able) {}

    private final Map<Coded, Xids> xids = new LinkedHashMap<>();
    private final Map<Watched, Health> health = new LinkedHashMap<>();
    private final Map<EntityId, Integer> reasons = new LinkedHashMap<>();
    private final Map<EntityId, Peers> peers = new LinkedHashMap<>();

    /** The name without the ending that some put on every counter. */
    private static String plain(String name) {
        return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    }

    public static boolean knows(String name) {
        return NAMES.contains(plain(name));
    }

    /** @param name that it {@link #knows} @param label value of a label, empty where there is none */
    public void take(EntityId gpu, String name, UnaryOperator<String> label, double value) {
        if (!(value >= 0) || value > Integer.MAX_VALUE) {
            return;
        }
        switch (plain(name)) {
            case "DCGM_EXP_XID_ERRORS_COUNT" -> xid(gpu, label, (long) value, false);
            case "DCGM_EXP_XID_ERRORS_TOTAL" -> xid(gpu, label, (long) value, true);
            case "DCGM_EXP_CLOCK_EVENTS_COUNT" -> {
                int bit = REASONS.indexOf(label.apply("clock_event"));
                reasons.merge(gpu, value > 0 && bit >= 0 ? 1 << bit : 0, (a, b) -> a | b);
            }
            case "DCGM_EXP_GPU_HEALTH_STATUS" -> {
                int level = value >= FAILS ? 2 : value >= WARNS ? 1 : 0;
                String watch = label.apply("health_watch");
                health.merge(
                        new Watched(gpu, watch),
                        new Health(gpu, watch, level, label.apply("health_error_code")),
                        (a, b) -> b.level() > a.level() ? b : a);
            }
            default -> peer(gpu, label.apply("peer_gpu"), (int) value);
        }
    }

    private void xid(EntityId gpu, UnaryOperator<String> label, long count, boolean total) {
        String code = label.apply("xid");
        if (!code.matches("[1-9]\\d{0,5}")) {
            return; // none happened
        }
        String said = label.apply("window_size_in_ms");
        long window = total ? 0 : said.matches("[1-9]\\d{0,11}") ? Long.parseLong(said) * Times.MILLI : USUAL_WINDOW;
        Xids one = new Xids(gpu, Integer.parseInt(code), window, count);
        xids.merge(new Coded(gpu, one.code(), total), one, (a, b) -> b.count() > a.count() ? b : a);
    }

    /** @param status 0 for reached; 1 to 5 for pairs that have no such link; more for one that ought to work */
    private void peer(EntityId gpu, String peer, int status) {
        Peers of = peers.computeIfAbsent(gpu, g -> new Peers(new LinkedHashSet<>(), new LinkedHashSet<>()));
        if (status == 0) {
            of.reached().add(peer);
        }
        if (status == 0 || status > LAST_KNOWN_LINK) {
            of.able().add(peer);
        }
    }

    public List<Xids> xids() {
        return List.copyOf(xids.values());
    }

    public List<Health> health() {
        return List.copyOf(health.values());
    }

    /** @param time epoch ns or {@link Reading#UNSAID} */
    public List<Reading> readings(Catalogue catalogue, long time) {
        List<Reading> readings = new ArrayList<>();
        Metric recent = catalogue.get(new MetricId("gpu.throttle.recent"));
        reasons.forEach((gpu, mask) -> readings.add(Reading.of(gpu, recent, mask, time)));
        Metric judged = catalogue.get(new MetricId("health"));
        Map<EntityId, Integer> worst = new LinkedHashMap<>();
        health.values().forEach(h -> worst.merge(h.gpu(), h.level(), Math::max));
        worst.forEach((gpu, level) -> readings.add(Reading.of(gpu, judged, level, time)));
        Metric reached = catalogue.get(new MetricId("gpu.nvlink.peers"));
        peers.forEach((gpu, of) -> readings.add(
                of.able().isEmpty()
                        ? new Reading(gpu, reached, Double.NaN, DataState.NOT_SUPPORTED, time)
                        : Reading.of(gpu, reached, of.reached().size(), time)));
        return readings;
    }
}
