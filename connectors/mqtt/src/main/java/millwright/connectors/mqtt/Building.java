package millwright.connectors.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Reading;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Values of the building, each understood by its metadata. A value that comes before its metadata waits, the newest of each
 * point, at most {@value #WAITING} points; beyond, the one that waits longest is given up and counted. The loop's thread.
 */
final class Building {
    private static final int WAITING = 20_000;

    private final MqttConfig config;
    private final Points points;
    private final GrowingPlant plant;
    private final Map<PointKey, PointValue> waiting = new LinkedHashMap<>();
    /** As told last; no more than there are points. */
    private final Map<EntityId, Limit> limits = new HashMap<>();

    private long givenUp;
    private long heartbeat;
    private long ahead;
    private long told;

    Building(MqttConfig config, Points points, GrowingPlant plant) {
        this.config = config;
        this.points = points;
        this.plant = plant;
    }

    List<String> filters() {
        return List.of(config.points() + "/+/Metadata/#", config.points() + "/+/Value/#");
    }

    /** When the building last said that it is there, by our clock; 0 when it never did. */
    long heartbeat() {
        return heartbeat;
    }

    /** Ns by which values claimed to be of later at most, 0 where none did; from now on counted anew. */
    long takeAhead() {
        long most = ahead;
        ahead = 0;
        return most;
    }

    /** @return what it says of the plant, if anything already @throws Garbled when it is not what the contract says */
    List<Reading> take(PointKey.Heading heading, byte[] payload, boolean retained, long now) throws Garbled {
        if (!heading.metadata()) {
            if (payload.length == 0) {
                return List.of(); // the broker keeps it no more, which says nothing of the plant
            }
            Json json = Json.of(payload);
            PointValue value = PointValue.of(json, retained, heading.publisher(), now);
            ahead = Math.max(ahead, retained ? 0 : value.ahead());
            Points.Point point = points.find(heading.key()).orElse(null);
            if (point == null) {
                await(heading.key(), value);
                return List.of();
            }
            return reading(point, value, now).stream().toList();
        }
        if (!heading.publisher().equals(PointKey.BUILDING)) {
            throw new Garbled("only the building publishes metadata, not " + heading.publisher());
        }
        return described(heading.key(), payload, now);
    }

    /** Nothing at all takes the point away. */
    private List<Reading> described(PointKey key, byte[] payload, long now) throws Garbled {
        Points.Point before = points.find(key).orElse(null);
        List<Reading> readings = new ArrayList<>();
        if (payload.length == 0) {
            waiting.remove(key);
            points.remove(key);
            unlimited(before, null);
            gone(before, null, now).ifPresent(readings::add);
            return readings;
        }
        Optional<Points.Point> point = points.put(key, PointMetadata.of(key, Json.of(payload)));
        if (point.isPresent()) {
            unlimited(before, point.get());
            gone(before, point.get(), now).ifPresent(readings::add);
            PointValue early = waiting.remove(key);
            if (early != null) {
                reading(point.get(), early, now).ifPresent(readings::add);
            }
        }
        return readings;
    }

    /** A limit that nobody says any more holds no more. */
    private void unlimited(Points.@Nullable Point before, Points.@Nullable Point after) {
        if (before == null || !(before.sense instanceof Sense.Known was) || !was.limit()) {
            return;
        }
        EntityId id = was.entity().id();
        boolean stays = after != null
                && after.sense instanceof Sense.Known is
                && is.limit()
                && is.entity().id().equals(id);
        if (!stays && limits.remove(id) != null) {
            plant.limit(Limit.upper(id, was.metric().id(), LimitOrigin.BREAKER, Double.NaN));
        }
    }

    /** What a point told and does not tell any more is told once as not there. */
    private static Optional<Reading> gone(Points.@Nullable Point before, Points.@Nullable Point after, long now) {
        Reading last = before == null ? null : before.last;
        boolean stays = before != null
                && after != null
                && before.sense instanceof Sense.Known was
                && after.sense instanceof Sense.Known is
                && was.entity().equals(is.entity())
                && was.metric().equals(is.metric());
        return last == null || stays
                ? Optional.empty()
                : Optional.of(new Reading(
                        last.entity(), last.metric(), Double.NaN, DataState.NO_DATA, Math.max(now, last.time())));
    }

    private void await(PointKey key, PointValue value) {
        waiting.remove(key);
        if (waiting.size() >= WAITING) {
            Iterator<PointKey> longest = waiting.keySet().iterator();
            longest.next();
            longest.remove();
            givenUp++;
        }
        waiting.put(key, value);
    }

    private Optional<Reading> reading(Points.Point point, PointValue value, long now) throws Garbled {
        if (!value.publisher().equals(point.metadata.publisher())) {
            throw new Garbled(
                    "its metadata says that " + point.metadata.publisher() + " publishes it, not " + value.publisher());
        }
        return switch (point.sense) {
            case Sense.Heartbeat _ -> {
                boolean building = point.key.pointType().equals("HeartbeatTimestampBms");
                heartbeat = value.retained() || !building ? heartbeat : now;
                yield Optional.empty();
            }
            case Sense.Unknown _ -> Optional.empty();
            case Sense.Known known
            when known.limit() -> {
                limit(known, value);
                yield Optional.empty();
            }
            case Sense.Known known -> {
                Reading reading = read(known, value, now);
                Reading last = point.last;
                if (value.retained() && last != null && last.time() > reading.time()) {
                    yield Optional.empty(); // what the broker kept is older than what came since
                }
                point.last = reading;
                point.lastRetained = value.retained();
                point.lastNumber = ++told;
                yield Optional.of(reading);
            }
        };
    }

    private Reading read(Sense.Known known, PointValue value, long now) {
        if (!value.good()) {
            return none(known, DataState.BAD, value);
        }
        if (value.value().isEmpty()) {
            return none(known, DataState.NO_DATA, value);
        }
        OptionalDouble number = known.scale().read(value.value().getAsDouble());
        if (number.isEmpty()) {
            return none(known, DataState.BAD, value);
        }
        Reading reading = Reading.of(known.entity().id(), known.metric(), number.getAsDouble(), value.time());
        // what was kept and claims to be of later may be of any age
        boolean old = value.retained() && (value.ahead() > 0 || now - value.time() > 3 * config.republish());
        return old && reading.state() == DataState.OK
                ? new Reading(reading.entity(), reading.metric(), reading.value(), DataState.STALE, reading.time())
                : reading;
    }

    private static Reading none(Sense.Known known, DataState state, PointValue value) {
        return new Reading(known.entity().id(), known.metric(), Double.NaN, state, value.time());
    }

    /** A limit that is not trusted stays as it was. */
    private void limit(Sense.Known known, PointValue value) {
        if (!value.good() || value.value().isEmpty()) {
            return;
        }
        OptionalDouble number = known.scale().read(value.value().getAsDouble());
        if (number.isPresent() && number.getAsDouble() > 0) {
            Limit limit =
                    Limit.upper(known.entity().id(), known.metric().id(), LimitOrigin.BREAKER, number.getAsDouble());
            if (!limit.equals(limits.put(limit.entity(), limit))) {
                plant.limit(limit);
            }
        }
    }

    /** What waits for metadata, one line; empty when nothing does. */
    List<String> lacking() {
        if (waiting.isEmpty() && givenUp == 0) {
            return List.of();
        }
        String first = waiting.isEmpty()
                ? ""
                : ", first: " + waiting.keySet().iterator().next();
        return List.of(waiting.size() + " points without metadata, their values wait" + first
                + (givenUp > 0 ? "; " + givenUp + " values given up" : ""));
    }
}
