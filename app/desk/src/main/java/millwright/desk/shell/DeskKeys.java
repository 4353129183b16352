package millwright.desk.shell;

import java.util.List;
import javafx.geometry.Pos;
import millwright.desk.ViewProvider;
import millwright.styles.Theme;

/**
 * What the keys do, and the menus and the palette that offer the same: what concerns one window is done in the one that is
 * used. FX thread.
 */
final class DeskKeys implements KeyMap.Keys {
    private final Shell shell;

    DeskKeys(Shell shell) {
        this.shell = shell;
    }

    private ShellContext context() {
        return shell.context();
    }

    @Override
    public void view(int number) {
        List<ViewProvider> views = context().setup.views();
        if (number >= 1 && number <= views.size()) {
            shell.choose(shell.used(), views.get(number - 1));
        }
    }

    @Override
    public void find() {
        shell.windows()
                .filter(w -> w.overlays().shown() == shell.palette()) // there is one of it
                .forEach(w -> w.overlays().close());
        shell.used().overlays().open(shell.palette(), Pos.TOP_CENTER, 96);
        shell.palette().reset();
    }

    @Override
    public void keys() {
        shell.used().overlays().open(new KeysHelp(context().setup.views()), Pos.CENTER, 16);
    }

    @Override
    public void pause() {
        shell.timeBar().toggle();
    }

    @Override
    public void live() {
        shell.timeBar().goLive();
    }

    @Override
    public void step(int bins) {
        shell.timeBar().step(bins);
    }

    @Override
    public void zoom(int direction) {
        context().time.zoom(Math.pow(TimeBar.ZOOM, direction));
    }

    @Override
    public void whole() {
        context().time.whole();
    }

    @Override
    public void theme() {
        shell.theme(context().theme() == Theme.DARK ? Theme.DAY : Theme.DARK);
    }

    @Override
    public void zone() {
        shell.topBar().nextZone();
    }

    @Override
    public void inspector() {
        shell.inspected().fold(!shell.inspected().isFolded());
    }

    @Override
    public void pulse() {
        shell.pulseOverlay().toggle();
    }

    @Override
    public void save() {
        shell.workspaces().save();
    }

    @Override
    public void closeTab() {
        Pane active = shell.used().area().active();
        OpenView front = active.front();
        if (front != null) {
            active.close(front);
        }
    }

    @Override
    public void tab(int by) {
        Pane active = shell.used().area().active();
        OpenView front = active.front();
        if (front != null) {
            int count = active.views().size();
            active.front(active.views().get(Math.floorMod(active.views().indexOf(front) + by, count)));
            front = active.front();
            if (front != null) {
                front.node().requestFocus();
            }
        }
    }

    @Override
    public void escape() {
        if (context().time.brush().get() != null) {
            context().time.brush(null);
        } else if (context().selection.selected().get() != null) {
            context().selection.select(null);
        } else {
            context().selection.selectIncident(null);
        }
    }
}
