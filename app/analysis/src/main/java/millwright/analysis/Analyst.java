package millwright.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.analysis.correlate.Correlator;
import millwright.analysis.detect.Condition;
import millwright.analysis.detect.Gather;
import millwright.analysis.detect.Moment;
import millwright.analysis.detect.Moves;
import millwright.analysis.detect.Rule;
import millwright.analysis.detect.Rules;
import millwright.analysis.detect.Tellers;
import millwright.analysis.detect.Tuning;
import millwright.analysis.kpi.Activity;
import millwright.analysis.kpi.Roster;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.FeedSink;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.LatestColumns;

/**
 * Takes everything that a plant tells and says what it means: findings, alarms, incidents. It looks at whole steps of
 * plant time only, and at each only after the lateness bound, so what it says does not depend on the order of arrival or
 * on how often it is ticked. One thread calls it; bounded by the plant's size and the events of the lateness bound.
 */
public final class Analyst {
    /** Without any event for this long the steps widen; a plant that only has minutes is not looked at every second. */
    private static final long QUIET = 8 * Times.SECOND;

    private static final long WIDE_STEP = 10 * Times.SECOND;

    private final Catalogue catalogue;
    private final AnalystConfig config;
    private final List<Rule> rules;
    private final Reorder reorder = new Reorder();
    private final LatestColumns columns = new LatestColumns();
    private final SourceClocks clocks = new SourceClocks();
    private final Gather gather = new Gather();
    private final FindingBook findings;
    private final AlarmBook alarms = new AlarmBook();
    private final Correlator correlator;
    private final Map<EntityId, SourceState> sources = new TreeMap<>();
    private final Tellers tellers = new Tellers();
    /** Revision in which slots of a kind last changed their meaning. */
    private final Map<EntityKind, Long> slotsSince = new EnumMap<>(EntityKind.class);

    private Roster roster = new Roster(Plant.empty());
    private Plant before = Plant.empty();
    private long evaluated = Long.MIN_VALUE;
    private long lastEvent = Long.MIN_VALUE;

    public Analyst(Catalogue catalogue, AnalystConfig config) {
        this.catalogue = catalogue;
        this.config = config;
        rules = Rules.all(new Tuning(config.settings()), config.off());
        findings = new FindingBook(config.reanalysed(), config.step());
        correlator = new Correlator(config.reanalysed());
    }

    /** Takes an event of a source, derived values included; the analyst's own kinds of events pass by. */
    public void accept(PlantEvent event, FeedSink out) {
        if (looks()) {
            reorder.add(event);
        }
    }

    /** One without rules finds nothing, and need not go through the years of a recording for it. */
    private boolean looks() {
        return !rules.isEmpty();
    }

    /** Evaluates every step that is due at plant time {@code now}. Call about once a second. */
    public void tick(long now, FeedSink out) {
        long due = now - config.lateness();
        long next = nextStep();
        while (next != Long.MAX_VALUE && next <= due) {
            evaluate(next, out);
            evaluated = next;
            next = nextStep();
        }
    }

    private long nextStep() {
        long earliest = reorder.earliest();
        long event = earliest == Long.MAX_VALUE ? Long.MAX_VALUE : ceil(earliest, config.step());
        if (evaluated == Long.MIN_VALUE) {
            return event;
        }
        long regular = evaluated + config.step();
        if (evaluated - lastEvent >= QUIET) {
            regular = ceil(evaluated + 1, Math.max(config.step(), WIDE_STEP));
        }
        // A late event is looked at with the next step, never by going back.
        return Math.min(regular, Math.max(event, evaluated + config.step()));
    }

    private static long ceil(long time, long step) {
        return Math.floorDiv(time + step - 1, step) * step;
    }

    private void evaluate(long time, FeedSink out) {
        for (PlantEvent event : reorder.until(time)) {
            lastEvent = time;
            apply(event, time);
        }
        columns.sweep(time);
        Plant plant = columns.plant();
        if (plant != roster.plant()) {
            roster = new Roster(plant);
        }
        Moves moves = new Moves(before, plant);
        before = plant;
        Moment moment = new Moment(
                roster, columns, new Activity(columns), catalogue, moves, sources, tellers, clocks.shifts(time), time);
        List<Condition> conditions = new ArrayList<>();
        for (Rule rule : rules) {
            rule.evaluate(moment, conditions::add);
        }
        findings.update(gather.apply(conditions, plant, time), moment, finding -> told(finding, time, out));
        correlator.step(plant, columns, roster.simulated(), time, out);
    }

    private void told(Finding finding, long time, FeedSink out) {
        out.accept(finding);
        alarms.follow(finding, time, out);
        correlator.happened(finding, time);
    }

    private void apply(PlantEvent event, long time) {
        switch (event) {
            case PlantChanged changed -> change(changed);
            case Frame frame -> {
                clocks.saw(frame, time);
                // Slots of an older revision may stand for other entities by now.
                if (frame.revision() >= slotsSince.getOrDefault(frame.kind(), 0L)) {
                    if (columns.put(frame)) {
                        tellers.heard(frame, columns.plant());
                    }
                    rules.forEach(rule -> rule.heard(frame));
                }
            }
            case Occurrence occurrence -> rules.forEach(rule -> rule.happened(occurrence));
            case SourceState state -> heard(state);
            case Finding _, Incident _, Alarm _, Preview _, Receipt _, ActionProgress _, Gap _ -> {}
            case Interval _, Waste _, AuditHead _, TimeState _, LinkState _ -> {}
        }
    }

    /** What has ended is no matter of rules any more, nor are the peers that it spoke for. */
    private void heard(SourceState state) {
        EntityId source = state.source();
        if (state.condition().equals("ended")) {
            clocks.ended(source);
            sources.keySet().removeIf(id -> id.equals(source) || id.text().startsWith(source.text() + "/"));
        } else {
            sources.put(source, state);
        }
    }

    private void change(PlantChanged changed) {
        Plant earlier = columns.plant();
        columns.accept(changed);
        tellers.moved(new Moves(earlier, columns.plant()), columns.plant());
        if (changed.whole()) {
            for (EntityKind kind : EntityKind.values()) {
                slotsSince.put(kind, changed.revision());
            }
        }
        changed.change().put().forEach(e -> slotsSince.put(e.kind(), changed.revision()));
        changed.change().removed().forEach(id -> {
            for (EntityKind kind : EntityKind.values()) {
                if (id.text().startsWith(kind.prefix() + ":")) {
                    slotsSince.put(kind, changed.revision());
                }
            }
        });
    }

    /** Marks the alarms of these findings as seen at once. @return those that were known */
    public List<String> acknowledge(List<String> findingIds, String by, long now, FeedSink out) {
        return alarms.acknowledge(findingIds, by, now, out);
    }

    /** Events taken whose time has not come. */
    public int held() {
        return reorder.size();
    }

    /** The plant as of the newest evaluated step. */
    public Plant plant() {
        return columns.plant();
    }
}
