package millwright.analysis.detect;

import java.util.List;
import java.util.Set;

/** All rules of this slice, each with its own settings. A rule that is added here runs everywhere. */
public final class Rules {
    private Rules() {}

    /** @param off ids of rules that are switched off */
    public static List<Rule> all(Tuning tuning, Set<String> off) {
        List<Rule> rules = List.of(
                new LimitRule(tuning),
                new ThrottleRule(tuning),
                new HeadroomRule(tuning),
                new StateRule(tuning),
                new XidRule(tuning),
                new EventRule(tuning),
                new PeerRule(tuning),
                new OutputRule(tuning),
                new StallRule(tuning),
                new ZombieRule(tuning),
                new DataRule(tuning),
                new FreezeRule(tuning),
                new SourceRule(tuning),
                new AgreementRule(tuning));
        return rules.stream()
                .filter(rule -> !off.contains("*") && !off.contains(rule.id()))
                .toList();
    }
}
