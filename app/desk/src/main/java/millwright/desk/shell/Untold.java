package millwright.desk.shell;

import java.util.List;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/** Why a value is not there: since when, and which source is silent or never told it. Stateless. */
final class Untold {
    /** What the gateway adds up and derives itself: no source that anybody set up. */
    private static final EntityId SUMS = EntityId.of(EntityKind.SOURCE, "rollup");

    private Untold() {}

    /** @param slot of the entity, which may be beyond the column @return empty where the value is there */
    static String words(ShellContext context, Situation situation, Metric metric, EntityKind kind, int slot, long now) {
        Latest latest = context.values.latest(metric.id(), kind);
        boolean known = slot >= 0 && slot < latest.size();
        DataState state = known ? latest.state(slot) : DataState.NO_DATA;
        long last = known ? latest.times()[slot] : 0;
        if (state == DataState.OK) {
            return "";
        }
        if (last == 0) {
            return situation.opening(now) ? "" : never(context, situation, metric, kind, slot);
        }
        ClockFace clock = context.clockFace();
        EntityId source = context.model.teller(metric.id(), kind, slot);
        String who = who(situation, source);
        String when = clock.when(last, now);
        return switch (state) {
            case OK -> "";
            case STALE -> "since " + when + ": " + silent(situation, source, who);
            case NO_DATA -> who + " tells that it has none"; // for how long, it does not tell
            case NOT_SUPPORTED, FORBIDDEN, BAD -> "told at " + when + " by " + who;
        };
    }

    private static String silent(Situation situation, @Nullable EntityId source, String who) {
        if (!situation.link().carries()) {
            return (situation.link().peer().isEmpty()
                            ? "the gateway"
                            : situation.link().peer()) + " does not answer";
        }
        SourceState state = state(situation, source);
        if (state == null) {
            return who + " told it last";
        }
        return switch (state.condition()) {
            case "late", "failed", "ended" -> who + " is silent";
            case "partial" -> who + " answers in part";
            default -> who + " answers, but not with this";
        };
    }

    /** Of the sources that tell something else of the very same entity, the one that says that it lacks this. */
    private static String never(ShellContext context, Situation situation, Metric metric, EntityKind kind, int slot) {
        for (Metric other : context.model.catalogue().metrics()) {
            SourceState state = other.on().contains(kind) && told(context, other, kind, slot)
                    ? state(situation, context.model.teller(other.id(), kind, slot))
                    : null;
            for (String line : state == null ? List.<String>of() : state.missing()) {
                if (state != null && (" " + line + " ").contains(" " + metric.name() + " ")) {
                    return who(situation, state.source()) + ": " + line;
                }
            }
        }
        return "no source tells it";
    }

    private static boolean told(ShellContext context, Metric metric, EntityKind kind, int slot) {
        Latest latest = context.values.latest(metric.id(), kind);
        return slot >= 0 && slot < latest.size() && latest.times()[slot] != 0;
    }

    private static String who(Situation situation, @Nullable EntityId source) {
        return source == null
                ? "its source"
                : situation
                        .plant()
                        .find(source)
                        .map(entity -> entity.name())
                        .orElse(
                                source.equals(SUMS)
                                        ? "the gateway"
                                        : source.text().substring(source.text().indexOf(':') + 1));
    }

    /** Of the peer where it has one, else of the source that it belongs to. */
    private static @Nullable SourceState state(Situation situation, @Nullable EntityId source) {
        String name = source == null ? "" : source.text();
        while (!name.isEmpty()) {
            SourceState state = situation.sources().get(new EntityId(name));
            if (state != null) {
                return state;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        }
        return null;
    }
}
