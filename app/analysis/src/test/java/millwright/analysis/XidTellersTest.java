package millwright.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.Finding;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** The kernel log and DCGM tell of the same GPU. */
class XidTellersTest {
    private final Plant plant = SmallPlant.plant();
    private final EntityId gpu = plant.at(EntityKind.GPU, 5).id();
    private final Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
    private final List<PlantEvent> told = new ArrayList<>();

    private void xid(int second, int code, String from) {
        long time = SmallPlant.START + second * Times.SECOND;
        Map<String, String> details = Map.of("xid", Integer.toString(code), "from", from);
        analyst.accept(
                new Occurrence(
                        from + second,
                        "xid",
                        Layer.GPU,
                        gpu,
                        time,
                        0,
                        time,
                        Priority.HIGH,
                        "XID " + code,
                        1,
                        details,
                        SmallPlant.ORIGIN),
                told::add);
    }

    private void until(int from, int to, double lastXid) {
        for (int s = from; s < to; s++) {
            long time = SmallPlant.START + s * Times.SECOND;
            double[] gauge = SmallPlant.fill(plant.count(EntityKind.GPU), 0);
            gauge[5] = lastXid;
            analyst.accept(
                    SmallPlant.frame(plant, new MetricId("gpu.xid.last"), EntityKind.GPU, time, gauge), told::add);
            analyst.tick(time + 200 * Times.MILLI, told::add);
        }
    }

    private Finding finding() {
        return SmallPlant.only(told, Finding.class).stream()
                .filter(f -> f.rule().equals("xid"))
                .toList()
                .getLast();
    }

    private void begin() {
        analyst.accept(SmallPlant.whole(plant, SmallPlant.START), told::add);
        until(0, 5, 0);
    }

    @Test
    void whatBothTellCountsOnce() {
        begin();
        xid(5, 62, "kernel");
        xid(5, 62, "dcgm:230");
        until(6, 100, 62);
        assertEquals(1, finding().count());
        assertEquals("1 seen", finding().evidence());
    }

    @Test
    void whatTheyTellNotAlikeIsSaid() {
        begin();
        xid(5, 62, "kernel");
        xid(6, 62, "kernel");
        xid(6, 62, "dcgm:230");
        until(7, 100, 62);
        assertEquals(2, finding().count());
        assertTrue(
                finding().evidence().contains("dcgm:230 1, kernel 2"), finding().evidence());
    }

    @Test
    void anXidThatOnlyTheKernelKnowsIsSaid() {
        begin();
        xid(5, 62, "kernel");
        until(6, 100, 0);
        assertTrue(
                finding().evidence().contains("not by DCGM, whose last XID is 0"),
                finding().evidence());
    }
}
