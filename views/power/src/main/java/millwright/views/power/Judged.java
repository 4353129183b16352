package millwright.views.power;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import millwright.desk.draw.Figures;
import millwright.plant.DataState;

/** How many limits were held against a load, and why the others were not. Stateless. */
final class Judged {
    private Judged() {}

    /** {@code 3 of 50 limits judged, 0 over; 47 not: 40 not measured, 7 stale}. */
    static String words(List<Constraint> all) {
        Map<DataState, Integer> not = new EnumMap<>(DataState.class);
        int over = 0;
        for (Constraint c : all) {
            DataState state = state(c);
            if (state != DataState.OK) {
                not.merge(state, 1, Integer::sum);
            } else if (c.headroom() < 0) {
                over++;
            }
        }
        int without = not.values().stream().mapToInt(Integer::intValue).sum();
        int judged = all.size() - without;
        if (without == 0) {
            return count(judged) + ", " + over + " over";
        }
        List<String> why = new ArrayList<>();
        not.forEach((state, count) -> why.add((not.size() > 1 ? Figures.whole(count) + " " : "") + word(state)));
        String rest = String.join(", ", why);
        return judged == 0
                ? "none of " + count(without) + " judged: " + rest
                : judged + " of " + count(all.size()) + " judged, " + over + " over; " + Figures.whole(without)
                        + " not: " + rest;
    }

    private static String count(int limits) {
        return Figures.whole(limits) + (limits == 1 ? " limit" : " limits");
    }

    /** OK where a fresh number was held against the limit; else what is wrong with the number that should have been. */
    private static DataState state(Constraint c) {
        if (!Double.isNaN(c.headroom())) {
            return c.load().stale() ? DataState.STALE : DataState.OK;
        }
        DataState observed = c.load().observed().state();
        return observed == DataState.OK || observed == DataState.STALE ? DataState.NO_DATA : observed;
    }

    private static String word(DataState state) {
        return switch (state) {
            case OK -> "judged";
            case STALE -> "stale";
            case NO_DATA -> "not measured";
            case NOT_SUPPORTED -> "not supported by its device";
            case FORBIDDEN -> "reading forbidden";
            case BAD -> "reading bad";
        };
    }
}
