package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one answer of an endpoint held.
 *
 * @param types metric family to type word
 * @param problems one line each, capped
 * @param plainOnly true when the endpoint's richer formats had to be refused, so that they need not be asked for again
 */
record Exposition(
        List<Sample> samples, Map<String, String> types, List<String> problems, int problemCount, boolean plainOnly) {
    Exposition(List<Sample> samples, Map<String, String> types, List<String> problems, int problemCount) {
        this(samples, types, problems, problemCount, false);
    }

    /** Not all of it came. */
    Exposition withLoss(String what) {
        return new Exposition(samples, types, List.of(what), 1);
    }

    /** The same, and its endpoint is to be asked for plain text alone from now on. */
    Exposition withRefusal(String problem) {
        Exposition told = withProblem(problem);
        return new Exposition(samples, types, told.problems, told.problemCount, true);
    }

    Exposition withProblem(String problem) {
        List<String> more = new ArrayList<>(List.of(problem));
        more.addAll(problems);
        return new Exposition(samples, types, List.copyOf(more), problemCount + 1, plainOnly);
    }
}
