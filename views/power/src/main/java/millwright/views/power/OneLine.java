package millwright.views.power;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleAttribute;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.PointerTip;
import millwright.desk.draw.RoomLeft;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.plant.Side;
import millwright.styles.Fonts;
import millwright.styles.Token;
import millwright.views.power.BlockPainter.Box;
import org.jspecify.annotations.Nullable;

/** The one-line diagram from the grid down to the rows. A click selects a block. FX thread; bounded by its devices. */
final class OneLine extends Drawn {
    private static final double TALL = 60;
    private static final double LOW = 36;
    /** A row's, with a line for what may be added. */
    private static final double ROW = 52;
    /** Px that a low window takes off each tier and gap. */
    private static final double LESS = 8;

    private static final double WIDE = 136;

    private final Consumer<EntityId> onSelect;
    private final Map<Integer, Box> boxes = new HashMap<>();
    private Diagram diagram = new Diagram(List.of(), List.of());
    private Function<Diagram.Block, Load> loads = _ -> Load.of(Loads.none(), Double.NaN, "");
    private Function<Diagram.Block, RoomLeft> rooms = _ -> RoomLeft.NOTHING;
    private Watts unit = Watts.of(0);
    private @Nullable EntityId selected;
    private double laidOut = -1;
    private boolean compact;
    private double grown = 1;

    OneLine(ObservableValue<Look> looks, Consumer<EntityId> onSelect) {
        super(looks);
        this.onSelect = onSelect;
        setMinHeight(look().scaled(120));
        setAccessibleText("One-line diagram of the power tree");
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        PointerTip.install(this, this::tip);
        setFocusTraversable(true);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(this::repaint);
    }

    /** From block to block: along a tier, and to the nearest of the tier above or below. */
    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown() || boxes.isEmpty()) {
            return;
        }
        Diagram.Block next = switch (e.getCode()) {
            case LEFT -> OneLineKeys.beside(diagram, selected, -1);
            case RIGHT -> OneLineKeys.beside(diagram, selected, 1);
            case UP -> OneLineKeys.across(diagram, selected, -1, this::center);
            case DOWN -> OneLineKeys.across(diagram, selected, 1, this::center);
            case HOME -> diagram.tiers().getFirst().getFirst();
            case END -> diagram.tiers().getLast().getLast();
            default -> null;
        };
        if (next != null) {
            onSelect.accept(next.entity().id());
            e.consume(); // else the desk would also step in time
        }
    }

    private double center(Diagram.Block block) {
        Box box = boxes.get(block.index());
        return box == null ? 0 : box.center();
    }

    /** @param newRooms what may be added, asked of rows only */
    void show(
            Diagram newDiagram,
            Function<Diagram.Block, Load> newLoads,
            Function<Diagram.Block, RoomLeft> newRooms,
            Watts newUnit,
            @Nullable EntityId newSelected) {
        if (newDiagram != diagram) {
            laidOut = -1;
            tall(newDiagram);
        }
        diagram = newDiagram;
        loads = newLoads;
        rooms = newRooms;
        unit = newUnit;
        selected = newSelected;
        repaint();
    }

    /** Every block with what it carries, in W. */
    String csv() {
        StringBuilder rows = new StringBuilder(
                "block,id,kind,observed,committed,provisioned,failover,limit,headroom,may be added,binds,fed by\n");
        Map<Integer, String> names = new HashMap<>();
        diagram.tiers()
                .forEach(tier ->
                        tier.forEach(b -> names.put(b.index(), b.entity().name())));
        for (List<Diagram.Block> tier : diagram.tiers()) {
            for (Diagram.Block block : tier) {
                Load load = loads.apply(block);
                String feeders = diagram.wires().stream()
                        .filter(wire -> wire.to() == block.index())
                        .map(wire -> names.getOrDefault(wire.from(), "")
                                + (wire.side() == Side.NONE ? "" : " " + wire.side()))
                        .collect(Collectors.joining("; "));
                rows.append(CsvLine.of(
                        block.entity().name(),
                        block.entity().id(),
                        block.entity().kind(),
                        Load.number(load.observed()),
                        Load.number(load.committed()),
                        Load.number(load.provisioned()),
                        Load.number(load.failover()),
                        load.limit(),
                        load.headroom(),
                        block.row() ? rooms.apply(block).watts() : Double.NaN,
                        block.row() ? binds(rooms.apply(block)) : "",
                        feeders));
            }
        }
        return rows.toString();
    }

    /** A number in a table looks as if it were certain: how far it is not stands beside it. */
    private static String binds(RoomLeft room) {
        return room.caveat().isEmpty() ? room.by() : room.by() + " (" + room.caveat() + ")";
    }

    private double height(Diagram of) {
        double h = 12;
        for (int t = 0; t < of.tiers().size(); t++) {
            h += tierHeight(of.tiers().get(t)) + (t == 0 ? 0 : gap(of.tiers().get(t)));
        }
        return h;
    }

    private double tierHeight(List<Diagram.Block> tier) {
        boolean low = small(tier.getFirst());
        double less = compact ? low ? LESS / 2 : LESS : 0;
        double full = tier.getFirst().row() ? ROW : low ? LOW : TALL;
        return Math.round(look().scaled(full - less));
    }

    private double gap(List<Diagram.Block> tier) {
        return (tier.getFirst().row() ? 44 : 24) - (compact ? LESS : 0);
    }

    /** Whether the window is low, so that tiers move together. */
    void compact(boolean isLow) {
        if (isLow != compact) {
            compact = isLow;
            laidOut = -1;
            tall(diagram);
        }
    }

    /** Draws all of it larger, text included: on a large screen it is read from further away. @param factor 1 or more */
    void grow(double factor) {
        if (factor != grown) {
            grown = factor;
            laidOut = -1;
            tall(diagram);
        }
    }

    private void tall(Diagram of) {
        setPrefHeight(grown * height(of));
        setMinHeight(grown * height(of));
    }

    private static boolean small(Diagram.Block block) {
        return switch (block.entity().kind()) {
            case ROW, UTILITY -> true;
            default -> false;
        };
    }

    private void layOut(double w) {
        boxes.clear();
        double y = 4;
        for (int t = 0; t < diagram.tiers().size(); t++) {
            List<Diagram.Block> tier = diagram.tiers().get(t);
            y += t == 0 ? 0 : gap(tier);
            double h = tierHeight(tier);
            double slot = (w - 8) / tier.size();
            boolean upper = tier.size() <= 2 && !tier.getFirst().row();
            double most = look().scaled(upper ? 1.7 * WIDE : tier.getFirst().row() ? 2.2 * WIDE : WIDE);
            double width = Math.floor(Math.max(6, Math.min(most, slot - (slot < 72 ? 2 : 8))));
            for (int i = 0; i < tier.size(); i++) {
                double x = Math.round(4 + slot * (i + 0.5) - width / 2);
                boxes.put(tier.get(i).index(), new Box(x, y, width, h));
            }
            y += h;
        }
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.graphics().scale(grown, grown);
        if (laidOut != w) {
            laidOut = w;
            layOut(w / grown);
        }
        wires(pen);
        BlockPainter painter = new BlockPainter(pen, unit);
        for (List<Diagram.Block> tier : diagram.tiers()) {
            for (Diagram.Block block : tier) {
                Box box = boxes.get(block.index());
                if (box != null) {
                    boolean chosen = block.entity().id().equals(selected);
                    painter.draw(box, name(block), loads.apply(block), small(block), chosen);
                    if (block.row()) {
                        painter.room(box, rooms.apply(block));
                    }
                }
            }
        }
        if (isFocusVisible()) {
            pen.frame(Token.FOCUS, 0, 0, w / grown, h / grown);
        }
    }

    /** Feeders of rows keep a lane each, so that crossings can be followed; others meet on a bus. */
    private void wires(Pen pen) {
        List<Integer> lanes = new ArrayList<>();
        for (Diagram.Wire wire : diagram.wires()) {
            Box from = boxes.get(wire.from());
            Box to = boxes.get(wire.to());
            if (from == null || to == null) {
                continue;
            }
            boolean row = diagram.tiers().getLast().getFirst().row()
                    && to.y()
                            == boxes.getOrDefault(
                                            diagram.tiers().getLast().getFirst().index(), from)
                                    .y();
            if (!lanes.contains(wire.from())) {
                lanes.add(wire.from());
            }
            Token ink = wire.side() == Side.B ? Token.SET : Token.EQUIP;
            double start = from.y() + from.h();
            double x2 = !row ? to.center() : Math.round(to.x() + to.w() * (wire.side() == Side.B ? 0.7 : 0.3));
            double lane = row ? start + 8 + lanes.indexOf(wire.from()) % 7 * 3.5 : start + 12;
            path(pen, ink, row ? 1 : 2, from.center(), start, Math.round(lane), x2, to.y());
            if (row && wire.side() != Side.NONE && !BlockPainter.isNarrow(to, look())) {
                pen.text(wire.side().name(), look().condensed(Fonts.LABEL), ink, x2 + 4, to.y() - 4);
            }
        }
    }

    private static void path(
            Pen pen, Token ink, double thick, double x1, double y1, double lane, double x2, double y2) {
        pen.fill(ink, x1, y1, thick, lane - y1 + thick);
        pen.fill(ink, Math.min(x1, x2), lane, Math.abs(x2 - x1) + thick, thick);
        pen.fill(ink, x2, lane, thick, y2 - lane);
    }

    private void press(MouseEvent event) {
        Diagram.Block block = at(event.getX(), event.getY());
        if (block != null) {
            onSelect.accept(block.entity().id());
        }
    }

    private Diagram.@Nullable Block at(double atX, double atY) {
        double x = atX / grown;
        double y = atY / grown;
        for (List<Diagram.Block> tier : diagram.tiers()) {
            for (Diagram.Block block : tier) {
                Box box = boxes.get(block.index());
                if (box != null && box.contains(x, y)) {
                    return block;
                }
            }
        }
        return null;
    }

    /** What every block carries and may carry, put into words only when somebody asks. */
    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute != AccessibleAttribute.TEXT) {
            return super.queryAccessibleAttribute(attribute, parameters);
        }
        return getAccessibleText() + ": "
                + diagram.tiers().stream()
                        .flatMap(List::stream)
                        .map(b -> words(b).replace("\n", ", "))
                        .collect(Collectors.joining("; "));
    }

    /** Where the block of a name stands, as drawn last, px of this region. */
    Box box(String name) {
        return diagram.tiers().stream()
                .flatMap(List::stream)
                .filter(b -> name(b).equals(name))
                .map(b -> boxes.get(b.index()))
                .map(b -> new Box(grown * b.x(), grown * b.y(), grown * b.w(), grown * b.h()))
                .findFirst()
                .orElseThrow();
    }

    private static String name(Diagram.Block block) {
        return block.row() ? "Row " + block.entity().name() : block.entity().name();
    }

    private @Nullable String tip(double x, double y) {
        Diagram.Block block = at(x, y);
        return block == null ? null : words(block);
    }

    private String words(Diagram.Block block) {
        String words = BlockWords.of(name(block), loads.apply(block), unit);
        return block.row() ? words + "\n" + Rooms.words(rooms.apply(block), unit) : words;
    }
}
