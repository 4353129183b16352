package millwright.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import millwright.analysis.twin.Consequence;
import millwright.analysis.twin.Twin;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.feed.Preview.Verdict;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.series.LatestValues;

/**
 * Dry runs: the twin's answer with the verdict of every guard. Changes nothing. Remembers the last {@value #KEPT} that
 * somebody looked at, so that an action keeps the one that was confirmed.
 */
final class Previews {
    private static final int KEPT = 200;

    private record Asked(ControlAction action, String by, Preview preview) {}

    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Supplier<Plant> plant;
    private final LatestValues latest;
    private final ControlSettings settings;
    private final Footprints footprints;

    Previews(Supplier<Plant> plant, LatestValues latest, ControlSettings settings, Footprints footprints) {
        this.plant = plant;
        this.latest = latest;
        this.settings = settings;
        this.footprints = footprints;
    }

    Preview action(String request, ControlAction action, Caller caller, long now) {
        Plant current = plant.get();
        Consequence consequence = new Twin(current, latest, now).act(action);
        Question question = new Question(action, caller, current, latest, consequence, footprints, settings, now);
        List<Verdict> verdicts =
                Guards.ALL.stream().map(guard -> guard.check(question)).toList();
        boolean second = consequence.racks().size() > settings.racksWithoutSecond() || Twin.stops(action);
        List<EntityId> jobs = action instanceof ControlAction.SteerJobs ? action.targets() : consequence.jobsHit();
        return preview(request, consequence, jobs, verdicts, second, now);
    }

    /** As {@link #action}, for somebody to look at. */
    Preview asked(String request, ControlAction action, Caller caller, long now) {
        Preview preview = action(request, action, caller, now);
        String key = action.header().key();
        asked.remove(key);
        asked.put(key, new Asked(action, caller.name(), preview));
        if (asked.size() > KEPT) {
            asked.remove(asked.keySet().iterator().next());
        }
        return preview;
    }

    /** What the caller was shown before proposing this very action; where nothing was shown, {@code fresh}. */
    Preview shown(ControlAction action, Caller caller, Preview fresh) {
        Asked last = asked.remove(action.header().key());
        return last != null && last.action().equals(action) && last.by().equals(caller.name())
                ? last.preview().answering(fresh.request())
                : fresh;
    }

    /** @throws IllegalArgumentException when the plant has no such entity */
    Preview loss(String request, EntityId lost, long now) {
        Consequence consequence = new Twin(plant.get(), latest, now).lose(lost);
        return preview(request, consequence, consequence.jobsHit(), List.of(), false, now);
    }

    private static Preview preview(
            String request, Consequence c, List<EntityId> jobs, List<Verdict> verdicts, boolean second, long now) {
        return new Preview(
                request,
                verdicts,
                c.broken().isEmpty() ? c.binding() : c.broken().getFirst(),
                c.failover(),
                c.wattsBefore(),
                c.wattsAfter(),
                c.tokensBefore(),
                c.tokensAfter(),
                jobs,
                c.racks().size(),
                second,
                c.assumption(),
                now);
    }
}
