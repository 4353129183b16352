package millwright.analysis.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.analysis.SmallPlant;
import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.feed.Waste.Item;
import millwright.feed.Waste.Kind;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.Test;

class WasteCountTest {
    private static final int GPUS = 576;

    private final Plant plant = SmallPlant.plant();
    private final LatestColumns latest = new LatestColumns();
    private final double[] active = SmallPlant.fill(GPUS, 0.9);
    private final double[] throttle = SmallPlant.fill(GPUS, 0);
    private final double[] memory = SmallPlant.fill(GPUS, 100_000);
    private final int ofJob = new Roster(plant).gpusOfJob(0)[0];
    private long now = SmallPlant.START;

    WasteCountTest() {
        latest.moved(Plant.empty(), plant);
    }

    private void put(String metric, EntityKind kind, double[] values) {
        latest.put(SmallPlant.frame(plant, new MetricId(metric), kind, now, values));
    }

    private Waste after(WasteCount count, int seconds) {
        Waste waste = count.count(plant, latest, now);
        for (int s = 0; s < seconds; s++) {
            now += Times.SECOND;
            waste = tick(count);
        }
        return waste;
    }

    private Waste tick(WasteCount count) {
        put("gpu.power", EntityKind.GPU, SmallPlant.fill(GPUS, 500));
        put("gpu.sm.active", EntityKind.GPU, active);
        put("gpu.throttle", EntityKind.GPU, throttle);
        put("gpu.memory.used", EntityKind.GPU, memory);
        put("job.output.rate", EntityKind.JOB, new double[] {900, 2000});
        put("job.output.expected", EntityKind.JOB, new double[] {1000, 2000});
        return count.count(plant, latest, now);
    }

    private static List<Item> of(Waste waste, EntityKind kind) {
        return waste.items().stream()
                .filter(i -> i.entity().text().startsWith(kind.prefix() + ":"))
                .toList();
    }

    @Test
    void anIdleGpuOfAJobIsIdleFromFiveSecondsAndAZombieFromNinety() {
        WasteCount count = new WasteCount(Prices.NONE);
        active[ofJob] = 0;
        assertTrue(of(after(count, 4), EntityKind.SITE).isEmpty());
        Item idle = of(after(count, 3), EntityKind.SITE).getFirst();
        assertEquals(Kind.EXECUTION_IDLE, idle.kind());
        assertEquals(1, idle.gpus());
        assertEquals(500, idle.watts());
        Item zombie = of(after(count, 90), EntityKind.SITE).getFirst();
        assertEquals(Kind.ZOMBIE, zombie.kind());
        active[ofJob] = 0.9;
        assertTrue(after(count, 1).items().isEmpty());
    }

    @Test
    void withoutAPriceNothingIsPriced() {
        active[ofJob] = 0;
        Waste waste = after(new WasteCount(Prices.NONE), 10);
        assertTrue(!waste.prices().given() && waste.prices().currency().isEmpty());
        assertTrue(waste.items().stream().allMatch(i -> Double.isNaN(i.costPerHour())));
    }

    /** 500 W at 0.10 a kWh is 0.05 an hour; 100 tok/s are 0.36 Mtok an hour, at 2 a Mtok 0.72. */
    @Test
    void energyOfTheIdleAndMissingTokensArePriced() {
        active[ofJob] = 0;
        Waste waste = after(new WasteCount(new Prices("EUR", 0.10, 2)), 10);
        Item job = of(waste, EntityKind.JOB).getFirst();
        assertEquals(100, job.tokensPerSecond(), 1e-9);
        assertEquals(0.05 + 0.72, job.costPerHour(), 1e-9);
        assertEquals(job.costPerHour(), of(waste, EntityKind.SITE).getFirst().costPerHour(), 1e-9);
    }

    @Test
    void aThrottledGpuLosesTokensButNotItsEnergy() {
        throttle[ofJob] = 0x08;
        Waste waste = after(new WasteCount(new Prices("EUR", 0.10, Double.NaN)), 10);
        Item item = of(waste, EntityKind.SITE).getFirst();
        assertEquals(Kind.THROTTLED_HARDWARE, item.kind());
        assertTrue(Double.isNaN(item.costPerHour()));
        assertEquals(100, item.tokensPerSecond(), 1e-9);
    }

    @Test
    void whatIsMissingIsSharedAmongTheKindsAndAddsUp() {
        int other = new Roster(plant).gpusOfJob(0)[1];
        active[ofJob] = 0;
        throttle[other] = 0x20;
        Waste waste = after(new WasteCount(Prices.NONE), 10);
        double sum = of(waste, EntityKind.JOB).stream()
                .mapToDouble(Item::tokensPerSecond)
                .sum();
        assertEquals(2, of(waste, EntityKind.SITE).size());
        assertEquals(100, sum, 1e-9);
        assertEquals(GPUS, waste.known());
    }
}
