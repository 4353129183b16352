package millwright.connectors.netbox;

import java.util.ArrayList;
import java.util.List;

/** What does not fit together in what NetBox holds: all that are added count, the first {@value #MOST} are kept. One thread. */
final class Problems {
    static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();
    private int count;

    /** @param type as NetBox names it, for example {@code dcim.cable} */
    void add(String type, long id, String what) {
        count++;
        if (lines.size() < MOST) {
            lines.add(type + " " + id + ": " + what);
        }
    }

    int count() {
        return count;
    }

    /** One line each, the last of which says how many more there are. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (count > lines.size()) {
            all.add((count - lines.size()) + " more problems like these");
        }
        return List.copyOf(all);
    }
}
