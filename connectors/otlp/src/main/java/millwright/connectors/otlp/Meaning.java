package millwright.connectors.otlp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.connectors.otlp.MetricGroup.Shape;
import millwright.connectors.otlp.MetricGroup.Temporality;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Blank;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/** What points mean: which entity, which metric, which value. Follows streams within {@link Growth#MOST},
 * entities within {@link #MOST_ENTITIES}. One thread. */
final class Meaning {
    private static final long AHEAD = 24 * Times.HOUR;

    private static final int MOST_ENTITIES = 200_000;

    private final Rules rules;
    private final Set<EntityId> known = new HashSet<>();
    private final Subjects subjects = new Subjects();
    private final Totals totals = new Totals();
    private final Growth<Double> sums = new Growth<>((later, earlier) -> later < earlier ? null : later - earlier);
    private final Spread spread = new Spread();
    private final Merged<Double> rates = new Merged<>(Double::sum);

    /** One point on its way: what all rules need of it. */
    private record Context(MetricGroup group, String host, Understood into, StreamId stream, long time, long said) {}

    Meaning(Catalogue catalogue) {
        rules = new Rules(catalogue);
    }

    /** @param groups of one resource @param refusals gets what cannot be used */
    Understood read(List<MetricGroup> groups, String host, long received, Refusals refusals) {
        Understood into = new Understood();
        for (MetricGroup group : groups) {
            List<Rule> meant = rules.of(group.name());
            if (meant.isEmpty() || group.shape() == Shape.OTHER) {
                into.unknown(group.name(), group.points().size());
                continue;
            }
            for (Point point : group.points()) {
                try {
                    point(group, meant, point, host, received, into);
                } catch (IllegalArgumentException e) {
                    refusals.add(group.name() + ": " + e.getMessage());
                }
            }
        }
        return into;
    }

    private void point(MetricGroup group, List<Rule> meant, Point point, String host, long received, Understood into) {
        if (point.time() < 0 || point.time() > received + AHEAD) {
            throw new IllegalArgumentException("its time is more than a day ahead of the gateway's clock");
        }
        if (group.shape() != Shape.GAUGE && group.temporality() == Temporality.UNSAID) {
            throw new IllegalArgumentException("neither delta nor cumulative");
        }
        into.heard(point.time());
        StreamId stream = new StreamId(group.resource(), group.scope(), group.name(), point.attributes());
        long time = point.time() == 0 ? received : point.time();
        long said = point.time() == 0 ? Reading.UNSAID : point.time();
        Context context = new Context(group, host, into, stream, time, said);
        switch (point) {
            case Point.Number p -> number(context, meant, p);
            case Point.Histogram p ->
                spread(context, meant, p, p.none() ? null : spread.step(context.stream, group, p, time));
            case Point.Exponential p ->
                spread(context, meant, p, p.none() ? null : spread.step(context.stream, group, p, time));
        }
    }

    private Seen see(Context context, Rule rule) {
        Seen one = subjects.find(rule.on(), context.host, context.group.resource(), context.stream.attributes());
        if (known.size() >= MOST_ENTITIES && !known.contains(one.id())) {
            throw new IllegalArgumentException(
                    "more than " + MOST_ENTITIES + " hosts, GPUs and endpoints are known already");
        }
        known.add(one.id());
        context.into.see(one);
        return one;
    }

    private void number(Context context, List<Rule> meant, Point.Number point) {
        Growth.@Nullable Step<Double> step = null;
        boolean stepped = false;
        for (Rule rule : meant) {
            if (!rule.concerns(point.attributes())) {
                continue;
            }
            if (rule.how() == Rule.How.VALUE) {
                value(context, rule, point);
            } else if (rule.how() == Rule.How.RATE && context.group.shape() == Shape.SUM && !point.none()) {
                step = stepped
                        ? step
                        : sums.step(
                                context.stream,
                                context.group.temporality(),
                                point.start(),
                                context.time,
                                point.value());
                stepped = true;
                if (step != null) {
                    rate(context, rule, step.amount(), step.over());
                }
            } else {
                context.into.unknown(context.group.name(), 1);
            }
        }
    }

    private void value(Context context, Rule rule, Point.Number point) {
        Seen one = see(context, rule);
        double value = point.value();
        DataState state = point.none()
                ? DataState.NO_DATA
                : rule.on() == Rule.On.EXPORTER_GPU
                        ? Blank.stateOf(point.raw(), value)
                        : Double.isNaN(value) ? DataState.NO_DATA : DataState.OK;
        boolean sum = context.group.shape() == Shape.SUM;
        boolean delta = context.group.temporality() == Temporality.DELTA;
        if (state == DataState.OK && sum && (delta || rule.metric().kind() == MetricKind.COUNTER)) {
            value = totals.take(one.id(), rule.metric(), context.group.temporality(), context.time, value);
            if (Double.isNaN(value)) {
                return;
            }
        }
        context.into.add(DcgmFields.scaled(one.id(), rule.metric(), rule.scale(), state, value, context.said));
    }

    private void rate(Context context, Rule rule, double amount, long over) {
        Seen one = see(context, rule);
        double own = amount * rule.scale() * Times.SECOND / over;
        double all = Double.isNaN(own)
                ? own
                : rates.take(one.id(), rule.metric().id(), context.stream, own, context.time, over);
        context.into.replace(Reading.of(one.id(), rule.metric(), all, context.said));
    }

    private void spread(Context context, List<Rule> meant, Point point, Growth.@Nullable Step<Buckets> step) {
        for (Rule rule : meant) {
            if (step == null || !rule.concerns(point.attributes())) {
                continue;
            }
            switch (rule.how()) {
                case VALUE -> context.into.unknown(context.group.name(), 1);
                case RATE -> rate(context, rule, step.amount().sum(), step.over());
                case COUNT_RATE -> rate(context, rule, step.amount().count(), step.over());
                case P50, P99, MEAN -> share(context, rule, step);
            }
        }
    }

    private void share(Context context, Rule rule, Growth.Step<Buckets> step) {
        Seen one = see(context, rule);
        Buckets all = spread.merged(one.id(), rule, context.stream, step, context.time);
        double value = switch (rule.how()) {
            case P50 -> all.quantile(0.5);
            case P99 -> all.quantile(0.99);
            case MEAN -> all.mean();
            case VALUE, RATE, COUNT_RATE -> Double.NaN;
        };
        Reading reading = Double.isInfinite(value)
                ? new Reading(one.id(), rule.metric(), Double.NaN, DataState.BAD, context.said)
                : Reading.of(one.id(), rule.metric(), value * rule.scale(), context.said);
        context.into.replace(reading);
    }
}
