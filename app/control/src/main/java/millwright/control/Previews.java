package millwright.control;

import java.util.List;
import java.util.function.Supplier;
import millwright.analysis.twin.Consequence;
import millwright.analysis.twin.Twin;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.feed.Preview.Verdict;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.series.LatestValues;

/** Dry runs: the twin's answer with the verdict of every guard. Changes nothing. */
final class Previews {
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
        boolean second = consequence.racks().size() > settings.racksWithoutSecond();
        return preview(request, consequence, verdicts, second, now);
    }

    /** @throws IllegalArgumentException when the plant has no such entity */
    Preview loss(String request, EntityId lost, long now) {
        return preview(request, new Twin(plant.get(), latest, now).lose(lost), List.of(), false, now);
    }

    private static Preview preview(String request, Consequence c, List<Verdict> verdicts, boolean second, long now) {
        return new Preview(
                request,
                verdicts,
                c.broken().isEmpty() ? c.binding() : c.broken().getFirst(),
                c.failover(),
                c.wattsBefore(),
                c.wattsAfter(),
                c.tokensBefore(),
                c.tokensAfter(),
                c.jobsHit(),
                c.racks().size(),
                second,
                c.assumption(),
                now);
    }
}
