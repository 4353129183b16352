package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.desk.draw.Targets;
import millwright.desk.draw.Unjudged;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Aggregation;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.series.Latest;

/** What the inspector says about several things that are selected together. FX thread; keeps nothing. */
final class SeveralPage {
    private static final int MOST_ALARMS = 5;

    private SeveralPage() {}

    /** @param ids two or more, all in the plant @param metrics of their kind; empty where they are of several @param most that are named */
    static InspectorPage of(
            ShellContext context, Situation situation, List<EntityId> ids, List<Metric> metrics, int most) {
        Plant plant = situation.plant();
        List<Finding> here = Upstream.within(situation, ids).stream()
                .sorted(Comparator.comparing(Finding::priority).thenComparing(Finding::since))
                .toList();
        int alarms = most == Integer.MAX_VALUE ? here.size() : Math.min(MOST_ALARMS, here.size());
        List<InspectorPage.Row> rows = new ArrayList<>();
        metrics.forEach(metric -> row(context, plant, ids, metric, rows));
        List<InspectorPage.Pair> names = ids.stream()
                .limit(most)
                .map(id -> new InspectorPage.Pair(
                        Names.name(plant, id),
                        "",
                        Names.kind(plant.entity(plant.indexOf(id)).kind())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (ids.size() > names.size()) {
            names.add(new InspectorPage.Pair(InspectorPage.more(ids.size() - names.size()), "", ""));
        }
        Priority worst = here.isEmpty() ? Priority.INFO : here.getFirst().priority();
        return new InspectorPage(
                "Selected together",
                kinds(plant, ids),
                worst,
                InspectorPage.open(situation, here, worst),
                state(situation, here, context.clockFace()),
                content(plant, ids),
                "VALUES OF ALL",
                rows,
                here.size(),
                0,
                here.subList(0, alarms).stream()
                        .map(f ->
                                new InspectorPage.Standing(f, situation.alarms().get(f.id())))
                        .toList(),
                List.of(),
                "SELECTED",
                names,
                here.size() - alarms,
                0,
                "",
                List.of());
    }

    private static String kinds(Plant plant, List<EntityId> ids) {
        Map<EntityKind, Long> counts = ids.stream()
                .collect(Collectors.groupingBy(
                        id -> plant.entity(plant.indexOf(id)).kind(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> Figures.count(e.getValue(), word(e.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String word(EntityKind kind) {
        String name = Names.kind(kind);
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name : name.toLowerCase(Locale.ROOT);
    }

    private static String state(Situation situation, List<Finding> here, ClockFace clock) {
        if (here.isEmpty()) {
            return situation.judged() ? "Nothing abnormal" : Unjudged.words(situation, clock);
        }
        return here.getFirst().what() + (here.size() == 1 ? "" : ", and " + (here.size() - 1) + " more");
    }

    private static String content(Plant plant, List<EntityId> ids) {
        Targets targets = Targets.of(plant, ids);
        int gpus = targets.nodes().stream()
                .mapToInt(id -> plant.within(plant.indexOf(id), EntityKind.GPU).length)
                .sum();
        return targets.nodes().isEmpty()
                ? ""
                : Figures.count(targets.nodes().size(), "node") + "  ·  " + Figures.count(gpus, "GPU");
    }

    /** Only where one number of several is honest. */
    private static void row(
            ShellContext context, Plant plant, List<EntityId> ids, Metric metric, List<InspectorPage.Row> rows) {
        String how = switch (metric.aggregation()) {
            case SUM -> "sum";
            case MEAN -> "mean";
            case MIN -> "lowest";
            case MAX -> "highest";
            case RATIO, MERGE, NONE -> "";
        };
        if (how.isEmpty()) {
            return;
        }
        EntityKind kind = plant.entity(plant.indexOf(ids.getFirst())).kind();
        Latest latest = context.values.latest(metric.id(), kind);
        double[] told = ids.stream()
                .mapToInt(id -> plant.slotOf(plant.indexOf(id)))
                .filter(latest::ok)
                .mapToDouble(slot -> latest.values()[slot])
                .toArray();
        int silent = ids.size() - told.length;
        DataState state = told.length == 0 ? DataState.NO_DATA : DataState.OK;
        String words = how + " of " + told.length
                + (silent == 0 ? "" : ", " + silent + (silent == 1 ? " does not tell" : " do not tell"));
        rows.add(new InspectorPage.Row(
                metric.title(),
                told.length == 0 ? "none of them tells" : words,
                "",
                "",
                new Readout(one(metric.aggregation(), told), state, Figures.ucum(metric), 0, Priority.INFO),
                "",
                Double.NaN,
                true,
                null,
                null));
    }

    private static double one(Aggregation how, double[] told) {
        java.util.stream.DoubleStream values = java.util.Arrays.stream(told);
        return switch (how) {
            case SUM -> told.length == 0 ? Double.NaN : values.sum();
            case MEAN -> values.average().orElse(Double.NaN);
            case MIN -> values.min().orElse(Double.NaN);
            case MAX -> values.max().orElse(Double.NaN);
            case RATIO, MERGE, NONE -> Double.NaN;
        };
    }
}
