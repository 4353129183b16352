package millwright.desk.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import millwright.desk.ViewProvider;
import millwright.feed.Feed;
import millwright.feed.Sessions;
import millwright.plant.Catalogue;
import millwright.series.History;
import millwright.styles.Theme;

/**
 * What a desk is started with.
 *
 * @param operator who is at the desk, as the audit names them @param role one line below the name
 * @param workspaces folder of saved workspaces @param textScale 1 to 2
 * @param views the screens in rail order
 */
public record DeskSetup(
        Feed feed,
        History history,
        Catalogue catalogue,
        Sessions sessions,
        String operator,
        String role,
        Path workspaces,
        Clock clock,
        Theme theme,
        double textScale,
        List<ViewProvider> views) {
    public DeskSetup {
        views = views.stream()
                .sorted(Comparator.comparingInt(ViewProvider::order))
                .toList();
    }

    /** With the screens on the class path, the dark theme and workspaces in the user's home. */
    public static DeskSetup of(Feed feed, History history, Catalogue catalogue, Sessions sessions, String operator) {
        List<ViewProvider> found = new ArrayList<>();
        ServiceLoader.load(ViewProvider.class).forEach(found::add);
        Path home = Path.of(System.getProperty("user.home", "."), ".millwright", "workspaces");
        return new DeskSetup(
                feed, history, catalogue, sessions, operator, "", home, Clock.systemUTC(), Theme.DARK, 1, found);
    }

    public DeskSetup withWorkspaces(Path folder) {
        return new DeskSetup(
                feed, history, catalogue, sessions, operator, role, folder, clock, theme, textScale, views);
    }

    public DeskSetup withTheme(Theme newTheme) {
        return new DeskSetup(
                feed, history, catalogue, sessions, operator, role, workspaces, clock, newTheme, textScale, views);
    }

    public DeskSetup withTextScale(double scale) {
        return new DeskSetup(
                feed, history, catalogue, sessions, operator, role, workspaces, clock, theme, scale, views);
    }
}
