package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.ViewProvider;

/** What the palette offers besides entities. */
final class Commands {
    private Commands() {}

    static List<CommandPalette.Entry> of(Shell shell, List<ViewProvider> views) {
        List<CommandPalette.Entry> entries = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            ViewProvider view = views.get(i);
            String key = i < 9 ? String.valueOf(i + 1) : "";
            entries.add(new CommandPalette.Entry(view.title(), "screen", key, () -> shell.open(view.id())));
        }
        entries.add(action("Pause or play", "Space", shell::pause));
        entries.add(action("Back to live", "L", shell::live));
        entries.add(action("Dark or day theme", "T", shell::theme));
        entries.add(action("Site time, UTC or local", "Z", shell::zone));
        entries.add(action("Fold or open the inspector", "I", shell::inspector));
        entries.add(action("Save the workspace", "Ctrl S", shell::save));
        entries.add(action("Close the tab", "Ctrl W", shell::closeTab));
        entries.add(action("Time per screen and pulse", "F12", shell::pulse));
        entries.add(action("List of keys", "?", shell::keys));
        return entries;
    }

    private static CommandPalette.Entry action(String title, String key, Runnable work) {
        return new CommandPalette.Entry(title, "action", key, work);
    }
}
