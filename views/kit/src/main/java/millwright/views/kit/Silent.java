package millwright.views.kit;

import java.util.List;
import millwright.desk.Situation;
import millwright.feed.SourceState;
import millwright.plant.EntityKind;

/** Why a screen may be empty: which source does not tell, and where to look. Stateless. */
public final class Silent {
    private static final String SEE = " The screen Sources tells more.";

    private Silent() {}

    /** A sentence to stand behind others; empty where every source tells. */
    public static String words(Situation situation) {
        if (situation.sources().isEmpty()) {
            return " No source has reported yet; the configuration names them under “sources:”.";
        }
        List<SourceState> silent = situation.sources().values().stream()
                .filter(s -> s.condition().equals("failed") || s.condition().equals("late"))
                .toList();
        if (silent.isEmpty()) {
            return "";
        }
        SourceState first = silent.getFirst();
        String more = silent.size() == 1 ? "" : " " + (silent.size() - 1) + " more are silent.";
        return " " + name(first) + " is " + (first.condition().equals("late") ? "late" : "silent") + ": "
                + first.detail() + "." + more + SEE;
    }

    private static String name(SourceState source) {
        String before = EntityKind.SOURCE.prefix() + ":";
        String id = source.source().text();
        return id.startsWith(before) ? id.substring(before.length()) : id;
    }
}
