package millwright.connectors.mqtt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Reading;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Side;
import millwright.plant.StepFunction;
import millwright.plant.Times;

/**
 * Load targets, power states and breaches of the grid contract: targets become limits of their feeds, the rest events. The
 * loop's thread; at most {@value #FEEDS} feeds, and the last {@value #EVENTS} events are remembered so that a repeat is known.
 */
final class Grid {
    private static final MetricId POWER = new MetricId("power.observed");
    private static final int FEEDS = 1_000;
    private static final int EVENTS = 10_000;
    /** Targets times feeds that one message may change. */
    private static final int CHANGES = 20_000;

    /** What came of one message. */
    record Told(List<Occurrence> occurrences, List<Reading> readings) {}

    private final MqttConfig config;
    private final Signers signers;
    private final GrowingPlant plant;
    private final Origin origin;
    private final Metric calculated = Catalogue.standard().get(new MetricId("power.calculated"));
    private final Map<String, StepFunction> targets = new HashMap<>();
    /** As told last, by feed and origin. */
    private final Map<String, Limit> limits = new HashMap<>();
    /** What the plant was not told yet. */
    private final Map<String, Limit> fresh = new LinkedHashMap<>();
    /** By feed, as told last. */
    private final Map<String, Reading> loads = new HashMap<>();
    /** W that a feed may draw while it has no target. */
    private final Map<String, Double> unconstrained = new HashMap<>();

    private final Map<String, Long> lastSet = new HashMap<>();
    private final Map<String, Boolean> compliant = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private StepFunction everywhere = Targets.NONE;

    Grid(MqttConfig config, Signers signers, GrowingPlant plant, Origin origin) {
        this.config = config;
        this.signers = signers;
        this.plant = plant;
        this.origin = origin;
    }

    List<String> filters() {
        String root = config.grid();
        return List.of(
                root + "/isv/+/loadtarget/set",
                root + "/dsx-flex-agent/+/powerstate/status",
                root + "/dsx-flex-agent/+/powerbreach",
                root + "/infra/+/powerbreach/enforcement");
    }

    boolean isOurs(String topic) {
        return topic.startsWith(config.grid() + "/");
    }

    Told take(String topic, byte[] payload, boolean retained, long now) throws Garbled {
        String[] levels = topic.substring(config.grid().length() + 1).split("/", 3);
        if (levels.length < 3) {
            throw new Garbled("a topic of the grid that the contract does not have");
        }
        GridEvent event = GridEvent.of(payload, levels[2], signers, now);
        Told told = new Told(new ArrayList<>(), new ArrayList<>());
        String key = event.source() + " " + event.id();
        if (seen.contains(key)) {
            return told;
        }
        switch (levels[2]) {
            case "loadtarget/set" -> targetSet(event, told, now);
            case "powerstate/status" -> state(event, retained, told, now);
            case "powerbreach" -> breach(event, told, now);
            case "powerbreach/enforcement" -> enforcement(event, told, now);
            default -> throw new Garbled("a topic of the grid that the contract does not have");
        }
        if (seen.size() >= EVENTS) {
            seen.remove(seen.iterator().next());
        }
        seen.add(key); // only now: one that could not be taken may come again, mended
        return told;
    }

    /** Before anything is changed. */
    private void admit(Collection<String> tags) throws Garbled {
        Set<String> fresh = new HashSet<>(tags);
        fresh.removeAll(targets.keySet());
        if (targets.size() + fresh.size() > FEEDS || fresh.stream().anyMatch(String::isBlank)) {
            throw new Garbled("a feed tag must not be blank, and there may be " + FEEDS + " feeds");
        }
    }

    private EntityId feed(String tag) throws Garbled {
        boolean fresh = false;
        if (!targets.containsKey(tag)) {
            if (targets.size() >= FEEDS || tag.isBlank()) {
                throw new Garbled("a feed tag must not be blank, and there may be " + FEEDS + " feeds");
            }
            targets.put(tag, everywhere);
            fresh = true;
        }
        MqttConfig.Meter meter = config.meters().stream()
                .filter(m -> m.feed().equals(tag))
                .findFirst()
                .orElse(new MqttConfig.Meter(tag, EntityKind.UTILITY, Side.NONE, tag));
        EntityId id = EntityId.of(meter.kind(), meter.object());
        if (!plant.knows(id)) {
            plant.put(plant.site(), new Entity.PowerDevice(id, meter.object(), meter.kind(), meter.side(), 0));
        }
        if (fresh) {
            plant.nativeIds(id, Map.of("grid.feed", tag));
        }
        return id;
    }

    private void limit(EntityId feed, LimitOrigin by, StepFunction values) {
        Limit limit = new Limit(feed, POWER, Bound.UPPER, by, values);
        String key = feed + " " + by;
        if (!limit.equals(limits.put(key, limit))) {
            fresh.put(key, limit);
        }
    }

    /** Gives the plant what changed: the newest limit of each feed and origin, however many messages there were. */
    void tell() {
        fresh.values().forEach(plant::limit);
        fresh.clear();
    }

    /** Readings as told last, as stale. */
    List<Reading> fade() {
        List<Reading> stale = new ArrayList<>();
        loads.replaceAll((_, last) -> {
            if (last.state() != DataState.OK) {
                return last;
            }
            Reading faded = new Reading(last.entity(), last.metric(), last.value(), DataState.STALE, last.time());
            stale.add(faded);
            return faded;
        });
        return stale;
    }

    private record Wish(List<String> tags, long start, long end, double watts) {}

    private List<Wish> wishes(GridEvent event, long now) throws Garbled {
        List<Wish> wishes = new ArrayList<>();
        int work = 0;
        for (Json target : event.data().children("targets")) {
            Json interval = target.child("interval");
            long start = interval.has("start_time") ? Claimed.planned(interval, "start_time", now) : event.time();
            long end = interval.has("end_time") ? interval.time("end_time") : Targets.OPEN;
            double watts =
                    target.isNull("load_constraint") ? Double.NaN : GridEvent.watts(target.child("load_constraint"));
            List<String> tags = target.texts("feed_tags").stream().distinct().toList();
            work += tags.isEmpty() ? targets.size() + 1 : tags.size();
            if (work > CHANGES) {
                throw event.data().wrong("targets", "may be at most " + CHANGES + " times the feeds that they are for");
            }
            wishes.add(new Wish(tags, start, end, watts));
        }
        if (wishes.isEmpty()) {
            throw event.data().wrong("targets", "must name at least one");
        }
        return wishes;
    }

    /** All is computed before anything is changed, so a message is taken whole or not at all. */
    private void targetSet(GridEvent event, Told told, long now) throws Garbled {
        List<Wish> wishes = wishes(event, now);
        Set<String> named = new LinkedHashSet<>();
        wishes.forEach(wish -> named.addAll(wish.tags()));
        admit(named);
        named.addAll(targets.keySet());
        Map<String, StepFunction> changed = new LinkedHashMap<>();
        StepFunction all = everywhere;
        for (Wish wish : wishes) {
            if (wish.tags().isEmpty()) {
                all = Targets.with(all, wish.start(), wish.end(), wish.watts(), now);
            }
            for (String tag : wish.tags().isEmpty() ? named : wish.tags()) {
                StepFunction known = changed.getOrDefault(tag, targets.getOrDefault(tag, everywhere));
                changed.put(tag, Targets.with(known, wish.start(), wish.end(), wish.watts(), now));
            }
        }
        everywhere = all;
        for (Map.Entry<String, StepFunction> entry : changed.entrySet()) {
            lastSet.put(entry.getKey(), event.time());
            targets(entry.getKey(), feed(entry.getKey()), entry.getValue());
        }
        for (Wish wish : wishes) {
            told.occurrences().add(targetSet(event, wish, told.occurrences().size(), now));
        }
    }

    /** While no target holds, the feed's own constraint does. */
    private void targets(String tag, EntityId feed, StepFunction all) {
        targets.put(tag, all);
        limit(feed, LimitOrigin.LOAD_TARGET, all);
        Double otherwise = unconstrained.get(tag);
        if (otherwise != null) {
            limit(feed, LimitOrigin.CONTRACT, Targets.gaps(all, otherwise));
        }
    }

    private StepFunction known(String tag) {
        StepFunction known = targets.get(tag);
        return known == null ? Targets.NONE : known;
    }

    private Occurrence targetSet(GridEvent event, Wish wish, int number, long now) throws Garbled {
        List<String> tags = wish.tags();
        String where = tags.isEmpty() ? "all feeds" : String.join(", ", tags.subList(0, Math.min(5, tags.size())));
        String text = Double.isNaN(wish.watts())
                ? "load target of " + where + " taken away"
                : "load target " + kilowatts(wish.watts()) + " for " + where;
        Map<String, String> details = details(event);
        details.put("watts", String.valueOf(wish.watts()));
        details.put("start", String.valueOf(Times.instant(wish.start())));
        details.put("end", wish.end() == Targets.OPEN ? "open" : String.valueOf(Times.instant(wish.end())));
        EntityId at = tags.isEmpty() ? plant.site() : feed(tags.getFirst());
        return occurrence(event, "/" + number, "load.target", at, Priority.INFO, text, details, now);
    }

    private static String kilowatts(double watts) {
        return String.format(Locale.ROOT, "%.1f kW", watts / 1e3);
    }

    private record State(
            double most, double otherwise, StepFunction schedule, double load, String what, boolean compliant) {}

    private static State read(Json state, List<Json> targets, long time, long now) throws Garbled {
        Json fixed = state.child("metadata");
        return new State(
                GridEvent.watts(fixed.child("power_maximum")),
                GridEvent.watts(fixed.child("default_constraint")),
                scheduled(targets, time, now),
                GridEvent.watts(state.child("calculated_load")),
                state.text("event"),
                state.flag("compliant", true));
    }

    /** All is read before anything is changed. */
    private void state(GridEvent event, boolean retained, Told told, long now) throws Garbled {
        boolean ahead = Claimed.isAhead(event.data().time("snapshot_time"), now);
        long time = Claimed.past(event.data(), "snapshot_time", now);
        Json feeds = event.data().child("feeds");
        Map<String, State> states = new LinkedHashMap<>();
        int work = 0;
        for (String tag : feeds.object().keySet()) {
            Json state = feeds.child(tag);
            List<Json> scheduled = state.children("targets");
            work += scheduled.size() + 1;
            if (work > CHANGES) {
                throw event.data().wrong("feeds", "may have at most " + CHANGES + " targets together");
            }
            states.put(tag, read(state, scheduled, time, now));
        }
        admit(states.keySet());
        boolean old = retained && (ahead || now - time > 3 * config.republish());
        for (Map.Entry<String, State> entry : states.entrySet()) {
            state(event, entry.getKey(), entry.getValue(), time, old, told, now);
        }
    }

    private void state(GridEvent event, String tag, State state, long time, boolean old, Told told, long now)
            throws Garbled {
        EntityId feed = feed(tag);
        limit(feed, LimitOrigin.NAMEPLATE, StepFunction.constant(state.most()));
        unconstrained.put(tag, state.otherwise());
        boolean newer = lastSet.getOrDefault(tag, Long.MIN_VALUE) <= time;
        targets(tag, feed, newer ? state.schedule() : known(tag));
        Reading load = old
                ? new Reading(feed, calculated, state.load(), DataState.STALE, time)
                : Reading.of(feed, calculated, state.load(), time);
        loads.put(tag, load);
        told.readings().add(load);
        stateEvents(event, tag, feed, state, told, now);
    }

    private static StepFunction scheduled(List<Json> targets, long snapshot, long now) throws Garbled {
        StepFunction all = Targets.NONE;
        for (Json target : targets) {
            Json interval = target.child("interval");
            long start = interval.has("start_time") ? Claimed.planned(interval, "start_time", now) : snapshot;
            long end = interval.has("end_time") ? interval.time("end_time") : Targets.OPEN;
            all = Targets.with(all, start, end, GridEvent.watts(target.child("load_constraint")), now);
        }
        return all;
    }

    private void stateEvents(GridEvent event, String tag, EntityId feed, State state, Told told, long now) {
        String what = state.what();
        boolean fits = state.compliant();
        Boolean before = compliant.put(tag, fits);
        boolean turned = before == null ? !fits : before != fits;
        if (what.equals("periodic") && !turned) {
            return;
        }
        String text = tag + ": " + what.replace('_', ' ') + (fits ? "" : ", above its load target");
        Priority priority = turned && !fits ? Priority.MEDIUM : Priority.INFO;
        Map<String, String> details = details(event);
        if (turned) {
            details.put(fits ? Occurrence.ENDS : Occurrence.BEGINS, "above target");
        }
        told.occurrences().add(occurrence(event, "/" + tag, "power.state", feed, priority, text, details, now));
    }

    private void breach(GridEvent event, Told told, long now) throws Garbled {
        Json data = event.data();
        String tag = data.text("feed_tag");
        String status = data.text("status");
        double measured = GridEvent.watts(data.child("measured_load"));
        double target = GridEvent.watts(data.child("target").child("load_constraint"));
        Priority priority = status.equals("resolved")
                ? Priority.INFO
                : data.text("severity").equals("critical") || status.equals("escalated")
                        ? Priority.CRITICAL
                        : Priority.HIGH;
        Map<String, String> details = details(event);
        String breach = data.child("breach").text("breach_id");
        details.put("breach", breach);
        details.put(status.equals("resolved") ? Occurrence.ENDS : Occurrence.BEGINS, breach);
        details.put("status", status);
        details.put("severity", data.text("severity"));
        details.put("measured.watts", String.valueOf(measured));
        details.put("target.watts", String.valueOf(target));
        details.put("infrastructure.actions", String.join(" ", data.texts("infrastructure_actions")));
        details.put("shed", hints(data.children("shed_hints")));
        String text = "power breach " + status + " on " + tag + ": " + kilowatts(measured) + " of " + kilowatts(target);
        told.occurrences().add(occurrence(event, "", "power.breach", feed(tag), priority, text, details, now));
    }

    private static String hints(List<Json> hints) throws Garbled {
        List<String> words = new ArrayList<>();
        for (Json hint : hints.subList(0, Math.min(20, hints.size()))) {
            words.add(hint.text("action") + " " + hint.text("resource_type") + " " + hint.text("resource_id"));
        }
        return String.join(", ", words) + (hints.size() > 20 ? " and " + (hints.size() - 20) + " more" : "");
    }

    private void enforcement(GridEvent event, Told told, long now) throws Garbled {
        Json data = event.data();
        String tag = data.text("feed_tag");
        String code = data.text("code");
        List<Json> results = data.children("results");
        int failed = 0;
        for (Json result : results) {
            failed += result.text("code").equals("failed") ? 1 : 0;
        }
        Priority priority = switch (code) {
            case "success" -> Priority.LOW;
            case "partial" -> Priority.MEDIUM;
            case "error" -> Priority.HIGH;
            default -> throw data.wrong("code", "must be success, partial or error");
        };
        Map<String, String> details = details(event);
        details.put("breach", data.text("breach_id"));
        details.put("code", code);
        details.put("resources", String.valueOf(results.size()));
        details.put("failed", String.valueOf(failed));
        String text = "power breach on " + tag + ": shedding " + data.text("action") + ", " + code + ", " + failed
                + " of " + results.size() + " resources failed";
        told.occurrences().add(occurrence(event, "", "power.enforcement", feed(tag), priority, text, details, now));
    }

    private static Map<String, String> details(GridEvent event) {
        Map<String, String> details = new TreeMap<>();
        details.put("event", event.id());
        details.put("by", event.source());
        if (!event.correlation().isEmpty()) {
            details.put("correlation", event.correlation());
        }
        return details;
    }

    private Occurrence occurrence(
            GridEvent event,
            String part,
            String what,
            EntityId entity,
            Priority priority,
            String text,
            Map<String, String> details,
            long now) {
        return new Occurrence(
                config.name() + "/" + event.source() + "/" + event.id() + part,
                what,
                Layer.FACILITY,
                entity,
                event.time(),
                0,
                now,
                priority,
                text,
                1,
                details,
                origin);
    }
}
