package millwright.analysis.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.stream.LongStream;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.junit.jupiter.api.Test;

/** Of a site that has exporters and no scheduler. */
class GpuCountTest {
    private static final EntityId SITE = EntityId.of(EntityKind.SITE, "site");

    private static Reading useful(double... active) {
        PlantBuilder builder = Plant.builder();
        builder.put(new Entity.Site(SITE, "Site", ZoneOffset.UTC));
        for (int i = 0; i < active.length; i++) {
            builder.put(SITE, new Entity.Gpu(EntityId.of(EntityKind.GPU, "g" + i), "G" + i, i, ""));
        }
        LatestValues values = (metric, kind) -> metric.name().equals("gpu.sm.active")
                ? new Latest(
                        metric,
                        kind,
                        1,
                        active,
                        new byte[active.length],
                        LongStream.generate(() -> 1).limit(active.length).toArray(),
                        1)
                : Latest.none(metric, kind, 1, active.length);
        GpuCount count = new GpuCount(new Roster(builder.build(1)), values, new Activity(values));
        GpuCount.Gpus all = GpuCount.Gpus.NONE;
        for (int gpu = 0; gpu < active.length; gpu++) {
            all = all.and(count.of(gpu));
        }
        return all.useful();
    }

    @Test
    void whetherBusyOnesWorkIsNotKnownWhereNobodyTellsOfJobs() {
        assertEquals(Reading.NONE, useful(0.9, 0.95));
    }

    @Test
    void thatNoneWorksIsKnownWhereNoneIsBusy() {
        assertEquals(Reading.ok(0), useful(0.01, 0));
    }
}
