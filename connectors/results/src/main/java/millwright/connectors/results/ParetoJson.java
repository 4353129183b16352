package millwright.connectors.results;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Placed;
import millwright.analysis.pareto.ServingPoint;

/** The shape of {@code pareto --json}: groups, each with key, axes, number of points and frontier. */
final class ParetoJson {
    private ParetoJson() {}

    static String write(ParetoOutcome outcome) {
        JsonArray groups = new JsonArray();
        for (ParetoGroup group : outcome.report().groups()) {
            groups.add(group(group, outcome.report()));
        }
        JsonObject root = new JsonObject();
        root.add("groups", groups);
        root.addProperty("percentile", outcome.report().percentile());
        root.addProperty("files", outcome.read().files());
        root.add("warnings", lines(outcome.warnings()));
        root.add(
                "problems",
                lines(outcome.read().problems().stream()
                        .map(ResultProblem::toString)
                        .toList()));
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(root);
    }

    private static JsonObject group(ParetoGroup group, ParetoReport report) {
        JsonObject key = new JsonObject();
        group.key().forEach(key::addProperty);
        JsonArray frontier = new JsonArray();
        group.frontier().points().forEach(p -> frontier.add(point(p)));
        JsonObject json = new JsonObject();
        json.add("key", key);
        json.add("x", axis(report, report.x()));
        json.add("y", axis(report, report.y()));
        json.addProperty("points", group.points().size());
        json.add("frontier", frontier);
        json.add("warnings", lines(group.warnings()));
        return json;
    }

    private static JsonObject axis(ParetoReport report, Axis axis) {
        JsonObject json = new JsonObject();
        json.addProperty("name", axis.key());
        json.addProperty("unit", report.unit(axis));
        if (axis.usesPower()) {
            json.addProperty("powerBasis", report.terms().basis().key());
        }
        return json;
    }

    private static JsonObject point(Placed placed) {
        ServingPoint point = placed.point();
        JsonObject json = new JsonObject();
        json.addProperty("x", placed.x());
        json.addProperty("y", placed.y());
        json.addProperty("source", point.source());
        point.deployment().gpus().ifPresent(n -> json.addProperty("gpus", n));
        json.addProperty("parallelism", point.deployment().parallelism());
        point.load().isl().ifPresent(n -> json.addProperty("isl", n));
        point.load().osl().ifPresent(n -> json.addProperty("osl", n));
        point.load().concurrency().ifPresent(n -> json.addProperty("concurrency", n));
        return json;
    }

    private static JsonArray lines(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
