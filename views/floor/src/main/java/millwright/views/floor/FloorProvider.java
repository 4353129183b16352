package millwright.views.floor;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The floor in the rail. */
public final class FloorProvider implements ViewProvider {
    @Override
    public String id() {
        return "floor";
    }

    @Override
    public String title() {
        return "Floor";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public Symbol icon() {
        return Symbol.FLOOR;
    }

    @Override
    public List<Key> keys() {
        return List.of(
                new Key("Arrows", "from cell to cell, with Shift pan the map"),
                new Key("+, -", "zoom the map"),
                new Key("Left, Right", "on the legend: lower end of the filter, Shift: upper"),
                new Key("Delete", "on the legend: no filter"),
                new Key("Home", "the whole hall"),
                new Key("Enter", "one rack from near"),
                new Key("Arrows", "from near: from tray to tray and cell to cell"),
                new Key("Page Up, Page Down", "from near: the rack beside it"),
                new Key("Ctrl click", "also this rack, or tray; again: without it"),
                new Key("Shift click", "also all racks or trays up to here"),
                new Key("Shift Up, Shift Down", "from near: also the next tray"),
                new Key("Esc", "from near: back to the hall"));
    }

    @Override
    public View create(ViewContext context) {
        return new FloorView(context);
    }
}
