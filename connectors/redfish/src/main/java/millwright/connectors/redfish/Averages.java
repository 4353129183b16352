package millwright.connectors.redfish;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is said of the averaging of one controller's values. Reports that are renewed slowly leave out some rounds, and the plant
 * would change with each of them; so a word is taken back only after as many rounds as make a report useless. The poller's
 * thread; as large as what reports tell.
 */
final class Averages {
    private Map<Reports.Averaged, Long> said = Map.of();
    private final Map<Reports.Averaged, Integer> without = new HashMap<>();

    /** ns by quantity, 0 for instants; does not change. */
    Map<Reports.Averaged, Long> said() {
        return said;
    }

    /** @param told by reports in this round @return what is no longer said */
    Set<Reports.Averaged> round(Map<Reports.Averaged, Long> told) {
        Map<Reports.Averaged, Long> now = new HashMap<>(said);
        now.putAll(told);
        without.keySet().removeAll(told.keySet());
        Set<Reports.Averaged> gone = new HashSet<>();
        for (Reports.Averaged what : said.keySet()) {
            if (!told.containsKey(what) && without.merge(what, 1, Integer::sum) >= Reports.USELESS) {
                gone.add(what);
            }
        }
        now.keySet().removeAll(gone);
        without.keySet().removeAll(gone);
        said = Map.copyOf(now);
        return gone;
    }
}
