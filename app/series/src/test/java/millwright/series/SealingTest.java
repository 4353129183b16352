package millwright.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Making room by packing, and what rows are taken to weigh. */
class SealingTest {
    private static final int GPUS = 200;
    private static final Plant PLANT = Plant.empty()
            .apply(PlantChange.adding(
                    IntStream.range(0, GPUS)
                            .<Entity>mapToObj(i -> new Entity.Gpu(EntityId.of(EntityKind.GPU, "g" + i), "G" + i, i, ""))
                            .toList(),
                    List.of()));

    private static Frame frame(int second, Column values) {
        long time = second * Times.SECOND;
        return new Frame(
                new MetricId("gpu.power"),
                EntityKind.GPU,
                1,
                null,
                time,
                time,
                Times.SECOND,
                values,
                States.all(DataState.OK, values.size()),
                new Origin(new EntityId("source:test"), false));
    }

    private static Series full() {
        SlotMap slots = SlotMap.of(PLANT, EntityKind.GPU, null);
        Series series = new Series(slots, Series.Retention.STANDARD, new RowSealer(1));
        for (int s = 1; s <= RowSealer.ROWS; s++) {
            series.append(frame(s, new Column.F32(new float[GPUS])), s * Times.SECOND);
        }
        assertTrue(series.holdsUnpacked());
        return series;
    }

    @Test
    void noMoreIsPackedThanMakesRoomAndWhatIsPackedCounts() {
        Sealing sealing = new Sealing(Runnable::run);
        List<Series> all = Stream.generate(SealingTest::full).limit(4).toList();
        long one = all.getFirst().bytes();
        sealing.makeRoom(all, 1);
        assertEquals(
                List.of(false, true, true, true),
                all.stream().map(Series::holdsUnpacked).toList());
        long freed = one - all.getFirst().bytes();
        assertTrue(freed > 0);
        sealing.makeRoom(all.subList(1, 4), freed + 1);
        assertEquals(
                List.of(false, false, false, true),
                all.stream().map(Series::holdsUnpacked).toList());
        sealing.makeRoom(all, Long.MAX_VALUE / 2);
        assertEquals(0, all.stream().filter(Series::holdsUnpacked).count());
    }

    @Test
    void aRowOfHistogramsWeighsItsBoundsToo() {
        Column wide = new Column.Histograms(new double[160], new long[160], new double[1]);
        Column narrow = new Column.Histograms(new double[1], new long[1], new double[1]);
        long more =
                Row.of(frame(1, wide), 0).bytes() - Row.of(frame(1, narrow), 0).bytes();
        assertEquals(159 * 2 * 8, more);
    }
}
