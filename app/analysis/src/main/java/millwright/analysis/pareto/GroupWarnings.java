package millwright.analysis.pareto;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what differs inside a group although it should not. */
final class GroupWarnings {
    static final String LENGTHS = "compares different";
    private static final int LISTED = 20;

    private GroupWarnings() {}

    static List<String> of(ParetoRequest request, List<Placed> placed) {
        List<String> warnings = new ArrayList<>();
        lengths(warnings, "input", placed, p -> p.point().load().isl());
        lengths(warnings, "output", placed, p -> p.point().load().osl());
        long fromItl = placed.stream()
                .filter(p -> Axis.standsOnItl(p.point(), request.terms().percentile()))
                .count();
        boolean usesTpot = request.x() == Axis.INTERACTIVITY || request.y() == Axis.INTERACTIVITY;
        if (usesTpot && fromItl > 0) {
            warnings.add("interactivity of " + fromItl + " of " + placed.size()
                    + " points is from inter-token latency; their files have no TPOT");
        }
        facility(warnings, request, placed);
        return warnings;
    }

    /** The facility's power of some may be read at a meter and of others computed; both are named. */
    private static void facility(List<String> warnings, ParetoRequest request, List<Placed> placed) {
        boolean asked = request.terms().basis() == PowerBasis.FACILITY
                && (request.x().usesPower() || request.y().usesPower());
        long computed = placed.stream().filter(p -> p.point().energy().byPue()).count();
        if (asked && computed > 0) {
            warnings.add("power of the facility of " + computed + " of " + placed.size()
                    + " points is the nodes' times the PUE that was given, not read at a meter");
        }
    }

    private static void lengths(
            List<String> warnings, String which, List<Placed> placed, Function<Placed, OptionalInt> length) {
        TreeSet<Integer> known = placed.stream()
                .map(length)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean someUnknown = placed.stream().anyMatch(p -> length.apply(p).isEmpty());
        if (known.size() + (someUnknown && !known.isEmpty() ? 1 : 0) > 1) {
            String list = known.size() > LISTED
                    ? known.size() + " between " + known.first() + " and " + known.last()
                    : known.stream().map(String::valueOf).collect(Collectors.joining(", "));
            warnings.add(LENGTHS + " " + which + " lengths: " + list + (someUnknown ? " and unknown" : "") + " tokens");
        }
    }
}
