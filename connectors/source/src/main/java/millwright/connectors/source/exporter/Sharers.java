package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import millwright.connectors.source.Reading;
import millwright.plant.EntityId;
import millwright.plant.Metric;

/**
 * Who shares a GPU, or an instance of one, in turns: each is told the whole of its values. Of one exposition or export. One
 * thread.
 */
public final class Sharers {
    private final Map<EntityId, Set<String>> users = new LinkedHashMap<>();

    /** @param label value of a label, empty where there is none @return empty where the labels name no user */
    public static String user(UnaryOperator<String> label) {
        return label.apply("pod").isEmpty()
                ? ""
                : label.apply("namespace") + "/" + label.apply("pod") + "/" + label.apply("container") + "/"
                        + label.apply("vgpu");
    }

    public void add(EntityId gpu, String user) {
        users.computeIfAbsent(gpu, g -> new TreeSet<>()).add(user);
    }

    /** @param shared the metric of how many they are */
    public List<Reading> readings(Metric shared) {
        List<Reading> readings = new ArrayList<>();
        users.forEach((gpu, who) -> readings.add(Reading.of(gpu, shared, who.size(), Reading.UNSAID)));
        return readings;
    }
}
