package millwright.desk.workspace;

import java.util.List;
import java.util.Map;

/**
 * One arrangement of the desk. Immutable.
 *
 * @param windows the main window first, then those torn off
 * @param zone site, utc or local
 * @param rangeNanos how much time is shown
 */
public record Workspace(
        String name, String theme, String zone, boolean inspectorFolded, long rangeNanos, List<Window> windows) {
    public Workspace {
        windows = List.copyOf(windows);
    }

    /**
     * @param x px on screen; NaN to let the platform choose
     * @param splits where one pane ends and the next begins, share of the width, rising; none for equal shares
     */
    public record Window(double x, double y, double width, double height, List<Pane> panes, List<Double> splits) {
        public Window {
            panes = List.copyOf(panes);
            splits = List.copyOf(splits);
        }

        public Window(double x, double y, double width, double height, List<Pane> panes) {
            this(x, y, width, height, panes, List.of());
        }
    }

    /** Tabs of one pane, left to right. @param chosen index of the tab in front */
    public record Pane(List<Tab> tabs, int chosen) {
        public Pane {
            tabs = List.copyOf(tabs);
        }
    }

    /** @param view id of the screen @param state what the view itself remembers */
    public record Tab(String view, Map<String, String> state) {
        public Tab {
            state = Map.copyOf(state);
        }
    }
}
