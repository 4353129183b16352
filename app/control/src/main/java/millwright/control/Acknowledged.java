package millwright.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import millwright.feed.ActionStage;
import millwright.plant.Count;

/**
 * Which acknowledgements stand by what the audit says: those of findings of which it does not say as well that they are
 * over. One thread; bounded to the newest {@value #KEPT}.
 */
final class Acknowledged {
    static final int KEPT = 50_000;
    static final String GIVEN = "acknowledge";
    /** The finding cleared, or was not found again after a restart. */
    static final String OVER = "acknowledgement over";
    /** It is raised again, after a restart or under the id that its thing has now. */
    static final String CARRIED = "carry over";

    /** Ids end with when they began, so that a comma within a name parts nothing. */
    private static final Pattern BETWEEN = Pattern.compile("(?<=@-?\\d{1,19}), ");

    private final Map<String, Acknowledgement> byMatter = new LinkedHashMap<>();

    /** By action, whose findings may all be over by now. */
    private final Map<String, Acknowledgement> byKey = new LinkedHashMap<>();

    void take(AuditRecord r) {
        if (r.event().equals(GIVEN) && r.outcome().equals(ActionStage.CONFIRMED.name())) {
            findings(r.what()).forEach(id -> give(new Acknowledgement(id, r.who(), r.time(), r.key())));
            byKey.put(r.key(), new Acknowledgement("", r.who(), r.time(), r.key()));
            if (byKey.size() > KEPT) {
                byKey.remove(byKey.keySet().iterator().next());
            }
        } else if (r.event().equals(CARRIED)) {
            Acknowledgement given = byKey.get(r.key());
            for (String id : given == null ? List.<String>of() : findings(r.what())) {
                if (given != null && !byMatter.containsKey(Acknowledgement.matter(id))) {
                    give(new Acknowledgement(id, given.by(), given.at(), given.key()));
                }
            }
        } else if (r.event().equals(OVER)) {
            findings(r.what()).forEach(id -> byMatter.remove(Acknowledgement.matter(id)));
        }
    }

    private void give(Acknowledgement given) {
        String matter = Acknowledgement.matter(given.finding());
        byMatter.remove(matter);
        byMatter.put(matter, given);
        if (byMatter.size() > KEPT) {
            byMatter.remove(byMatter.keySet().iterator().next());
        }
    }

    /** The oldest first. */
    List<Acknowledgement> all() {
        return new ArrayList<>(byMatter.values());
    }

    /** How findings are named in the audit, for this to read them again. */
    static String words(String before, List<String> findings, String after) {
        return before + " " + Count.of(findings.size(), "finding") + after + ": " + String.join(", ", findings);
    }

    private static List<String> findings(String what) {
        int begin = what.indexOf(": ");
        return begin < 0 ? List.of() : List.of(BETWEEN.split(what.substring(begin + 2)));
    }
}
