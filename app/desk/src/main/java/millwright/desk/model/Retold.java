package millwright.desk.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.feed.ActionProgress;
import millwright.feed.ActionProgress.Mark;
import org.jspecify.annotations.Nullable;

/**
 * An action that a gateway tells again after its restart, by its audit, which knows neither the preview nor each step: what
 * this desk saw of it before is kept.
 */
final class Retold {
    private record Step(Object stage, long time) {}

    private Retold() {}

    static ActionProgress action(@Nullable ActionProgress seen, ActionProgress told) {
        if (seen == null
                || seen.preview() == null
                || told.preview() != null
                || told.trail().isEmpty()) {
            return told;
        }
        long last = told.trail().getLast().time();
        Set<Step> said = new HashSet<>();
        List<Mark> trail = new ArrayList<>();
        seen.trail().stream()
                .filter(m -> m.time() <= last && !m.by().equals(Ended.DESK))
                .forEach(m -> {
                    said.add(new Step(m.stage(), m.time()));
                    trail.add(m);
                });
        told.trail().stream()
                .filter(m -> said.add(new Step(m.stage(), m.time())))
                .forEach(trail::add);
        trail.sort(Comparator.comparingLong(Mark::time));
        return new ActionProgress(told.action(), told.stage(), trail, told.values(), seen.preview(), told.origin());
    }
}
