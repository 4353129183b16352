package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Origin;
import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.feed.Waste.Item;
import millwright.feed.Waste.Kind;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Counts what the plant wastes: GPUs that draw power without the work they could do, by kind, for the site and for each
 * job. One thread; one long per GPU, which remembers since when it has done nothing.
 */
public final class WasteCount {
    /** Without activity for this long a GPU is taken for abandoned. The zombie rule has the same default. */
    public static final long ABANDONED = 90 * Times.SECOND;
    /** Memory in use that a process must hold, MiBy. */
    private static final double HELD = 2048;

    private static final int HARDWARE = 0x08 | 0x40 | 0x80;
    private static final int THERMAL = 0x20;

    private final Prices prices;
    private Roster roster = new Roster(Plant.empty());
    private long[] still = new long[0];

    public WasteCount(Prices prices) {
        this.prices = prices;
    }

    /** Sums of one kind at one entity. */
    private static final class Sum {
        private int gpus;
        private int powered;
        private double watts;
        private double tokens = Double.NaN;

        void add(double power, double missing) {
            gpus++;
            if (!Double.isNaN(power)) {
                powered++;
                watts += power;
            }
            if (!Double.isNaN(missing)) {
                tokens = Double.isNaN(tokens) ? missing : tokens + missing;
            }
        }
    }

    /** Call about once a second with the newest values, also when the answer is not told. */
    public Waste count(Plant plant, LatestValues latest, long now) {
        if (plant != roster.plant()) {
            roster = new Roster(plant);
        }
        if (still.length != roster.gpus()) {
            still = new long[roster.gpus()];
            Arrays.fill(still, Long.MAX_VALUE);
        }
        Latest throttle = latest.latest(GPU_THROTTLE, EntityKind.GPU);
        Activity activity = new Activity(latest);
        Kind[] kinds = new Kind[roster.gpus()];
        int[] wasted = new int[roster.jobs()];
        int known = 0;
        Latest memory = latest.latest(GPU_MEMORY_USED, EntityKind.GPU);
        for (int gpu = 0; gpu < kinds.length; gpu++) {
            double busy = activity.of(gpu);
            known += throttle.ok(gpu) || !Double.isNaN(busy) ? 1 : 0;
            watch(gpu, busy, now);
            boolean held = memory.ok(gpu) && memory.values()[gpu] > HELD;
            kinds[gpu] = kind(gpu, throttle.ok(gpu) ? (long) throttle.values()[gpu] : 0, held, now);
            int job = roster.jobOfGpu(gpu);
            if (kinds[gpu] != null && job >= 0) {
                wasted[job]++;
            }
        }
        List<Item> items = items(kinds, wasted, latest);
        return new Waste(now, known, kinds.length, prices, items, new Origin(Derived.SOURCE, roster.simulated()));
    }

    private void watch(int gpu, double busy, long now) {
        if (!(busy < Activity.IDLE_BELOW)) {
            still[gpu] = Long.MAX_VALUE;
        } else if (still[gpu] == Long.MAX_VALUE) {
            still[gpu] = now;
        }
    }

    // null is "no waste"; an array of optional kinds would be an object per GPU and second
    @SuppressWarnings("NullAway")
    private Kind kind(int gpu, long reasons, boolean held, long now) {
        if ((reasons & HARDWARE) != 0) {
            return Kind.THROTTLED_HARDWARE;
        } else if ((reasons & THERMAL) != 0) {
            return Kind.THROTTLED_THERMAL;
        } else if (still[gpu] == Long.MAX_VALUE) {
            return null;
        }
        int job = roster.jobOfGpu(gpu);
        boolean reserve = job >= 0 && roster.job(job).jobClass() == JobClass.IDLE_RESERVE;
        boolean given = job >= 0 && !reserve;
        long quiet = now - still[gpu];
        if ((given || held && !reserve) && quiet >= ABANDONED) {
            return Kind.ZOMBIE;
        } else if (given) {
            return quiet >= IdleClock.HOLD ? Kind.EXECUTION_IDLE : null;
        }
        return Kind.FREE;
    }

    private List<Item> items(Kind[] kinds, int[] wasted, LatestValues latest) {
        Latest power = latest.latest(GPU_POWER, EntityKind.GPU);
        Latest output = latest.latest(JOB_OUTPUT, EntityKind.JOB);
        Latest expected = latest.latest(JOB_EXPECTED, EntityKind.JOB);
        Map<Kind, Sum> site = new EnumMap<>(Kind.class);
        Map<Integer, Map<Kind, Sum>> jobs = new TreeMap<>();
        for (int gpu = 0; gpu < kinds.length; gpu++) {
            Kind kind = kinds[gpu];
            if (kind == null) {
                continue;
            }
            int job = roster.jobOfGpu(gpu);
            double watts = power.ok(gpu) ? power.values()[gpu] : Double.NaN;
            double missing = job < 0 || !output.ok(job) || !expected.ok(job)
                    ? Double.NaN
                    : Math.max(0, expected.values()[job] - output.values()[job]) / wasted[job];
            site.computeIfAbsent(kind, k -> new Sum()).add(watts, missing);
            if (job >= 0) {
                jobs.computeIfAbsent(job, j -> new EnumMap<>(Kind.class))
                        .computeIfAbsent(kind, k -> new Sum())
                        .add(watts, missing);
            }
        }
        List<Item> items = new ArrayList<>();
        Plant plant = roster.plant();
        if (plant.count(EntityKind.SITE) > 0) {
            EntityId id = plant.at(EntityKind.SITE, 0).id();
            site.forEach((kind, sum) -> items.add(item(kind, id, sum)));
        }
        jobs.forEach((job, sums) ->
                sums.forEach((kind, sum) -> items.add(item(kind, roster.job(job).id(), sum))));
        return items;
    }

    private Item item(Kind kind, EntityId entity, Sum sum) {
        double watts = sum.powered == 0 ? Double.NaN : sum.watts;
        double energy = worksNot(kind) ? prices.ofPower(watts) : Double.NaN;
        double tokens = prices.ofTokens(sum.tokens);
        double cost = Double.isNaN(energy) ? tokens : Double.isNaN(tokens) ? energy : energy + tokens;
        return new Item(kind, entity, sum.gpus, watts, sum.tokens, cost);
    }

    /** A throttled GPU still turns its watts into work; only what it makes less is lost. */
    private static boolean worksNot(Kind kind) {
        return switch (kind) {
            case THROTTLED_HARDWARE, THROTTLED_THERMAL -> false;
            case ZOMBIE, EXECUTION_IDLE, FREE -> true;
        };
    }
}
