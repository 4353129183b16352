package millwright.views.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.desk.draw.Figures;
import millwright.views.kit.ToolRow;

/**
 * Which of the results are compared and by what: a model, a pair of lengths, the axis below and the statistic of
 * latencies. Only what the results hold can be chosen; what was wished and is not there waits for results that have it.
 * FX thread.
 */
final class Choices {
    private static final String ALL_MODELS = "All models";
    private static final String ALL_LENGTHS = "All lengths";
    private static final List<Axis> AXES = List.of(Axis.INTERACTIVITY, Axis.TTFT, Axis.JOULES_PER_TOKEN);

    /** What is unknown comes last. */
    private static final Comparator<ServingPoint> BY_LENGTHS = Comparator.comparingInt(
                    (ServingPoint p) -> p.load().isl().orElse(Integer.MAX_VALUE))
            .thenComparingInt(p -> p.load().osl().orElse(Integer.MAX_VALUE));

    private final ComboBox<String> model = box("Model", 12);
    private final ComboBox<String> lengths = box("Input and output tokens of a request", 10);
    private final ComboBox<String> axis = box("x axis", 13);
    private final ComboBox<String> statistic = box("Statistic of latencies", 7);
    private final Map<String, String> wished = new HashMap<>();
    private final Runnable changed;
    private final Grouping grouping;
    private boolean filling;

    Choices(Runnable changed) {
        this.changed = changed;
        grouping = new Grouping(changed);
        fill(axis, AXES.stream().map(Axis::title).toList(), "x", Axis.INTERACTIVITY.title());
        offer(List.of(), List.of());
        listen(model, "model", ALL_MODELS);
        listen(lengths, "lengths", ALL_LENGTHS);
        listen(axis, "x", Axis.INTERACTIVITY.title());
        listen(statistic, "percentile", Percentiles.MEDIAN);
    }

    /** @param width in letters */
    private static ComboBox<String> box(String name, int width) {
        ComboBox<String> box = new ComboBox<>();
        box.setAccessibleText(name);
        box.setStyle("-fx-pref-width: " + width + "em");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private void listen(ComboBox<String> box, String key, String usual) {
        box.valueProperty().addListener((_, _, value) -> {
            if (!filling && value != null) {
                wished.remove(key);
                if (!value.equals(usual)) {
                    wished.put(key, value);
                }
                changed.run();
            }
        });
    }

    void addTo(ToolRow tools) {
        tools.add("Model", model);
        tools.add("ISL / OSL", lengths);
        tools.add("Group by", grouping.button());
        tools.add("x", axis);
        tools.add("at", statistic);
    }

    /** What can be chosen among these results; of what runs now only the statistics, while there is no result. */
    void offer(List<ServingPoint> points, List<ServingPoint> live) {
        List<String> models = new ArrayList<>(List.of(ALL_MODELS));
        models.addAll(
                points.stream().map(p -> p.field("model")).distinct().sorted().toList());
        fill(model, models, "model", ALL_MODELS);
        grouping.offer(points);
        Map<ServingPoint, String> pairs = new TreeMap<>(BY_LENGTHS);
        points.forEach(p -> pairs.put(p, lengths(p)));
        List<String> all = new ArrayList<>(List.of(ALL_LENGTHS));
        all.addAll(pairs.values());
        fill(lengths, all, "lengths", ALL_LENGTHS);
        TreeSet<String> names =
                new TreeSet<>(Comparator.comparingDouble(Choices::rank).thenComparing(s -> s));
        names.add(Percentiles.MEDIAN);
        (points.isEmpty() ? live : points)
                .forEach(p -> Stream.of(
                                p.latency().tpot(),
                                p.latency().itl(),
                                p.latency().ttft())
                        .forEach(l -> names.addAll(l.byName().keySet())));
        fill(statistic, List.copyOf(names), "percentile", Percentiles.MEDIAN);
    }

    private void fill(ComboBox<String> box, List<String> items, String key, String usual) {
        String wish = wished.getOrDefault(key, usual);
        filling = true; // what the list does while it is filled is nobody's choice
        if (!items.equals(box.getItems())) {
            box.setValue(null); // else the box goes on showing what now stands at the place of its value before
            box.getItems().setAll(items);
        }
        box.setValue(items.contains(wish) ? wish : usual);
        filling = false;
    }

    private static double rank(String statistic) {
        return statistic.startsWith("p") ? Double.parseDouble(statistic.substring(1)) : -1;
    }

    static String lengths(ServingPoint p) {
        return length(p.load().isl()) + " / " + length(p.load().osl());
    }

    private static String length(OptionalInt tokens) {
        return tokens.isPresent() ? Figures.whole(tokens.getAsInt()) : "unknown";
    }

    /** Those that were chosen. */
    List<ServingPoint> of(List<ServingPoint> points) {
        String wantedModel = String.valueOf(model.getValue());
        String wantedLengths = String.valueOf(lengths.getValue());
        return points.stream()
                .filter(p -> wantedModel.equals(ALL_MODELS) || p.field("model").equals(wantedModel))
                .filter(p -> wantedLengths.equals(ALL_LENGTHS) || lengths(p).equals(wantedLengths))
                .toList();
    }

    Axis x() {
        return AXES.stream()
                .filter(a -> a.title().equals(axis.getValue()))
                .findFirst()
                .orElse(Axis.INTERACTIVITY);
    }

    /** The fields that make one frontier each. */
    List<String> groupBy() {
        return grouping.keys();
    }

    /** Canonical name of the statistic. */
    String percentile() {
        String chosen = statistic.getValue();
        return chosen == null ? Percentiles.MEDIAN : chosen;
    }

    /** Only what differs from how the screen opens. */
    Map<String, String> save() {
        Map<String, String> saved = new HashMap<>(wished);
        grouping.save(saved);
        return saved;
    }

    void restore(Map<String, String> saved) {
        wished.clear();
        grouping.restore(saved);
        for (String key : List.of("model", "lengths", "x", "percentile")) {
            if (saved.containsKey(key)) {
                wished.put(key, saved.getOrDefault(key, ""));
            }
        }
        fill(model, List.copyOf(model.getItems()), "model", ALL_MODELS);
        fill(lengths, List.copyOf(lengths.getItems()), "lengths", ALL_LENGTHS);
        fill(axis, List.copyOf(axis.getItems()), "x", Axis.INTERACTIVITY.title());
        fill(statistic, List.copyOf(statistic.getItems()), "percentile", Percentiles.MEDIAN);
    }
}
