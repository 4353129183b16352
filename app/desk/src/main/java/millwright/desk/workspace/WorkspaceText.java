package millwright.desk.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A workspace as lines of {@code key = value}, sorted, so that two can be compared. Values escape backslash and line
 * ends. Reading ignores keys it does not know, so that older programs open newer files.
 */
final class WorkspaceText {
    private static final String FORMAT = "millwright-workspace";
    private static final int MOST_LINES = 10_000;

    private WorkspaceText() {}

    static String write(Workspace workspace) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("name", workspace.name());
        lines.put("theme", workspace.theme());
        lines.put("zone", workspace.zone());
        lines.put("inspector.folded", String.valueOf(workspace.inspectorFolded()));
        lines.put("range.nanos", String.valueOf(workspace.rangeNanos()));
        for (int w = 0; w < workspace.windows().size(); w++) {
            Workspace.Window window = workspace.windows().get(w);
            String at = "window.%02d".formatted(w);
            lines.put(at + ".place", window.x() + " " + window.y() + " " + window.width() + " " + window.height());
            if (!window.splits().isEmpty()) {
                lines.put(
                        at + ".splits",
                        window.splits().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            }
            for (int p = 0; p < window.panes().size(); p++) {
                pane(lines, at + ".pane.%02d".formatted(p), window.panes().get(p));
            }
        }
        StringBuilder text = new StringBuilder(FORMAT + " 1\n");
        lines.forEach((key, value) ->
                text.append(key).append(" = ").append(escape(value)).append('\n'));
        return text.toString();
    }

    private static void pane(Map<String, String> lines, String at, Workspace.Pane pane) {
        lines.put(at + ".chosen", String.valueOf(pane.chosen()));
        for (int t = 0; t < pane.tabs().size(); t++) {
            Workspace.Tab tab = pane.tabs().get(t);
            String tabAt = at + ".tab.%02d".formatted(t);
            lines.put(tabAt + ".view", tab.view());
            tab.state().forEach((key, value) -> lines.put(tabAt + ".state." + key, value));
        }
    }

    /** @throws IllegalArgumentException naming the line that cannot be read */
    static Workspace read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FORMAT + " 1") || lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("line 1: not a workspace of format 1");
        }
        TreeMap<String, String> values = new TreeMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int equals = line.indexOf(" = ");
            if (!line.isBlank() && equals < 1) {
                throw new IllegalArgumentException("line " + (i + 1) + ": no \" = \" in it");
            }
            if (!line.isBlank()) {
                values.put(line.substring(0, equals), unescape(line.substring(equals + 3)));
            }
        }
        List<Workspace.Window> windows = new ArrayList<>();
        for (int w = 0; values.containsKey("window.%02d.place".formatted(w)); w++) {
            windows.add(window(values, "window.%02d".formatted(w)));
        }
        return new Workspace(
                values.getOrDefault("name", "Default"),
                values.getOrDefault("theme", "DARK"),
                values.getOrDefault("zone", "site"),
                Boolean.parseBoolean(values.getOrDefault("inspector.folded", "false")),
                (long) number(values, "range.nanos", 3.6e12),
                windows);
    }

    private static Workspace.Window window(TreeMap<String, String> values, String at) {
        String[] place = values.getOrDefault(at + ".place", "").split(" ");
        double[] numbers = {Double.NaN, Double.NaN, 1600, 900};
        for (int i = 0; i < Math.min(4, place.length); i++) {
            numbers[i] = parse(place[i], at + ".place");
        }
        List<Workspace.Pane> panes = new ArrayList<>();
        for (int p = 0; values.containsKey(at + ".pane.%02d.chosen".formatted(p)); p++) {
            String paneAt = at + ".pane.%02d".formatted(p);
            List<Workspace.Tab> tabs = new ArrayList<>();
            for (int t = 0; values.containsKey(paneAt + ".tab.%02d.view".formatted(t)); t++) {
                tabs.add(tab(values, paneAt + ".tab.%02d".formatted(t)));
            }
            panes.add(new Workspace.Pane(tabs, (int) number(values, paneAt + ".chosen", 0)));
        }
        List<Double> splits = new ArrayList<>();
        for (String split : values.getOrDefault(at + ".splits", "").split(" ")) {
            if (!split.isEmpty()) {
                splits.add(Math.clamp(parse(split, at + ".splits"), 0, 1));
            }
        }
        return new Workspace.Window(numbers[0], numbers[1], numbers[2], numbers[3], panes, splits);
    }

    private static Workspace.Tab tab(TreeMap<String, String> values, String at) {
        String prefix = at + ".state.";
        Map<String, String> state = new LinkedHashMap<>();
        values.subMap(prefix, prefix + Character.MAX_VALUE)
                .forEach((key, value) -> state.put(key.substring(prefix.length()), value));
        return new Workspace.Tab(values.getOrDefault(at + ".view", ""), state);
    }

    private static double number(Map<String, String> values, String key, double absent) {
        String value = values.get(key);
        return value == null ? absent : parse(value, key);
    }

    private static double parse(String value, String key) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": \"" + escape(value) + "\" is not a number", e);
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
