package millwright.views.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * What is abnormal now: open incidents, and active findings that belong to none. Immutable.
 *
 * @param key id of the incident or finding @param incident its id, or empty @param where causing entity
 * @param nowLimit as printed @param unacknowledged
 * whether somebody still has to acknowledge an alarm of it, be that over or not @param broken whether a limit is broken @param tokens output at risk, per s; NaN unknown
 * @param cleared an incident that is still open but of whose findings none holds any more: it has no priority now
 */
record Abnormal(
        String key,
        String incident,
        Priority priority,
        boolean unacknowledged,
        @Nullable EntityId entity,
        String where,
        String what,
        String nowLimit,
        boolean broken,
        double tokens,
        long since,
        boolean cleared) {
    /** How many are ranked; a flood has more, and the list says how many. */
    static final int MOST = 200;

    static List<Abnormal> of(Situation situation, Catalogue catalogue) {
        List<Abnormal> all = new ArrayList<>();
        for (Incident incident : situation.incidents().values()) {
            if (incident.open()) {
                all.add(of(incident, situation, catalogue));
            }
        }
        for (Finding finding : situation.findings().values()) {
            if (finding.active()
                    && finding.priority() != Priority.INFO
                    && !situation.incidentOfFinding().containsKey(finding.id())) {
                all.add(of(finding, situation, catalogue));
            }
        }
        all.sort(Comparator.comparing(Abnormal::cleared)
                .thenComparing(Abnormal::priority)
                .thenComparing(a -> Double.isNaN(a.tokens) ? 0 : -a.tokens)
                .thenComparing(a -> -a.since)
                .thenComparing(Abnormal::key));
        return all;
    }

    private static Abnormal of(Incident incident, Situation situation, Catalogue catalogue) {
        Finding worst = incident.findings().stream()
                .map(situation.findings()::get)
                .filter(f -> f != null && f.active())
                .min(Comparator.comparing(Finding::priority).thenComparing(Finding::since))
                .orElse(null);
        EntityId cause = incident.causes().isEmpty()
                ? worst == null ? null : worst.entity()
                : incident.causes().getFirst().entity();
        return new Abnormal(
                incident.id(),
                incident.id(),
                incident.priority(),
                situation.open(incident),
                cause,
                cause == null ? "–" : where(situation.plant(), cause),
                incident.title(),
                worst == null ? "–" : nowLimit(worst, catalogue),
                worst != null && broken(worst),
                incident.blast().tokensPerSecond(),
                incident.opened(),
                worst == null && incident.findings().stream().allMatch(situation.findings()::containsKey));
    }

    private static Abnormal of(Finding f, Situation situation, Catalogue catalogue) {
        return new Abnormal(
                f.id(),
                "",
                f.priority(),
                situation.open(f.id()),
                f.entity(),
                where(situation.plant(), f.entity()),
                f.what(),
                nowLimit(f, catalogue),
                broken(f),
                Double.NaN,
                f.since(),
                false);
    }

    private static boolean broken(Finding f) {
        return f.limitIsUpper() ? f.now() > f.limit() : f.now() < f.limit();
    }

    static String nowLimit(Finding f, Catalogue catalogue) {
        if (f.metric() == null || Double.isNaN(f.now())) {
            return "–";
        }
        Metric metric = catalogue.find(f.metric()).orElse(null);
        if (metric != null && metric.kind() == MetricKind.STATE) {
            String now = Figures.of(f.now(), metric).joined();
            return Double.isNaN(f.limit())
                    ? now
                    : now + " / " + Figures.of(f.limit(), metric).joined();
        }
        String ucum = catalogue.find(f.metric()).map(m -> m.unit()).orElse("1");
        if (Double.isNaN(f.limit())) {
            return Figures.of(f.now(), ucum).joined();
        }
        String[] pair = Figures.pair(f.now(), f.limit(), ucum);
        return pair[0] + " / " + (f.limitIsUpper() ? "≤ " : "≥ ") + pair[1]
                + (pair[2].isEmpty() ? "" : " " + pair[2].strip());
    }

    /** {@code R2-13 T07 G2}: without site, hall and row, unless it is one of them. */
    static String where(Plant plant, EntityId id) {
        int index = plant.indexOf(id);
        if (index < 0) { // of no plant, as sources are: the id without its kind
            return id.text().replaceFirst("^[a-z]+:", "");
        }
        StringBuilder text = new StringBuilder();
        List<Entity> path = plant.path(index);
        for (Entity entity : path) {
            boolean far = entity.kind() == EntityKind.SITE
                    || entity.kind() == EntityKind.HALL
                    || entity.kind() == EntityKind.ROW;
            if (!far || entity == path.getLast()) {
                text.append(text.isEmpty() ? "" : " ").append(entity.name());
            }
        }
        return text.toString();
    }
}
