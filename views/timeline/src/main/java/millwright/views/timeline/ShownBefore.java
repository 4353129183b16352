package millwright.views.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.TimeControl.Range;
import org.jspecify.annotations.Nullable;

/** What a workspace has of what was shown; a range in it is two times, epoch ns. */
final class ShownBefore {
    private ShownBefore() {}

    /** With what is still awaited in place of what is shown meanwhile; everything else as it was chosen. */
    static Map<String, String> kept(Map<String, String> saved, Map<String, String> awaited) {
        Map<String, String> kept = new HashMap<>(saved);
        for (String key : List.of("shown", "zoom")) {
            if (awaited.containsKey("shown")) {
                kept.remove(key);
            }
            String before = awaited.get(key);
            if (before != null) {
                kept.put(key, before);
            }
        }
        return kept;
    }

    /** Null for what is no range: a workspace may have been edited by hand. */
    static @Nullable Range range(String saved) {
        String[] ends = saved.split(" ", -1);
        try {
            return ends.length == 2 ? new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
