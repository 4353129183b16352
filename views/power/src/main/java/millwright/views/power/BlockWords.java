package millwright.views.power;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.plant.DataState;

/** A block of the one-line in words: every figure, also those for which the block has no room. Stateless. */
final class BlockWords {
    private BlockWords() {}

    static String of(String name, Load load, Watts unit) {
        List<String> lines = new ArrayList<>(List.of(name));
        lines.add("observed " + told(load.observed(), unit));
        lines.add("committed " + told(load.committed(), unit));
        lines.add("provisioned " + told(load.provisioned(), unit));
        boolean alone = load.failover().state() == DataState.NOT_SUPPORTED;
        double share = Load.number(load.failover()) / load.limit();
        lines.add(
                alone
                        ? "no partner takes over"
                        : "if the partner is lost " + told(load.failover(), unit)
                                + (Double.isFinite(share)
                                        ? ", " + Figures.percent(share).joined() + " of the limit"
                                        : ""));
        if (Double.isNaN(load.limit())) {
            lines.add("no limit is known");
        } else {
            lines.add("limit " + watts(load.limit(), unit) + " (" + load.why() + ")");
            lines.add(headroom(load, unit));
        }
        return String.join("\n", lines);
    }

    private static String headroom(Load load, Watts unit) {
        double headroom = load.headroom();
        return Double.isNaN(headroom)
                ? "headroom not known"
                : headroom < 0 ? "over the limit by " + watts(-headroom, unit) : "headroom " + watts(headroom, unit);
    }

    private static String told(Readout value, Watts unit) {
        return switch (value.state()) {
            case OK -> watts(value.value(), unit);
            case STALE -> watts(value.value(), unit) + ", " + Figures.age(value.age()) + " old";
            case NO_DATA, NOT_SUPPORTED, FORBIDDEN, BAD -> value.words();
        };
    }

    private static String watts(double watts, Watts unit) {
        return unit.text(watts) + " " + unit.unit();
    }
}
