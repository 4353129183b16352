package millwright.views.floor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Shares;
import millwright.styles.Palette;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.kit.CellPainter;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.PixelSurface;
import org.jspecify.annotations.Nullable;

/**
 * Fills the pixels of the map: rack bodies, cells by value and state, outlines of alarms, selection and hover. FX thread;
 * where there are very many cells other cores paint some of the racks, whose pixels nothing else touches meanwhile.
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
            Set<Outline> outlines,
            int selected,
            int hovered,
            Set<Integer> together,
            Map<Integer, Double> capped) {
        /** Alarms are drawn. */
        boolean alarmed() {
            return outlines.contains(Outline.ALARMS);
        }
    }

    /** Racks from which a second thread is worth waking. */
    private static final int MANY = 100;

    /** Racks that a core takes at a time. */
    private static final int SHARE = 48;

    /** px between lines of racks that outlines and caps fit into. */
    private static final int AISLE = 5;

    private final StatesSeen states = new StatesSeen();
    private int[] ground = {};
    private String groundOf = "";
    private @Nullable HallPlan groundPlan;
    private int @Nullable [] painted;
    private @Nullable Shapes shapes;

    /** All that decides which pixels cells, outlines and marks cover; their colours may differ. */
    private record Shapes(
            HallPlan plan,
            String ground,
            Level level,
            RackAlarms alarms,
            Set<Outline> outlines,
            int selected,
            int hovered,
            Set<Integer> together,
            Set<Integer> capped,
            int cells,
            int states) {
        static Shapes of(Scene s, String ground, int states) {
            int cells = s.cells().values().length;
            Set<Integer> capped = Set.copyOf(s.capped().keySet());
            return new Shapes(
                    s.plan(),
                    ground,
                    s.level(),
                    s.alarms(),
                    s.outlines(),
                    s.selected(),
                    s.hovered(),
                    s.together(),
                    capped,
                    cells,
                    states);
        }
    }

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

    private static void paintRacks(CellPainter cells, Scene scene, List<RackPlace> racks, Palette palette) {
        Camera camera = scene.camera();
        boolean apart = camera.left(1) - camera.left(0) >= camera.rackWidth()
                && camera.top(1) - camera.top(0) >= camera.rackHeight() + RackPainter.ABOVE;
        int shares = racks.size() < MANY || !apart ? 1 : (racks.size() + SHARE - 1) / SHARE;
        Shares.run(shares, share -> {
            int end = share == shares - 1 ? racks.size() : (share + 1) * SHARE;
            new RackPainter().paint(cells, scene, racks.subList(share * SHARE, end), palette);
        });
    }

    /**
     * What lies under the cells, drawn anew only when it looks different: copying is faster than many small fills. Where
     * everything covers what it covered before, nothing of it would be seen.
     */
    private void ground(PixelSurface surface, Scene scene, Palette palette, CellPainter cells) {
        Camera camera = scene.camera();
        String of = camera.where() + " " + palette.argb(Token.RACK_BODY) + " " + surface.width();
        boolean same = scene.plan() == groundPlan && of.equals(groundOf);
        Shapes before = shapes;
        shapes = Shapes.of(scene, of, states.number(scene.cells().states()));
        if (same && painted == surface.pixels() && shapes.equals(before) && !overCells(scene)) {
            return;
        }
        painted = surface.pixels();
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

    /** Frames around entities, and outlines where lines of racks nearly touch, lie on the gaps between cells too. */
    private static boolean overCells(Scene scene) {
        Camera camera = scene.camera();
        boolean tight = camera.top(1) - camera.top(0) - camera.rackHeight() < AISLE;
        return scene.selected() >= 0 || scene.hovered() >= 0 || tight;
    }

    private static boolean inSight(PixelSurface surface, Camera camera, int x, int y) {
        return x < surface.width() && x + camera.rackWidth() > 0 && y < surface.height() && y + camera.rackHeight() > 0;
    }

    private static void outlines(CellPainter cells, Scene scene, Palette palette) {
        if (scene.alarmed()) {
            scene.alarms().racks().forEach((slot, mark) -> {
                if (mark.priority().ordinal() <= Priority.MEDIUM.ordinal()) {
                    int thickness = mark.priority().ordinal() <= Priority.HIGH.ordinal() ? 2 : 1;
                    int argb = argb(palette, mark.priority().number());
                    outline(cells, scene, scene.plan().ofRack(slot), thickness, thickness, argb, 0);
                }
            });
        }
        for (RackPlace rack : scene.plan().racks()) {
            int index = scene.plant().indexAt(EntityKind.RACK, rack.rackSlot());
            if (scene.alarms().in(Outline.LIMITS, index, scene.outlines())) {
                outline(cells, scene, rack, 1, 1, palette.argb(Token.SET), 4);
            }
            if (scene.alarms().in(Outline.PEERS, index, scene.outlines())) {
                outline(cells, scene, rack, 2, 1, palette.argb(Token.TEXT), 2);
            }
        }
        around(cells, scene, scene.hovered(), 1, palette.argb(Token.SEL), 3);
        scene.together().forEach(index -> around(cells, scene, index, 2, palette.argb(Token.SEL), 0));
        around(cells, scene, scene.selected(), 2, palette.argb(Token.SEL), 0);
    }

    private static void outline(
            CellPainter cells, Scene scene, RackPlace rack, int grow, int thickness, int argb, int dash) {
        Camera camera = scene.camera();
        cells.frame(
                camera.left(rack) - grow,
                camera.top(rack.line()) - grow,
                camera.rackWidth() + 2 * grow,
                camera.rackHeight() + 2 * grow,
                thickness,
                argb,
                dash);
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
