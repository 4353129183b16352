package millwright.analysis;

import java.util.Map;
import java.util.Set;
import millwright.plant.Times;

/**
 * How the analyst works.
 *
 * @param lateness ns that events may arrive late and still be taken in the order of their source time
 * @param step ns between two evaluations, on whole multiples of it
 * @param off ids of rules that are switched off
 * @param settings values of rule settings that differ from their defaults, by {@code rule.setting}
 * @param reanalysed true when a replay computes findings again
 */
public record AnalystConfig(
        long lateness, long step, Set<String> off, Map<String, Double> settings, boolean reanalysed) {
    public AnalystConfig {
        if (lateness < 0 || step <= 0) {
            throw new IllegalArgumentException("the analyst needs lateness >= 0 and step > 0");
        }
        off = Set.copyOf(off);
        settings = Map.copyOf(settings);
    }

    public static AnalystConfig standard() {
        return new AnalystConfig(2 * Times.SECOND, Times.SECOND, Set.of(), Map.of(), false);
    }

    /** Finds nothing: for a replay that shows what was found when it was recorded. */
    public static AnalystConfig silent() {
        return new AnalystConfig(2 * Times.SECOND, Times.SECOND, Set.of(EVERYTHING), Map.of(), true);
    }

    /** In {@link #off}: all rules. */
    public static final String EVERYTHING = "*";

    public AnalystConfig with(String setting, double value) {
        Map<String, Double> more = new java.util.HashMap<>(settings);
        more.put(setting, value);
        return new AnalystConfig(lateness, step, off, more, reanalysed);
    }

    public AnalystConfig forReplay() {
        return new AnalystConfig(lateness, step, off, settings, true);
    }
}
