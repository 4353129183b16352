package millwright.views.floor;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyEvent;
import millwright.desk.Selection;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/**
 * From cell to cell of the map by arrows: along the trays and GPUs of a rack, then on into the rack beside, above or below;
 * the map follows. With Shift the arrows move the map alone. FX thread; keeps nothing.
 */
final class CellWalk {
    /** Px of the map that one arrow moves it by. */
    private static final double PAN = 60;

    private final Selection selection;
    private final Plant plant;
    private final HallPlan plan;
    private final Level level;

    /** Where in the hall: a rack, one of its trays and one of that tray's GPUs, as far down as the level goes. */
    private record Cell(RackPlace rack, int tray, int gpu) {}

    CellWalk(Selection selection, Plant plant, HallPlan plan, Level level) {
        this.selection = selection;
        this.plant = plant;
        this.plan = plan;
        this.level = level;
    }

    /** One of the four arrows. */
    void key(KeyEvent e, Camera camera, double width, double height) {
        int dx = switch (e.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            default -> 0;
        };
        int dy = switch (e.getCode()) {
            case UP -> -1;
            case DOWN -> 1;
            default -> 0;
        };
        if (e.isShiftDown()) {
            camera.pan(-dx * PAN, -dy * PAN, plan);
        } else if (!plan.racks().isEmpty()) {
            Cell next = next(dx, dy);
            selection.select(entity(next));
            camera.show(next.rack(), width, height, plan);
        }
    }

    private Cell next(int dx, int dy) {
        EntityId selected = selection.selected().get();
        int index = selected == null ? -1 : plant.indexOf(selected);
        Cell from = index < 0 ? null : cell(index);
        if (from == null) {
            return new Cell(plan.racks().getFirst(), 0, 0);
        }
        return dx != 0 ? sideways(from, dx) : upright(from, dy);
    }

    private @Nullable Cell cell(int index) {
        EntityKind kind = plant.entity(index).kind();
        int slot = plant.slotOf(index);
        int rackSlot = plan.rackOf(kind, slot);
        if (rackSlot < 0) {
            return null;
        }
        RackPlace rack = plan.ofRack(rackSlot);
        for (int t = 0; t < rack.nodes().length; t++) {
            if (kind == EntityKind.NODE && rack.nodes()[t] == slot) {
                return new Cell(rack, t, 0);
            }
            for (int g = 0; kind == EntityKind.GPU && g < rack.gpus()[t].length; g++) {
                if (rack.gpus()[t][g] == slot) {
                    return new Cell(rack, t, g);
                }
            }
        }
        return new Cell(rack, 0, 0);
    }

    private Cell sideways(Cell from, int dx) {
        int gpus = gpus(from.rack(), from.tray());
        int gpu = from.gpu() + dx;
        if (level == Level.GPU && gpu >= 0 && gpu < gpus) {
            return new Cell(from.rack(), from.tray(), gpu);
        }
        RackPlace rack = beside(from.rack(), dx, 0).orElse(null);
        if (rack == null) {
            return from;
        }
        int tray = Math.clamp(from.tray(), 0, rack.rows() - 1);
        return new Cell(rack, tray, dx > 0 ? 0 : Math.max(0, gpus(rack, tray) - 1));
    }

    private Cell upright(Cell from, int dy) {
        int tray = from.tray() + dy;
        if (level != Level.RACK && tray >= 0 && tray < from.rack().nodes().length) {
            return clamped(from.rack(), tray, from.gpu());
        }
        return beside(from.rack(), 0, dy)
                .map(rack -> clamped(rack, dy > 0 ? 0 : rack.rows() - 1, from.gpu()))
                .orElse(from);
    }

    private static Cell clamped(RackPlace rack, int tray, int gpu) {
        return new Cell(rack, tray, Math.clamp(gpu, 0, Math.max(0, gpus(rack, tray) - 1)));
    }

    private static int gpus(RackPlace rack, int tray) {
        return tray < rack.gpus().length ? rack.gpus()[tray].length : 0;
    }

    /** The next rack that way: along its line, or the nearest of the next line that has any. */
    private Optional<RackPlace> beside(RackPlace from, int dx, int dy) {
        Stream<RackPlace> there = plan.racks().stream()
                .filter(r -> dx != 0
                        ? r.line() == from.line() && (r.column() - from.column()) * dx > 0
                        : (r.line() - from.line()) * dy > 0);
        Comparator<RackPlace> near = Comparator.comparingInt(r -> Math.abs(r.line() - from.line()));
        return there.min(near.thenComparingInt(r -> Math.abs(r.column() - from.column())));
    }

    private EntityId entity(Cell cell) {
        RackPlace rack = cell.rack();
        if (level == Level.RACK || cell.tray() >= rack.nodes().length) {
            return plant.at(EntityKind.RACK, rack.rackSlot()).id();
        }
        return level == Level.GPU && cell.gpu() < gpus(rack, cell.tray())
                ? plant.at(EntityKind.GPU, rack.gpus()[cell.tray()][cell.gpu()]).id()
                : plant.at(EntityKind.NODE, rack.nodes()[cell.tray()]).id();
    }
}
