package millwright.views.floor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.styles.Palette;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.kit.CellPainter;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.PixelSurface;
import org.jspecify.annotations.Nullable;

/**
 * Fills the pixels of the map: rack bodies, cells by value and state, outlines of alarms, selection and hover. FX thread;
 * where there are very many cells a second core paints half of the racks, whose pixels nothing else touches meanwhile.
 */
final class MapPainter {
    /** What is drawn; all of one plant revision. @param capped W per GPU in force by slot of the rack, NaN unknown */
    record Scene(
            Plant plant,
            HallPlan plan,
            Camera camera,
            Level level,
            CellValues cells,
            Scale scale,
            LegendHistogram legend,
            RackAlarms alarms,
            boolean outlines,
            int selected,
            int hovered,
            Map<Integer, Double> capped) {}

    /** Racks in half a map from which a second thread is worth waking. */
    private static final int MANY = 50;

    private final RackPainter upper = new RackPainter();
    private final RackPainter lower = new RackPainter();
    private int[] ground = {};
    private String groundOf = "";
    private @Nullable HallPlan groundPlan;

    void paint(PixelSurface surface, Scene scene, Palette palette) {
        CellPainter cells = new CellPainter(surface.pixels(), surface.width(), surface.height(), palette);
        ground(surface, scene, palette, cells);
        List<RackPlace> racks = scene.plan().racks().stream()
                .filter(rack -> inSight(
                        surface,
                        scene.camera(),
                        scene.camera().left(rack),
                        scene.camera().top(rack.line())))
                .toList();
        paintRacks(cells, scene, racks, palette);
        outlines(cells, scene, palette);
        surface.show();
    }

    private void paintRacks(CellPainter cells, Scene scene, List<RackPlace> racks, Palette palette) {
        int half = racks.size() / 2;
        if (half < MANY) {
            lower.paint(cells, scene, racks, palette);
            return;
        }
        ForkJoinTask<?> beside =
                ForkJoinPool.commonPool().submit(() -> upper.paint(cells, scene, racks.subList(0, half), palette));
        try {
            lower.paint(cells, scene, racks.subList(half, racks.size()), palette);
        } finally {
            beside.join();
        }
    }

    /** What lies under the cells, drawn anew only when it looks different: copying is faster than many small fills. */
    private void ground(PixelSurface surface, Scene scene, Palette palette, CellPainter cells) {
        Camera camera = scene.camera();
        String of = camera.where() + " " + palette.argb(Token.RACK_BODY) + " " + surface.width();
        boolean same = scene.plan() == groundPlan && of.equals(groundOf);
        if (same && ground.length == surface.pixels().length) {
            System.arraycopy(ground, 0, surface.pixels(), 0, ground.length);
            return;
        }
        surface.clear(palette.argb(Token.BG));
        for (RackPlace rack : scene.plan().racks()) {
            int x = camera.left(rack);
            int y = camera.top(rack.line());
            if (inSight(surface, camera, x, y)) {
                cells.fill(x, y, camera.rackWidth(), camera.rackHeight(), palette.argb(Token.RACK_BODY));
            }
        }
        ground = surface.pixels().clone();
        groundOf = of;
        groundPlan = scene.plan();
    }

    private static boolean inSight(PixelSurface surface, Camera camera, int x, int y) {
        return x < surface.width() && x + camera.rackWidth() > 0 && y < surface.height() && y + camera.rackHeight() > 0;
    }

    private static void outlines(CellPainter cells, Scene scene, Palette palette) {
        if (scene.outlines()) {
            scene.alarms().racks().forEach((slot, mark) -> {
                if (mark.priority().ordinal() <= Priority.MEDIUM.ordinal()) {
                    int thickness = mark.priority().ordinal() <= Priority.HIGH.ordinal() ? 2 : 1;
                    outlineRack(
                            cells,
                            scene,
                            slot,
                            thickness,
                            palette,
                            mark.priority().number());
                }
            });
        }
        around(cells, scene, scene.hovered(), 1, palette.argb(Token.SEL), 3);
        around(cells, scene, scene.selected(), 2, palette.argb(Token.SEL), 0);
    }

    private static void outlineRack(
            CellPainter cells, Scene scene, int slot, int thickness, Palette palette, int priority) {
        RackPlace rack = scene.plan().ofRack(slot);
        Camera camera = scene.camera();
        int grow = thickness;
        int argb = argb(palette, priority);
        cells.frame(
                camera.left(rack) - grow,
                camera.top(rack.line()) - grow,
                camera.rackWidth() + 2 * grow,
                camera.rackHeight() + 2 * grow,
                thickness,
                argb,
                0);
    }

    private static int argb(Palette palette, int priority) {
        return palette.argb(
                switch (priority) {
                    case 1 -> Token.ALARM_1_INK;
                    case 2 -> Token.ALARM_2_INK;
                    default -> Token.ALARM_3_INK;
                });
    }

    /** Frames an entity 3 px outside its alarm outline: its rack, and its own cell when that is large enough. */
    private static void around(CellPainter cells, Scene scene, int index, int thickness, int argb, int dash) {
        if (index < 0) {
            return;
        }
        EntityKind kind = scene.plant().entity(index).kind();
        int slot = scene.plant().slotOf(index);
        int rackSlot = scene.plan().rackOf(kind, slot);
        if (rackSlot < 0) {
            return;
        }
        RackPlace rack = scene.plan().ofRack(rackSlot);
        Camera camera = scene.camera();
        int x = camera.left(rack);
        int y = camera.top(rack.line());
        cells.frame(
                x - 3 - thickness,
                y - 3 - thickness,
                camera.rackWidth() + 2 * (3 + thickness),
                camera.rackHeight() + 2 * (3 + thickness),
                thickness,
                argb,
                dash);
        for (int t = 0; t < rack.nodes().length && kind != EntityKind.RACK; t++) {
            int top = y + Camera.edge(t, rack.rows(), camera.rackHeight());
            int tall = y + Camera.edge(t + 1, rack.rows(), camera.rackHeight()) - top;
            if (kind == EntityKind.NODE && rack.nodes()[t] == slot) {
                cells.frame(x - 1, top - 1, camera.rackWidth() + 2, tall + 1, 1, argb, 0);
            }
            for (int g = 0; g < rack.gpus()[t].length && kind == EntityKind.GPU; g++) {
                if (rack.gpus()[t][g] == slot) {
                    int left = x + Camera.edge(g, rack.columns(), camera.rackWidth());
                    int wide = x + Camera.edge(g + 1, rack.columns(), camera.rackWidth()) - left;
                    cells.frame(left - 2, top - 2, wide + 3, tall + 3, 2, argb, 0);
                }
            }
        }
    }
}
