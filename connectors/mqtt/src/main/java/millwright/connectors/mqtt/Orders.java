package millwright.connectors.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import millwright.connectors.source.Reading;
import millwright.connectors.source.TakenKeys;
import millwright.feed.ActionProgress;
import millwright.feed.ActionProgress.Mark;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * Writes the points that the building's metadata gives to this program, says them again as the contract asks, and looks
 * whether the building follows. The same key is carried out once. The loop's thread; at most {@value #AT_ONCE} orders at
 * once and {@value #MOST} points an order.
 */
final class Orders {
    private static final int AT_ONCE = 16;
    private static final int MOST = 200;
    private static final double SAME = 0.05;

    /** Sends one message. */
    interface Publisher {
        void publish(String topic, byte[] payload, Consumer<Sent> done);
    }

    private static final class Open {
        final ControlAction.SetPoint action;
        final List<Points.Point> points;
        final List<Mark> trail = new ArrayList<>();
        final Map<EntityId, Double> before = new LinkedHashMap<>();
        /** What showed the point last when the order left; nothing newer came while it is the same. */
        final Map<EntityId, Long> stale = new HashMap<>();

        final Map<Points.Point, Sent> sent = new LinkedHashMap<>();
        final long begun;
        final long until;

        Open(ControlAction.SetPoint action, List<Points.Point> points, long begun, long until) {
            this.action = action;
            this.points = points;
            this.begun = begun;
            this.until = until;
        }

        int count(Sent what) {
            return Collections.frequency(sent.values(), what);
        }
    }

    /** @param meant in the metric's unit */
    private record Held(Sense.Known sense, double meant) {}

    private final MqttConfig config;
    private final Points points;
    private final Publisher publisher;
    private final Consumer<PlantEvent> out;
    private final Origin origin;
    private final TakenKeys taken = new TakenKeys();
    private final List<Open> open = new ArrayList<>();
    private final Map<PointKey, Held> held = new LinkedHashMap<>();
    /** The order of each point that was sent last and has not ended. */
    private final Map<PointKey, Open> newest = new HashMap<>();

    private long said;
    private int dropped;
    private String lastDropped = "";

    Orders(MqttConfig config, Points points, Publisher publisher, Consumer<PlantEvent> out, Origin origin) {
        this.config = config;
        this.points = points;
        this.publisher = publisher;
        this.out = out;
        this.origin = origin;
    }

    void take(ControlAction action, long now) {
        String key = action.header().key();
        if (!taken.isFirst(key)) {
            answer(key, Answer.DUPLICATE, "already taken", now);
        } else if (action.header().expires() < now) {
            answer(key, Answer.REFUSED, "expired before it could start", now);
        } else if (open.size() >= AT_ONCE) {
            answer(key, Answer.REFUSED, AT_ONCE + " actions are being carried out already; try again", now);
        } else if (action instanceof ControlAction.SetPoint set) {
            try {
                begin(set, now);
            } catch (Garbled e) {
                answer(key, Answer.REFUSED, String.valueOf(e.getMessage()), now);
            }
        } else {
            answer(key, Answer.REFUSED, "the building takes points only; another source can carry this out", now);
        }
    }

    private void answer(String key, Answer answer, String text, long now) {
        out.accept(new Receipt(key, answer, text, now));
    }

    private void begin(ControlAction.SetPoint action, long now) throws Garbled {
        if (action.targets().isEmpty() || action.targets().size() > MOST) {
            throw new Garbled("name 1 to " + MOST + " targets");
        }
        Map<Points.Point, Double> numbers = new LinkedHashMap<>();
        for (EntityId target : action.targets()) {
            Points.Point point = writable(target, action.metric());
            numbers.put(point, number(point, action.value()));
        }
        List<Points.Point> all = List.copyOf(numbers.keySet());
        Open order = new Open(action, all, now, now + config.confirm());
        for (Points.Point point : all) {
            Points.Point shows = showing(point).orElse(null);
            order.before.put(entity(point), trusted(shows == null ? null : shows.last));
            order.stale.put(entity(point), shows == null ? 0 : shows.lastNumber);
        }
        open.add(order);
        tell(order, ActionStage.EXECUTING, "publishing " + all.size() + " points", now);
        numbers.forEach((point, number) -> write(order, point, number, now));
    }

    /** While nobody knows what the building has, the point is not said again: that could undo the newer order. */
    private void write(Open order, Points.Point point, double number, long now) {
        Held before = held.remove(point.key);
        Open earlier = newest.put(point.key, order);
        send(point, number, now, sent -> {
            if (sent == Sent.NOT) {
                restore(point.key, before, earlier);
            } else if (sent == Sent.TAKEN) {
                hold(order, point);
            }
            published(order, point, sent, now);
        });
    }

    private void restore(PointKey key, @Nullable Held before, @Nullable Open earlier) {
        newest.remove(key);
        if (earlier != null) {
            newest.put(key, earlier);
        }
        if (before != null) {
            held.put(key, before);
        }
    }

    /** What an older order meant must not come back over a newer one. */
    private void hold(Open order, Points.Point point) {
        if (newest.get(point.key) == order && point.sense instanceof Sense.Known known) {
            held.put(point.key, new Held(known, order.action.value()));
        }
    }

    private Points.Point writable(EntityId target, MetricId metric) throws Garbled {
        Points.Point point = points.telling(target, metric)
                .orElseThrow(() -> new Garbled(target + " has no point " + metric + " in the building's metadata"));
        String owner = point.metadata.integration();
        if (config.integration().isEmpty() || !owner.equals(config.integration())) {
            throw new Garbled(metric + " of " + target + " is "
                    + (owner.isEmpty() ? "the building's own" : "written by '" + owner + "'")
                    + "; 'integration' of this source is '" + config.integration() + "'");
        }
        if (Asked.shownBy(metric).isEmpty()) {
            throw new Garbled(metric + " is not among the points that may be asked for");
        }
        return point;
    }

    private static double number(Points.Point point, double value) throws Garbled {
        if (point.sense instanceof Sense.Known known && known.metric().isPlausible(value)) {
            OptionalDouble sent = known.scale().write(value);
            if (sent.isPresent()) {
                return sent.getAsDouble();
            }
        }
        throw new Garbled(value + " cannot be asked of " + point.key);
    }

    private void send(Points.Point point, double value, long now, Consumer<Sent> done) {
        String payload = String.format(
                Locale.ROOT, "{\"value\":%s,\"timestamp\":%d,\"quality\":1}", plain(value), now / 1_000_000);
        publisher.publish(
                point.key.valueTopic(config.points(), config.integration()),
                payload.getBytes(StandardCharsets.UTF_8),
                done);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private void published(Open order, Points.Point point, Sent sent, long now) {
        order.sent.put(point, sent);
        if (order.sent.size() < order.points.size()) {
            return;
        }
        String key = order.action.header().key();
        if (order.count(Sent.NOT) == order.points.size()) {
            open.remove(order); // and it is the newest of none
            answer(key, Answer.REFUSED, "none of it could be sent to the broker", now);
            tell(order, ActionStage.FAILED, "none of it could be sent to the broker", now);
            return;
        }
        int unknown = order.count(Sent.UNKNOWN);
        int unsent = order.count(Sent.NOT);
        String share = "the broker took " + order.count(Sent.TAKEN) + " of " + order.points.size() + " points"
                + (unknown > 0 ? "; of " + unknown + " it did not say whether it has them" : "")
                + (unsent > 0 ? "; " + unsent + " could not be sent" : "");
        answer(key, Answer.ACCEPTED, share + "; the building has not followed yet", now);
        tell(order, ActionStage.OBSERVING, share, now);
    }

    /** Looks what the building shows, and says held points again when that is due. Call about once a second. */
    void tick(long now) {
        for (Open order : List.copyOf(open)) {
            if (order.sent.size() == order.points.size()) {
                look(order, now);
            }
        }
        if (now - said >= config.republish()) {
            said = now;
            Map.copyOf(held).forEach((key, value) -> again(key, value, now));
        }
    }

    /** A point that the building gave to somebody else, or made something else, is not ours to say any more. */
    private void again(PointKey key, Held value, long now) {
        Points.Point point = points.find(key).orElse(null);
        if (point != null
                && point.metadata.integration().equals(config.integration())
                && point.sense instanceof Sense.Known known
                && known.entity().equals(value.sense().entity())
                && known.metric().equals(value.sense().metric())) {
            OptionalDouble number = known.scale().write(value.meant());
            if (number.isPresent()) {
                send(point, number.getAsDouble(), now, sent -> {});
                return;
            }
        }
        held.remove(key);
        dropped++;
        lastDropped = key.toString();
    }

    /** Points that were held and are not any more, one line; empty when there are none. */
    List<String> lacking() {
        return dropped == 0
                ? List.of()
                : List.of(dropped + " written points are not said again, for the building's metadata changed, last: "
                        + lastDropped);
    }

    private void look(Open order, long now) {
        int follows = 0;
        int silent = 0;
        for (Points.Point point : order.points) {
            double shown = since(order, point);
            follows += Math.abs(shown - order.action.value()) <= SAME ? 1 : 0;
            silent += Double.isNaN(shown) && order.sent.get(point) != Sent.NOT ? 1 : 0;
        }
        int all = order.points.size();
        String text = "the building shows " + follows + " of " + all + " as asked";
        if (follows == all) {
            order.points.forEach(point -> hold(order, point));
            end(order, ActionStage.CONFIRMED, text, now);
        } else if (now >= order.until) {
            ActionStage stage =
                    follows > 0 ? ActionStage.PARTIAL : silent > 0 ? ActionStage.UNKNOWN : ActionStage.FAILED;
            end(order, stage, text + (silent > 0 ? "; of " + silent + " it has shown nothing since" : ""), now);
        }
    }

    private void end(Open order, ActionStage stage, String text, long now) {
        open.remove(order);
        order.points.forEach(point -> newest.remove(point.key, order));
        tell(order, stage, text, now);
    }

    private static EntityId entity(Points.Point point) {
        return point.sense instanceof Sense.Known known ? known.entity().id() : new EntityId("none");
    }

    /** The building's own point for what a point asks for. */
    private Optional<Points.Point> showing(Points.Point point) {
        return point.sense instanceof Sense.Known known
                ? Asked.shownBy(known.metric().id())
                        .flatMap(metric -> points.telling(known.entity().id(), metric))
                : Optional.empty();
    }

    private static double trusted(@Nullable Reading last) {
        return last != null && last.state() == DataState.OK ? last.value() : Double.NaN;
    }

    /** What the building itself has shown since the order left; NaN when it said nothing that can be trusted. */
    private double since(Open order, Points.Point point) {
        Points.Point shows = showing(point).orElse(null);
        if (shows == null || shows.last == null) {
            return Double.NaN;
        }
        boolean older = shows.lastNumber <= order.stale.getOrDefault(entity(point), 0L)
                || shows.lastRetained && shows.last.time() < order.begun;
        return older ? Double.NaN : trusted(shows.last);
    }

    private void tell(Open order, ActionStage stage, String text, long now) {
        order.trail.add(new Mark(stage, now, config.name(), text));
        List<Target> values = new ArrayList<>();
        for (Points.Point point : order.points) {
            EntityId id = entity(point);
            double commanded = order.sent.get(point) == Sent.TAKEN ? order.action.value() : Double.NaN;
            double observed = trusted(showing(point).map(p -> p.last).orElse(null));
            values.add(new Target(
                    id, order.before.getOrDefault(id, Double.NaN), order.action.value(), commanded, observed, now));
        }
        out.accept(new ActionProgress(order.action, stage, order.trail, values, null, origin));
    }
}
