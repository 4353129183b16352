package millwright.views.kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the order of a list still while it is being read: what is new is counted, not inserted, until the reader asks.
 * Keys that are gone keep their place and are told by {@link #isGone}. One thread; bounded by what is offered.
 */
public final class FrozenOrder<K> {
    private List<K> shown = List.of();
    private Set<K> shownSet = Set.of();
    private List<K> latest = List.of();
    private Set<K> latestSet = Set.of();
    private int fresh;

    /** @param sorted every key there is now, in the order wished. @return true when what is shown changed */
    public boolean offer(List<K> sorted) {
        latest = List.copyOf(sorted);
        latestSet = new HashSet<>(latest);
        if (shown.isEmpty()) {
            showNow();
            return !shown.isEmpty();
        }
        fresh = (int) latest.stream().filter(k -> !shownSet.contains(k)).count();
        return false;
    }

    /** Takes over the latest order, new keys in, gone ones out. */
    public void showNow() {
        shown = new ArrayList<>(latest);
        shownSet = latestSet;
        fresh = 0;
    }

    public List<K> shown() {
        return shown;
    }

    /** How many keys wait to be shown. */
    public int fresh() {
        return fresh;
    }

    public boolean isGone(K key) {
        return !latestSet.contains(key);
    }
}
