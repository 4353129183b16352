package millwright.views.overview;

import java.util.List;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.series.Window;

/** Makes the six faces: value, trend, limit and context. A limit that nobody has set is said to be missing. FX thread. */
final class TileFaces {
    private static final double BAND = 0.02;

    private final SiteValues site;
    private final Situation situation;
    private final Trends trends;

    TileFaces(SiteValues site, Situation situation, Trends trends) {
        this.site = site;
        this.situation = situation;
        this.trends = trends;
    }

    List<Tile.Face> all() {
        return List.of(tokens(), efficiency(), power(), pue(), headroom(), useful());
    }

    private Tile.Face tokens() {
        SiteValues.Value value = site.of("site.output.rate");
        double expected = site.of("site.output.expected").number();
        boolean low = value.number() < expected * (1 - BAND);
        double share = value.number() / expected - 1;
        return new Tile.Face(
                "Output tokens",
                value,
                "{token}/s",
                worst("site.output.rate", low ? Priority.MEDIUM : Priority.INFO),
                trend("site.output.rate"),
                expected,
                false,
                Double.isNaN(expected)
                        ? "no expectation"
                        : "expected " + Figures.of(expected, "{token}/s").joined(),
                signedPercent(share));
    }

    private Tile.Face efficiency() {
        SiteValues.Value value = site.of("site.efficiency");
        double target = site.limit("site.efficiency", Bound.LOWER);
        String perMegawatt =
                value.known() ? Figures.of(value.number() * 1e6, "{token}/s").joined() + "/MW" : "";
        return held("Efficiency at the meter", "site.efficiency", value, "{token}/J", target, false, perMegawatt);
    }

    private Tile.Face power() {
        SiteValues.Value value = site.power();
        double limit = site.envelope();
        double free = limit - value.number();
        String right =
                Double.isNaN(free) ? "" : Figures.of(Math.abs(free), "W").joined() + (free < 0 ? " over" : " free");
        boolean over = value.number() > limit;
        return new Tile.Face(
                "Site power",
                value,
                "W",
                worst("site.power", over ? Priority.CRITICAL : Priority.INFO),
                trend("site.power"),
                limit,
                true,
                Double.isNaN(limit)
                        ? "no limit set"
                        : "of " + Figures.of(limit, "W").joined(),
                right);
    }

    private Tile.Face pue() {
        double it = site.of("site.power.it").number();
        return held(
                "PUE, category 2",
                "site.pue",
                site.of("site.pue"),
                "1",
                site.limit("site.pue", Bound.UPPER),
                true,
                Double.isNaN(it) ? "" : "IT " + Figures.of(it, "W").joined());
    }

    private Tile.Face headroom() {
        return held(
                "Thermal headroom, min",
                "site.thermal.headroom",
                site.of("site.thermal.headroom"),
                "K",
                site.limit("site.thermal.headroom", Bound.LOWER),
                false,
                "");
    }

    private Tile.Face useful() {
        SiteValues.Value value = site.of("site.gpus.useful");
        double all = site.of("site.gpus").number();
        double share = value.number() / all;
        SiteValues.Value rounded = new SiteValues.Value(Math.rint(value.value()), value.state(), value.age());
        return new Tile.Face(
                "GPUs doing useful work",
                rounded,
                "{gpu}",
                Priority.INFO,
                trend("site.gpus.useful"),
                Double.NaN,
                true,
                Double.isNaN(all) ? "" : "of " + Figures.whole(Math.round(all)) + " reporting",
                Double.isFinite(share) ? Figures.percent(share).joined() : "");
    }

    private Tile.Face held(
            String title,
            String metric,
            SiteValues.Value value,
            String ucum,
            double limit,
            boolean upper,
            String right) {
        boolean broken = upper ? value.number() > limit : value.number() < limit;
        String words = Double.isNaN(limit)
                ? "no limit set"
                : "limit " + (upper ? "≤ " : "≥ ") + Figures.of(limit, ucum).joined();
        return new Tile.Face(
                title,
                value,
                ucum,
                worst(metric, broken ? Priority.HIGH : Priority.INFO),
                trend(metric),
                limit,
                upper,
                words,
                right);
    }

    /** The priority of the worst finding on that metric of the site; {@code otherwise} while no rule has told one. */
    private Priority worst(String metric, Priority otherwise) {
        EntityId id = site.site();
        return situation.findings().values().stream()
                .filter(Finding::active)
                .filter(f -> f.entity().equals(id) && new MetricId(metric).equals(f.metric()))
                .map(Finding::priority)
                .min(Priority::compareTo)
                .orElse(otherwise);
    }

    private Window trend(String metric) {
        EntityId id = site.site();
        return id == null ? Trends.none(metric, site.now()) : trends.of(metric, id, site.now());
    }

    private static String signedPercent(double share) {
        if (!Double.isFinite(share)) {
            return "";
        }
        return (share > 0 ? "+" : "") + Figures.fixed(share * 100, 1) + " %";
    }
}
