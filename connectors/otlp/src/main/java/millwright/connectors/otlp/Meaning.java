package millwright.connectors.otlp;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.otlp.MetricGroup.Shape;
import millwright.connectors.otlp.MetricGroup.Temporality;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Blank;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.ExporterOwn;
import millwright.connectors.source.exporter.Percentiles;
import millwright.connectors.source.exporter.Seen;
import millwright.connectors.source.exporter.Sharers;
import millwright.connectors.source.exporter.Spread;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/** What points mean: which entity, which metric, which value. Follows streams within {@link Growth#MOST},
 * entities within {@link #MOST_ENTITIES}. One thread. */
final class Meaning {
    private static final long AHEAD = 24 * Times.HOUR;

    private static final int MOST_ENTITIES = 200_000;

    private final Catalogue catalogue;
    private final Metric shared;
    private final Rules rules;
    private final Set<EntityId> known = new HashSet<>();
    private final Subjects subjects = new Subjects();
    private final Totals totals = new Totals();
    private final Growth<Double> sums = new Growth<>((later, earlier) -> later < earlier ? null : later - earlier);
    private final Histograms histograms = new Histograms();
    private final Merged<Double> rates = new Merged<>(Double::sum);
    private final Merged<Double> parts = new Merged<>(Double::sum);
    private final Merged<Double> highest = new Merged<>(Math::max);
    private final Preferred preferred = new Preferred();
    private final Instants instants = new Instants();
    /** What fell into histograms of exports that were overtaken: nobody would hear it but with the next. */
    private final Map<Owed, Spread> owed = new HashMap<>();

    private record Owed(EntityId entity, String base, double scale) {}

    /** One point on its way: what all rules need of it. */
    private record Context(
            MetricGroup group, String host, Understood into, StreamId stream, long time, long said, long received) {}

    Meaning(Catalogue catalogue) {
        this.catalogue = catalogue;
        shared = catalogue.get(new MetricId("gpu.shared"));
        rules = new Rules(catalogue);
    }

    /** @param groups of one resource @param refusals gets what cannot be used */
    Understood read(List<MetricGroup> groups, String host, long received, Refusals refusals) {
        Understood into = new Understood();
        List<MetricGroup> ranked = groups.stream()
                .sorted(Comparator.comparingInt(group -> rules.rank(group.name())))
                .toList();
        for (MetricGroup group : ranked) {
            if (ExporterOwn.knows(group.name())) {
                own(group, host, into, refusals);
                continue;
            }
            List<Rule> meant =
                    rules.of(group.name()).stream().map(r -> r.in(group.unit())).toList();
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
        into.settle(instants);
        into.sharers().readings(shared).forEach(into::add);
        into.own().readings(catalogue, Reading.UNSAID).forEach(into::add);
        return into;
    }

    /** A count over a window that slides makes no deltas. */
    private void own(MetricGroup group, String host, Understood into, Refusals refusals) {
        for (Point point : group.points()) {
            if (!(point instanceof Point.Number number) || group.temporality() == Temporality.DELTA) {
                into.unknown(group.name(), 1);
            } else if (!point.none()) {
                try {
                    Seen board =
                            bounded(subjects.find(Rule.On.EXPORTER_BOARD, host, group.resource(), point.attributes()));
                    into.see(board);
                    into.heard(point.time());
                    into.own().take(board.id(), group.name(), point.attributes()::text, number.value());
                } catch (IllegalArgumentException e) {
                    refusals.add(group.name() + ": " + e.getMessage());
                }
            }
        }
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
        Context context = new Context(group, host, into, stream, time, said, received);
        List<Rule> right = meant.stream().filter(rule -> rule.wrong().isEmpty()).toList();
        switch (point) {
            case Point.Number p -> number(context, right, p);
            case Point.Histogram p ->
                spread(context, right, p, p.none() ? null : histograms.step(context.stream, group, p, time));
            case Point.Exponential p ->
                spread(context, right, p, p.none() ? null : histograms.step(context.stream, group, p, time));
        }
        wrong(context, meant);
    }

    /** What is no more makes room. */
    void forget(Collection<EntityId> gone) {
        gone.forEach(known::remove);
        Set<EntityId> all = Set.copyOf(gone);
        totals.forget(all);
        rates.forget(all);
        parts.forget(all);
        highest.forget(all);
        preferred.forget(all);
        instants.forget(all);
        histograms.forget(all);
        owed.keySet().removeIf(one -> all.contains(one.entity()));
    }

    /** What is said in a unit of something else is no value of the metric. */
    private void wrong(Context context, List<Rule> meant) {
        String why = "";
        for (Rule rule : meant) {
            if (!rule.wrong().isEmpty() && rule.concerns(context.stream.attributes())) {
                EntityId about = see(context, rule).id();
                rule.metrics(catalogue)
                        .forEach(m ->
                                context.into.replace(new Reading(about, m, Double.NaN, DataState.BAD, context.said)));
                why = rule.wrong();
            }
        }
        if (!why.isEmpty()) {
            throw new IllegalArgumentException(why);
        }
    }

    private Seen see(Context context, Rule rule) {
        return see(context, rule.on());
    }

    private Seen see(Context context, Rule.On on) {
        Seen one = bounded(subjects.find(on, context.host, context.group.resource(), context.stream.attributes()));
        context.into.see(one);
        return one;
    }

    private Seen bounded(Seen one) {
        if (known.size() >= MOST_ENTITIES && !known.contains(one.id())) {
            throw new IllegalArgumentException(
                    "more than " + MOST_ENTITIES + " hosts, GPUs and endpoints are known already");
        }
        known.add(one.id());
        return one;
    }

    /** Whether the name is the best that tells the metric of this thing. */
    private boolean stands(Context context, Rule rule, Seen one) {
        return preferred.stands(one.id(), rule.metric().id(), rule.rank(), context.received);
    }

    /** Values of components that add up or of which the highest stands, or states of which the worst does. */
    private void component(Context context, Rule rule, Point.Number point) {
        boolean delta = context.group.shape() == Shape.SUM && context.group.temporality() == Temporality.DELTA;
        boolean counter = rule.metric().kind() == MetricKind.COUNTER;
        Seen one = see(context, rule);
        if (point.none() || Double.isNaN(point.value()) || !stands(context, rule, one)) {
            return;
        }
        StreamId part = part(context, rule);
        @Nullable Double all;
        if (rule.how() == Rule.How.STATE) {
            double level = point.value() > 0 ? level(point.attributes().text("hw.state")) : 0;
            all = highest.level(one.id(), rule, part, level, context.time, context.received);
        } else {
            Temporality temporality = context.group.temporality();
            double own = delta || counter
                    ? totals.part(one.id(), rule.metric(), part, temporality, context.time, point.value())
                    : point.value();
            if (Double.isNaN(own)) {
                return;
            }
            double value = rule.convert(own);
            // of what happens seldom deltas come seldom, and what happened stays counted
            Merged<Double> many = rule.how() == Rule.How.HIGHEST ? highest : parts;
            all = counter
                    ? many.take(one.id(), rule, part, value, context.time, AHEAD)
                    : many.level(one.id(), rule, part, value, context.time, context.received);
        }
        if (all != null) {
            context.into.merge(Reading.of(one.id(), rule.metric(), all, context.said));
        }
    }

    /** A component is the same whichever process tells it: a collector that was started anew is another resource. */
    private static StreamId part(Context context, Rule rule) {
        if (rule.on() == Rule.On.ENGINE) {
            return context.stream; // engines of one model on one host are told apart by their resource alone
        }
        Attributes resource = context.stream.resource();
        String named = resource.text("hw.type") + " " + resource.text("hw.id");
        return new StreamId(Attributes.NONE, Attributes.NONE, named, context.stream.attributes());
    }

    private static double level(String state) {
        return switch (state) {
            case "ok" -> 0;
            case "failed" -> 2;
            default -> 1; // degraded, predicted to fail, needs cleaning
        };
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
            } else if (rule.how().isOfComponents()) {
                component(context, rule, point);
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
        String user = rule.on().isExporter() ? Sharers.user(context.stream.attributes()::text) : "";
        if (!user.isEmpty()) {
            context.into.sharers().add(see(context, Rule.On.EXPORTER_GPU).id(), user);
        }
        double value = point.value();
        DataState state = point.none()
                ? DataState.NO_DATA
                : rule.on().isExporter()
                        ? Blank.stateOf(point.raw(), value)
                        : Double.isNaN(value) ? DataState.NO_DATA : DataState.OK;
        boolean tells = state == DataState.OK
                ? stands(context, rule, one)
                : preferred.lacks(one.id(), rule.metric().id(), rule.rank());
        if (!tells) {
            return;
        }
        boolean delta = context.group.shape() == Shape.SUM && context.group.temporality() == Temporality.DELTA;
        // some exporters send what only grows as a gauge
        if (state == DataState.OK && (delta || rule.metric().kind() == MetricKind.COUNTER)) {
            value = totals.take(one.id(), rule.metric(), context.group.temporality(), context.time, value);
            if (Double.isNaN(value)) {
                return;
            }
        }
        context.into.add(DcgmFields.scaled(one.id(), rule.metric(), 1, state, rule.convert(value), context.said));
    }

    private void rate(Context context, Rule rule, double amount, long over) {
        Seen one = see(context, rule);
        if (!stands(context, rule, one)) {
            return;
        }
        double own = rule.convert(amount) * Times.SECOND / over;
        double all = Double.isNaN(own) ? own : rates.take(one.id(), rule, context.stream, own, context.time, over);
        context.into.merge(Reading.of(one.id(), rule.metric(), all, context.said));
    }

    private void spread(Context context, List<Rule> meant, Point point, Histograms.@Nullable Step step) {
        for (Rule rule : meant) {
            if (step == null || !rule.concerns(point.attributes())) {
                continue;
            }
            switch (rule.how()) {
                case VALUE, SUM, HIGHEST, STATE -> context.into.unknown(context.group.name(), 1);
                case RATE -> rate(context, rule, step.amount().sum(), step.over());
                case COUNT_RATE -> rate(context, rule, step.amount().count(), step.over());
                case SPREAD -> share(context, rule, step);
            }
        }
    }

    private void share(Context context, Rule rule, Histograms.Step step) {
        Seen one = see(context, rule);
        if (!stands(context, rule, one)) {
            return;
        }
        Spread all = histograms.merged(one.id(), rule, context.stream, step, context.time);
        double scale = rule.convert(1);
        Percentiles.tell(catalogue, one.id(), rule.base(), scale, all, context.said, context.into::merge);
        Owed key = new Owed(one.id(), rule.base(), scale);
        Spread own = step.amount().spread();
        if (instants.overtaken(one.id(), rule.metric().id(), context.said)) {
            owed.merge(key, own, Spread::plus);
            return;
        }
        Spread before = owed.remove(key);
        Spread fell = context.into.fell(one.id(), rule, context.said, before == null ? own : before.plus(own));
        Percentiles.counts(catalogue, one.id(), rule.base(), scale, fell, context.said, context.into::merge);
    }
}
