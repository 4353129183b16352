package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.image.WritableImage;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row or a hall that is selected shows what its racks amount to. */
class InspectorAreaTest {
    private static final Map<String, Double> ROW = Map.of(
            "area.power", 244_400.0,
            "area.power.committed", 283_600.0,
            "area.temperature.max", 83.0,
            "area.thermal.headroom", 4.0,
            "area.gpus.useful", 271.0,
            "area.output.rate", 340_000.0);

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);

    private static Frame frame(Plant plant, String metric, double value) {
        double[] values = new double[plant.count(EntityKind.ROW)];
        java.util.Arrays.fill(values, value);
        return new Frame(
                new MetricId(metric),
                EntityKind.ROW,
                plant.revision(),
                null,
                TestPlant.NOW,
                TestPlant.NOW,
                0,
                new Column.F64(values),
                States.all(DataState.OK, values.length),
                new Origin(new EntityId("source:rollup"), true));
    }

    @Test
    void aRowShowsPowerWhatIsCommittedOfItAndItsGpus() throws IOException {
        Fx.start();
        TestFeed feed = TestFeed.demo();
        Shell shell = Fx.shell(Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder), clock, 1600, 900);
        Fx.run(() -> shell.context().selection.select(new EntityId("row:R1")));
        Fx.beat(shell, clock, 3);
        Plant plant = TestPlant.plant();
        ROW.forEach((metric, value) -> feed.tell(frame(plant, metric, value)));
        clock.addAndGet(6_000_000_000L);
        Fx.beat(shell, clock, 5);
        String said = Fx.run(() -> said(shell));
        WritableImage image = Fx.run(() -> shell.window().root().getScene().snapshot(null));
        Files.createDirectories(Path.of("target", "pictures"));
        Files.write(Path.of("target", "pictures", "inspector-row.png"), Desk.png(image));
        Fx.run(shell::discard);
        for (String shown : List.of(
                "Power of racks: 244 kW",
                "Power of racks committed: 284 kW",
                "83 °C",
                "4 K",
                "271",
                "340",
                "May be added",
                "Site envelope binds")) {
            assertTrue(said.contains(shown), () -> shown + " in " + said);
        }
    }

    private static String said(Shell shell) {
        InspectorSheet sheet = (InspectorSheet) shell.window().root().lookupAll("*").stream()
                .filter(InspectorSheet.class::isInstance)
                .findFirst()
                .orElseThrow();
        StringBuilder all = new StringBuilder();
        for (int y = 0; y < sheet.getHeight(); y += 6) {
            String tip = sheet.tip(30, y);
            all.append(tip == null ? "" : tip).append('\n');
        }
        return all.toString();
    }

    @Test
    void hallsAndRowsShowTheSameFirst() {
        for (EntityKind kind : List.of(EntityKind.ROW, EntityKind.HALL)) {
            List<Metric> first = InspectorMetrics.of(Catalogue.standard(), kind);
            assertEquals(
                    ROW.keySet(), first.stream().map(m -> m.id().name()).collect(java.util.stream.Collectors.toSet()));
            assertTrue(first.stream().allMatch(m -> m.on().contains(kind)));
        }
    }
}
