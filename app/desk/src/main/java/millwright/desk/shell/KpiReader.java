package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.desk.Situation;
import millwright.desk.draw.Figure;
import millwright.desk.draw.Figures;
import millwright.desk.draw.SitePower;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.series.Window;
import org.jspecify.annotations.Nullable;

/** Reads the six figures of the strip from what is known of the site. FX thread. */
final class KpiReader {
    private static final int TREND_COLUMNS = 24;

    private final ShellContext context;

    KpiReader(ShellContext context) {
        this.context = context;
    }

    /** A value of the site with its state. */
    private record Value(double number, DataState state) {
        Figure in(String ucum) {
            return Figures.of(number, state, ucum);
        }
    }

    List<Kpi> read(Situation situation, long now) {
        EntityId site = context.site(situation.plant());
        List<Kpi> kpis = new ArrayList<>();
        kpis.add(tokens(site, situation, now));
        kpis.add(efficiency(site, situation, now));
        kpis.add(power(site, situation, now));
        kpis.add(pue(site, situation, now));
        kpis.add(headroom(site, situation, now));
        kpis.add(useful(site, situation, now));
        return kpis;
    }

    private Value value(String metric) {
        Latest latest = context.values.latest(new MetricId(metric), EntityKind.SITE);
        return latest.size() == 0
                ? new Value(Double.NaN, DataState.NO_DATA)
                : new Value(latest.values()[0], latest.state(0));
    }

    private @Nullable Window trend(String metric, @Nullable EntityId site, long now) {
        return site == null
                ? null
                : context.trends.last(context.time.trend(), new MetricId(metric), site, now, TREND_COLUMNS);
    }

    private static Optional<Limit> limit(
            Situation situation, @Nullable EntityId site, String metric, Bound bound, long now) {
        return site == null ? Optional.empty() : situation.plant().binding(site, new MetricId(metric), bound, now);
    }

    /** What a finding says about it, else HIGH where a limit of the plant is broken. */
    private static Priority priority(
            Situation situation, @Nullable EntityId site, String metric, Value value, double limit, boolean upper) {
        Priority worst = Priority.INFO;
        MetricId id = new MetricId(metric);
        for (Finding finding : situation.findings().values()) {
            boolean about = finding.active() && finding.entity().equals(site) && id.equals(finding.metric());
            if (about && finding.priority().compareTo(worst) < 0) {
                worst = finding.priority();
            }
        }
        boolean broken = upper ? value.number() > limit : value.number() < limit;
        return worst == Priority.INFO && broken && value.state() == DataState.OK ? Priority.HIGH : worst;
    }

    private Kpi tokens(@Nullable EntityId site, Situation situation, long now) {
        Value rate = value("site.output.rate");
        Value expected = value("site.output.expected");
        String words = expected.state() == DataState.OK
                ? "exp. "
                        + expected.in("{token}/s").joined().replace("tok/s", "").strip()
                : "no expectation";
        Priority priority = priority(situation, site, "site.output.rate", rate, Double.NaN, false);
        return new Kpi(
                "Output tokens",
                rate.in("{token}/s"),
                rate.state(),
                words,
                trend("site.output.rate", site, now),
                Double.NaN,
                false,
                priority);
    }

    private Kpi efficiency(@Nullable EntityId site, Situation situation, long now) {
        Value value = value("site.efficiency");
        Window hour = site == null
                ? null
                : context.trends.lastHour(new MetricId("site.efficiency"), site, now, TREND_COLUMNS);
        Window trend = trend("site.efficiency", site, now);
        double mean = hour == null ? Double.NaN : mean(hour);
        String words = Double.isNaN(mean) ? "1 h mean –" : "1 h mean " + Figures.digits(mean);
        Priority priority = priority(situation, site, "site.efficiency", value, Double.NaN, false);
        return new Kpi(
                "Efficiency, site", value.in("{token}/J"), value.state(), words, trend, Double.NaN, false, priority);
    }

    private static double mean(Window window) {
        double sum = 0;
        int n = 0;
        for (int c = 0; c < window.columns(); c++) {
            if (window.count()[c] > 0) {
                sum += window.mean()[c];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private Kpi power(@Nullable EntityId site, Situation situation, long now) {
        SitePower drawn = SitePower.of(situation.plant(), context.values, 0, now);
        Value value = new Value(drawn.watts(), drawn.state());
        double limit = limit(situation, site, "site.power", Bound.UPPER, now)
                .map(l -> l.at(now))
                .orElseGet(() -> value("site.power.limit").number());
        Figure figure = value.in("W");
        String words = Double.isNaN(limit)
                ? "no limit given"
                : "of " + Figures.of(limit, "W").joined();
        Priority priority = priority(situation, site, "site.power", value, limit, true);
        return new Kpi(
                "Power, envelope", figure, value.state(), words, trend("site.power", site, now), limit, true, priority);
    }

    private Kpi pue(@Nullable EntityId site, Situation situation, long now) {
        Value value = value("site.pue");
        double limit = limit(situation, site, "site.pue", Bound.UPPER, now)
                .map(l -> l.at(now))
                .orElse(Double.NaN);
        Figure figure = value.state() == DataState.OK || value.state() == DataState.STALE
                ? new Figure(Figures.fixed(value.number(), 3), "")
                : value.in("1");
        String words = Double.isNaN(limit) ? "no limit given" : "limit " + Figures.fixed(limit, 3);
        Priority priority = priority(situation, site, "site.pue", value, limit, true);
        return new Kpi(
                "PUE, cat. 2", figure, value.state(), words, trend("site.pue", site, now), limit, true, priority);
    }

    private Kpi headroom(@Nullable EntityId site, Situation situation, long now) {
        Value value = value("site.thermal.headroom");
        double limit = limit(situation, site, "site.thermal.headroom", Bound.LOWER, now)
                .map(l -> l.at(now))
                .orElse(Double.NaN);
        Figure plain = value.in("K");
        Figure figure = plain.unit().isEmpty() ? plain : new Figure(plain.number(), "K min");
        String words = Double.isNaN(limit)
                ? "to slowdown"
                : "limit ≥ " + Figures.of(limit, "K").joined();
        Priority priority = priority(situation, site, "site.thermal.headroom", value, limit, false);
        return new Kpi(
                "Thermal headroom",
                figure,
                value.state(),
                words,
                trend("site.thermal.headroom", site, now),
                limit,
                false,
                priority);
    }

    private Kpi useful(@Nullable EntityId site, Situation situation, long now) {
        Value useful = value("site.gpus.useful");
        Value all = value("site.gpus");
        boolean known = useful.state() == DataState.OK && all.number() > 0;
        Figure figure = known ? Figures.percent(useful.number() / all.number()) : useful.in("{gpu}");
        String words = all.number() > 0
                ? "of " + Figures.whole(Math.round(all.number()))
                : all.number() == 0 ? "none reporting" : "of –";
        Priority priority = priority(situation, site, "site.gpus.useful", useful, Double.NaN, false);
        return new Kpi(
                "GPUs useful",
                figure,
                useful.state(),
                words,
                trend("site.gpus.useful", site, now),
                Double.NaN,
                false,
                priority);
    }
}
