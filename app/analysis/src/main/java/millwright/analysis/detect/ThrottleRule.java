package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;

/**
 * Clock event reasons that cost work: thermal slowdown by software or hardware, hardware slowdown, power brake. 0x8 is an
 * umbrella over 0x40 and 0x80 and counts only alone; idle, clock setting and display are benign and the power cap is
 * meant.
 */
final class ThrottleRule implements Rule {
    private static final Setting HOLD = new Setting("hold", "s", 5, "how long a reason must last");
    private static final Setting CLEAR = new Setting("clear", "s", 20, "how long it must be gone");
    private static final long HW_SLOWDOWN = 0x8;
    private static final long SW_THERMAL = 0x20;
    private static final long HW_THERMAL = 0x40;
    private static final long POWER_BRAKE = 0x80;

    /** One reason and how it reads. */
    private record Reason(long bit, long unless, String code, Priority priority, String what, String guidance) {}

    private static final List<Reason> REASONS = List.of(
            new Reason(HW_THERMAL, 0, "thermal.hw", Priority.HIGH, "HW thermal slowdown", "Check coolant flow, drain"),
            new Reason(
                    SW_THERMAL, HW_THERMAL, "thermal.sw", Priority.HIGH, "SW thermal slowdown", "Check coolant flow"),
            new Reason(
                    POWER_BRAKE,
                    0,
                    "power.brake",
                    Priority.HIGH,
                    "HW power brake",
                    "Look upstream: shelf, PDU, feeder"),
            new Reason(
                    HW_SLOWDOWN,
                    HW_THERMAL | POWER_BRAKE | SW_THERMAL,
                    "slowdown.hw",
                    Priority.MEDIUM,
                    "HW slowdown 0x8",
                    "Run diag level SHORT (10)"));

    private final Hold[] holds;

    ThrottleRule(Tuning tuning) {
        holds = new Hold[REASONS.size()];
        for (int r = 0; r < holds.length; r++) {
            holds[r] = new Hold(EntityKind.GPU, tuning.nanos(id(), HOLD), tuning.nanos(id(), CLEAR));
        }
    }

    @Override
    public String id() {
        return "throttle";
    }

    @Override
    public String title() {
        return "Clock slowdown";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(GPU_THROTTLE);
    }

    @Override
    public List<Setting> settings() {
        return List.of(HOLD, CLEAR);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        Latest masks = moment.latest(GPU_THROTTLE, EntityKind.GPU);
        Latest clocks = moment.latest(GPU_CLOCK, EntityKind.GPU);
        for (int r = 0; r < holds.length; r++) {
            holds[r].fit(moment);
            for (int gpu = 0; gpu < masks.size(); gpu++) {
                if (holds(r, gpu, masks, moment.now())) {
                    out.accept(condition(moment, r, gpu, clocks));
                }
            }
        }
    }

    private boolean holds(int r, int gpu, Latest masks, long now) {
        if (!masks.ok(gpu)) {
            return holds[r].unchanged(gpu, now);
        }
        long mask = (long) masks.values()[gpu];
        boolean set =
                (mask & REASONS.get(r).bit()) != 0 && (mask & REASONS.get(r).unless()) == 0;
        return holds[r].update(gpu, set, !set, now);
    }

    private Condition condition(Moment moment, int r, int gpu, Latest clocks) {
        Reason reason = REASONS.get(r);
        double clock = clocks.ok(gpu) ? clocks.values()[gpu] : Double.NaN;
        String evidence = "clock event reason 0x" + Long.toHexString(reason.bit())
                + (Double.isNaN(clock) ? "" : ", SM clock " + Math.round(clock) + " MHz");
        return Condition.of(
                        id(),
                        reason.code(),
                        moment.plant().at(EntityKind.GPU, gpu).id(),
                        reason.priority(),
                        holds[r].since(gpu),
                        reason.what(),
                        evidence,
                        reason.guidance())
                .measured(GPU_CLOCK, clock, Double.NaN, false)
                .gathered();
    }
}
