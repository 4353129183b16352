package millwright.connectors.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything that a simulated plant is made of. Immutable. Powers are W, times s from the opening of the plant (negative
 * ones lie in its prehistory), temperatures Cel, flows L/min, unless a name says otherwise.
 *
 * @param metrics names of the metrics to emit; empty for all
 */
public record Scenario(
        String name,
        long seed,
        Shape shape,
        Hardware hardware,
        PowerPlan power,
        CoolingPlan cooling,
        List<EndpointPlan> endpoints,
        List<JobPlan> jobs,
        List<FaultPlan> faults,
        Obedience obedience,
        Prehistory prehistory,
        List<String> metrics) {
    public Scenario {
        endpoints = List.copyOf(endpoints);
        jobs = List.copyOf(jobs);
        faults = List.copyOf(faults);
        metrics = List.copyOf(metrics);
    }

    /** One hall of rows, racks, nodes and GPUs, and its fabric. */
    public record Shape(
            String site,
            ZoneId zone,
            String hall,
            int rows,
            int racks,
            int nodes,
            int gpus,
            int units,
            int nics,
            int nicGigabits,
            int nvlinkSwitches,
            int leavesPerRow,
            int spines) {
        public int rackCount() {
            return rows * racks;
        }

        public int nodeCount() {
            return rackCount() * nodes;
        }

        public int gpuCount() {
            return nodeCount() * gpus;
        }
    }

    /**
     * One kind of GPU, node and switch.
     *
     * @param spread how far one GPU differs from the next in power and heat resistance, as a fraction
     * @param nodeOwn W of a node without its GPUs under load
     */
    public record Hardware(
            String model,
            double maxP,
            double maxQ,
            double capFloor,
            double idle,
            double memoryMiB,
            double clock,
            double memoryClock,
            double warm,
            double slowdown,
            double spread,
            double nodeOwn,
            double switchWatts) {}

    /** @param continuous share of a breaker's rating that it may carry for hours @param losses fraction of the output */
    public record PowerPlan(
            int utilities,
            double kilovolts,
            double utilityLimit,
            double siteLimit,
            double switchboardLimit,
            double switchboardLoss,
            int rowsPerPair,
            double pduRating,
            double pduVolts,
            double pduLoss,
            double continuous,
            double powerFactor,
            double buswayLimit,
            double buswayLoss,
            int shelves,
            double shelfLoss,
            double rackLimit,
            double mechanicalLimit,
            double loadTarget,
            double loadTargetFrom,
            double loadTargetTo) {}

    /** @param rackFlow L/min that a rack gets when all pumps run @param chillers they work with the CDUs on the facility loop */
    public record CoolingPlan(
            int pumps,
            double supply,
            double rackFlow,
            double flowLimit,
            double supplyLimit,
            double outletLimit,
            double heatLimit,
            double baseShare,
            int chillers) {}

    public enum JobKind {
        TRAINING,
        INFERENCE,
        BATCH,
        IDLE,
        OTHER
    }

    public enum Pool {
        NONE,
        PREFILL,
        DECODE
    }

    /** @param burst size of arrival bursts, as a share @param tokens output tokens/s at the nominal load @param tpot ms @param ttft s @param queue s that a request waits before it is turned away */
    public record EndpointPlan(
            String name,
            String model,
            String precision,
            double tokens,
            double inputTokens,
            double outputTokens,
            double fill,
            double burst,
            double tpot,
            double ttft,
            double tpotLimit,
            double ttftLimit,
            double goodputLimit,
            double queue) {}

    /**
     * @param on racks, nodes or ranges of them: {@code R1-01}, {@code R1-01..R1-04}, {@code R1-04/T01..R1-04/T06}
     * @param load activity of its GPUs, 0 to 1, while they work
     * @param commit share of the power limit that the scheduler books for it
     * @param balance share of a slow GPU's lag that dynamic balancing hides; 0 for strictly synchronous steps
     * @param ripple how far activity falls while the GPUs of a step exchange their results
     * @param idle share of its GPUs that hold work and do none
     * @param gradient how much more its last node works than its middle one, as a share of the load
     * @param every s after which a job that ends comes back; NaN for never
     */
    public record JobPlan(
            String name,
            JobKind kind,
            String org,
            String nativeId,
            String endpoint,
            Pool pool,
            List<String> on,
            boolean maxQ,
            double load,
            double memoryBound,
            double commit,
            double step,
            double checkpoint,
            double balance,
            double ripple,
            double idle,
            double gradient,
            double tokensPerGpu,
            double start,
            double end,
            double every) {
        public JobPlan {
            on = List.copyOf(on);
        }
    }

    public enum FaultKind {
        STRAGGLER,
        ECC,
        XID,
        LINK_FLAP,
        PUMP_LOSS,
        PDU_LOSS,
        LEAK,
        SENSOR_FREEZE,
        DATA_STALL,
        ZOMBIE,
        CLOCK_SKEW,
        STALE_SOURCE,
        NOT_SUPPORTED,
        FORBIDDEN,
        BAD_VALUE,
        POWER_OFF,
        CAP,
        VOLTAGE_DIP
    }

    /**
     * @param at first s @param lasting s until it is mended; infinite for never @param every s after which it comes
     *     back; NaN for never
     * @param severity 0 to 1, what it means depends on the kind
     * @param number XID, error count, cap in W or skew in ms, by kind
     */
    public record FaultPlan(
            FaultKind kind,
            double at,
            double lasting,
            double every,
            List<String> on,
            List<String> starves,
            String metric,
            double severity,
            double number) {
        public FaultPlan {
            on = List.copyOf(on);
            starves = List.copyOf(starves);
        }
    }

    /** How commands are carried out: after a delay, and some of them partly, clamped or never. Shares of 1. */
    public record Obedience(double soonest, double latest, double partly, double clamped, double never) {}

    /** @param length s before the opening @param coarse s between its frames @param fine last s told at full rate */
    public record Prehistory(double length, double coarse, double fine) {}

    /** One of the shipped scenarios: {@code demo}, {@code calm}, {@code hall}, {@code large}. */
    public static Scenario named(String name) {
        String file = name + ".yaml";
        try (InputStream in = Scenario.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no scenario " + name + "; shipped are demo, calm, hall, large");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            return ScenarioReader.read(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ScenarioException naming the file, line, field and remedy */
    public static Scenario file(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            return ScenarioReader.read(file.getFileName().toString(), text);
        }
    }

    /** @param file what complaints call it */
    public static Scenario parse(String file, String text) {
        return ScenarioReader.read(file, new StringReader(text));
    }
}
