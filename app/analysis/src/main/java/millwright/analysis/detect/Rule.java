package millwright.analysis.detect;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.plant.MetricId;

/**
 * One detector. It is asked at every step, in plant time, and tells every condition that holds; what it does not tell any
 * more has ended. It may remember things between steps. One thread; no I/O, no clock of its own.
 */
public interface Rule {
    /** One word; findings carry it, configuration switches it off by it. */
    String id();

    String title();

    /** What it needs; without any of it the rule is silent. Empty for rules that live on events. */
    Set<MetricId> needs();

    List<Setting> settings();

    /** Something happened since the last step; in order of time. */
    default void happened(Occurrence occurrence) {}

    /** Values came since the last step, in slots of the plant as it is; for rules to which the newest ones are not enough. */
    default void heard(Frame frame) {}

    void evaluate(Moment moment, Consumer<Condition> out);
}
