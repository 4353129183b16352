package millwright.connectors.mqtt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Reading;
import millwright.feed.WritablePoints;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Side;
import org.jspecify.annotations.Nullable;

/**
 * The points of the building as its metadata names them, and what they make of the plant. The loop's thread; at most
 * {@value #MOST} points and {@value #BYTES} bytes of what is said of them.
 */
final class Points {
    private static final int MOST = 100_000;
    private static final long BYTES = 256L << 20;
    private static final int HEARTBEATS = 16;

    /** One point. */
    static final class Point {
        final PointKey key;
        final PointMetadata metadata;
        final Sense sense;
        /** Its newest reading; null before the first. */
        @Nullable
        Reading last;
        /** The broker kept it from before. */
        boolean lastRetained;
        /** Number of its newest reading among all of this source. */
        long lastNumber;

        Point(PointKey key, PointMetadata metadata, Sense sense) {
            this.key = key;
            this.metadata = metadata;
            this.sense = sense;
        }
    }

    /** Who tells a metric of an entity. */
    record Cell(EntityId entity, MetricId metric, boolean limit) {}

    private final Map<PointKey, Point> points = new LinkedHashMap<>();
    private final Map<Cell, PointKey> owners = new HashMap<>();
    /** Points that would tell what another one tells. */
    private final Map<Cell, Set<PointKey>> rivals = new HashMap<>();

    private final Servings servings;
    private final Map<String, MqttConfig.Meter> meters = new HashMap<>();
    private final Set<PointKey> heartbeats = new LinkedHashSet<>();
    private final Sense.Reader reader;
    private final GrowingPlant plant;
    private final String integration;
    private long bytes;
    private long refused;

    /** @param integration which points are ours to write; empty for none */
    Points(List<MqttConfig.Meter> meters, String integration, GrowingPlant plant) {
        this.integration = integration;
        meters.forEach(m -> this.meters.put(m.object(), m));
        this.reader = new Sense.Reader(this.meters);
        this.servings = new Servings(this.meters, plant);
        this.plant = plant;
    }

    Optional<Point> find(PointKey key) {
        return Optional.ofNullable(points.get(key));
    }

    Collection<Point> all() {
        return points.values();
    }

    /** The point that tells a metric of an entity. */
    Optional<Point> telling(EntityId entity, MetricId metric) {
        PointKey key = owners.get(new Cell(entity, metric, false));
        return key == null ? Optional.empty() : find(key);
    }

    /** @return the point; empty when there is no room for it */
    Optional<Point> put(PointKey key, PointMetadata metadata) {
        Point known = points.get(key);
        if (known != null && known.metadata.equals(metadata)) {
            return Optional.of(known);
        }
        if (known == null && points.size() >= MOST || bytes + bytes(key, metadata) > BYTES) {
            refused++;
            return Optional.empty();
        }
        Optional<Cell> freed = forget(known, metadata);
        Point point = add(key, metadata);
        freed.ifPresent(this::revive);
        return Optional.of(point);
    }

    /** The building has withdrawn it. @return what it was */
    Optional<Point> remove(PointKey key) {
        Point known = points.get(key);
        Optional<Cell> freed = forget(known, null);
        points.remove(key);
        heartbeats.remove(key);
        freed.ifPresent(this::revive);
        return Optional.ofNullable(known);
    }

    private static long bytes(PointKey key, PointMetadata metadata) {
        return metadata.bytes() + 2L * key.toString().length();
    }

    private Point add(PointKey key, PointMetadata metadata) {
        Sense sense = reader.read(key, metadata);
        if (sense instanceof Sense.Known found) {
            PointKey owner = owners.putIfAbsent(cell(found), key);
            if (owner != null && !owner.equals(key)) {
                rivals.computeIfAbsent(cell(found), _ -> new LinkedHashSet<>()).add(key);
                sense = new Sense.Unknown("tells what another point tells already: "
                        + found.metric().name());
            } else {
                place(key, metadata, found);
            }
        }
        Point point = new Point(key, metadata, sense);
        points.put(key, point);
        bytes += bytes(key, metadata);
        heartbeat(point);
        return point;
    }

    /** The next that would tell this does, for the one that did does not any more. */
    private void revive(Cell cell) {
        Set<PointKey> waiting = rivals.get(cell);
        if (waiting == null || owners.containsKey(cell)) {
            return;
        }
        PointKey next = waiting.iterator().next();
        Point point = points.get(next);
        forget(point, null);
        if (point != null) {
            add(next, point.metadata);
        }
    }

    /** @return what nobody tells any more */
    private Optional<Cell> forget(@Nullable Point known, @Nullable PointMetadata next) {
        if (known == null) {
            return Optional.empty();
        }
        bytes -= bytes(known.key, known.metadata);
        if (!(known.sense instanceof Sense.Known found)) {
            leaveRivals(known);
            return Optional.empty();
        }
        boolean ours = owners.remove(cell(found), known.key) && isOurs(found, known.metadata);
        boolean stays = next != null && isOurs(found, next) && found.equals(reader.read(known.key, next));
        if (ours && !stays) {
            plant.nativeIds(
                    found.entity().id(), WritablePoints.withdrawn(found.metric().id()));
        }
        if (!known.metadata.object().isEmpty()) {
            servings.remove(found.owner(), known.metadata.serves());
        }
        return Optional.of(cell(found));
    }

    private void leaveRivals(Point point) {
        if (reader.read(point.key, point.metadata) instanceof Sense.Known meant) {
            Cell cell = cell(meant);
            Set<PointKey> waiting = rivals.get(cell);
            if (waiting != null && waiting.remove(point.key) && waiting.isEmpty()) {
                rivals.remove(cell);
            }
        }
    }

    private boolean isOurs(Sense.Known known, PointMetadata metadata) {
        return !integration.isEmpty()
                && metadata.integration().equals(integration)
                && Asked.shownBy(known.metric().id()).isPresent();
    }

    private void heartbeat(Point point) {
        heartbeats.remove(point.key);
        boolean ours = !integration.isEmpty()
                && point.key.pointType().equals("HeartbeatTimestampIntegration")
                && point.metadata.integration().equals(integration);
        if (ours && point.sense instanceof Sense.Heartbeat && heartbeats.size() < HEARTBEATS) {
            heartbeats.add(point.key);
        }
    }

    /** Where this program has to say that it is there. */
    Set<PointKey> heartbeats() {
        return Set.copyOf(heartbeats);
    }

    private static Cell cell(Sense.Known known) {
        return new Cell(known.entity().id(), known.metric().id(), known.limit());
    }

    private void place(PointKey key, PointMetadata metadata, Sense.Known known) {
        EntityId owner = put(known.owner(), plant.hall());
        if (!known.entity().equals(known.owner())) {
            put(known.entity(), owner);
        }
        Map<String, String> names = new TreeMap<>();
        names.put("bms.object-type", key.objectType());
        names.put(
                key.objectType().equals("Rack") ? "bms.rack-location" : "bms.object",
                known.owner().local());
        if (!metadata.associate().isEmpty()) {
            names.put("bms.associate", metadata.associate());
        }
        if (known.owner().kind() != EntityKind.HALL) {
            plant.nativeIds(owner, names);
        }
        plant.nativeIds(known.entity().id(), Map.of("mqtt." + known.metric().name(), clipped(key.toString())));
        if (isOurs(known, metadata)) {
            Asked.shownBy(known.metric().id())
                    .ifPresent(shown -> plant.nativeIds(
                            known.entity().id(),
                            WritablePoints.offered(known.metric().id(), shown)));
        }
        if (!metadata.object().isEmpty()) {
            servings.add(known.owner(), metadata.serves());
        }
    }

    private static String clipped(String text) {
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    /** @return its id, the hall's for a thing that has no place in the plant itself */
    private EntityId put(Sense.Thing thing, EntityId container) {
        if (thing.kind() == EntityKind.HALL) {
            return plant.hall();
        }
        EntityId id = thing.id();
        if (thing.kind() == EntityKind.RACK) {
            plant.rack(thing.local(), thing.name(), "unplaced");
        } else if (thing.kind().isPower()) {
            MqttConfig.Meter meter = meters.get(thing.local());
            Side side = meter == null ? Side.NONE : meter.side();
            plant.put(container, new Entity.PowerDevice(id, thing.name(), thing.kind(), side, 0));
        } else {
            plant.put(container, new Entity.CoolingDevice(id, thing.name(), thing.kind()));
        }
        servings.found(thing.local(), id);
        return id;
    }

    /** Points that are not shown, counted by why; the most first. */
    List<String> unknown() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Point point : points.values()) {
            if (point.sense instanceof Sense.Unknown unknown) {
                counts.merge(unknown.why(), 1, Integer::sum);
            }
        }
        List<String> lines = new ArrayList<>();
        counts.entrySet().stream()
                .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
                .limit(12)
                .forEach(e -> lines.add(e.getValue() + " points not shown: " + e.getKey()));
        if (refused > 0) {
            lines.add("more than " + MOST + " points or " + BYTES + " bytes of metadata; " + refused
                    + " messages about others were passed over");
        }
        return lines;
    }
}
