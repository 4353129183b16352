package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import millwright.desk.Situation;
import millwright.feed.ActionProgress;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/** What stands on the lanes, oldest first. Pure: one situation in, marks out; the worst of a crowd survives drawing. */
final class Marks {
    private Marks() {}

    /**
     * @param incident show only what belongs to it, or null for everything
     * @param ownClocks events at the time that their source's own clock said, not at that of the plant
     */
    static List<Mark> of(Situation situation, @Nullable Incident incident, boolean ownClocks) {
        Set<EntityId> touched = incident == null ? Set.of() : touched(situation, incident);
        List<Mark> marks = new ArrayList<>();
        for (Occurrence o : situation.occurrences()) {
            if (incident == null || touched.contains(o.entity())) {
                long time = o.time() + (ownClocks ? offset(situation, o) : 0);
                marks.add(new Mark(
                        o.layer(), time, o.uncertainty(), o.priority(), true, o.text(), o.entity(), o.count()));
            }
        }
        for (Finding f : situation.findings().values()) {
            if (incident == null || incident.findings().contains(f.id())) {
                marks.add(finding(situation, f));
            }
        }
        for (ActionProgress action : situation.actions().values()) {
            EntityId first = action.action().targets().isEmpty()
                    ? null
                    : action.action().targets().getFirst();
            for (ActionProgress.Mark step : action.trail()) {
                String text = action.key() + " "
                        + step.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                EntityId entity = first == null ? new EntityId("source:gateway") : first;
                marks.add(new Mark(Layer.CONTROL, step.time(), 0, Priority.INFO, false, text, entity, 1));
            }
        }
        marks.sort(Comparator.comparingLong(Mark::time));
        return List.copyOf(marks);
    }

    private static long offset(Situation situation, Occurrence o) {
        SourceState source = situation.sources().get(o.origin().source());
        return source == null ? 0 : source.clockOffset();
    }

    private static Mark finding(Situation situation, Finding f) {
        Plant plant = situation.plant();
        int index = plant.indexOf(f.entity());
        EntityKind kind = index < 0 ? EntityKind.SITE : plant.entity(index).kind();
        String where = index < 0 ? f.entity().text() : plant.entity(index).name();
        return new Mark(
                kind.layer(),
                f.since(),
                f.uncertainty(),
                f.priority(),
                situation.open(f.id()),
                where + " " + f.what(),
                f.entity(),
                f.count());
    }

    private static Set<EntityId> touched(Situation situation, Incident incident) {
        Set<EntityId> touched = new HashSet<>();
        incident.causes().forEach(c -> touched.add(c.entity()));
        incident.path().forEach(s -> {
            touched.add(s.from());
            touched.add(s.to());
        });
        for (String id : incident.findings()) {
            Finding finding = situation.findings().get(id);
            if (finding != null) {
                touched.add(finding.entity());
            }
        }
        return touched;
    }
}
