package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.ViewProvider;

/** What the palette offers besides entities. */
final class Commands {
    private Commands() {}

    static List<CommandPalette.Entry> of(Shell shell, DeskKeys keys) {
        List<ViewProvider> views = shell.context().setup.views();
        List<CommandPalette.Entry> entries = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            ViewProvider view = views.get(i);
            String key = i < 9 ? String.valueOf(i + 1) : "";
            entries.add(new CommandPalette.Entry(view.title(), "screen", key, () -> shell.choose(shell.used(), view)));
        }
        entries.add(action("Pause or play", "Space", keys::pause));
        entries.add(action("Back to live", "L", keys::live));
        entries.add(action("All the time that is known", "0", keys::whole));
        entries.add(action("Dark or day theme", "T", keys::theme));
        entries.add(action("Site time, UTC or local", "Z", keys::zone));
        entries.add(action("Fold or open the inspector", "I", keys::inspector));
        entries.add(action("Save the workspace", "Ctrl S", keys::save));
        entries.add(action("Close the tab", "Ctrl W", keys::closeTab));
        entries.add(action("Time per screen and pulse", "F12", keys::pulse));
        entries.add(action("List of keys", "?", keys::keys));
        return entries;
    }

    private static CommandPalette.Entry action(String title, String key, Runnable work) {
        return new CommandPalette.Entry(title, "action", key, work);
    }
}
