package millwright.views.power;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * The line under the diagram that adds the measured loads up: the sums, how far they are apart, and whether that can be
 * judged at all. Made for one drawing.
 */
final class Proof {
    private static final double TOLERANCE = 0.01;
    /** Loads read further apart than this are not judged as if they were of one instant, ns. */
    private static final long TOGETHER = 2 * Times.SECOND;

    private final Loads loads;
    private final Watts unit;
    private final List<String> blank = new ArrayList<>();
    private final List<String> stale = new ArrayList<>();

    private Proof(Loads loads, Watts unit) {
        this.loads = loads;
        this.unit = unit;
    }

    static String of(Loads loads, Watts unit) {
        return new Proof(loads, unit).line();
    }

    private String line() {
        loads.forgetAges();
        Plant plant = loads.plant();
        if (plant.count(EntityKind.PDU) == 0) {
            return "Check  not judged: no PDU is known, so there is nothing to add up";
        }
        List<Double> sums = new ArrayList<>();
        List<String> words = new ArrayList<>();
        below(plant, sums, words);
        above("meter", EntityKind.UTILITY, sums, words);
        above("switchboards", EntityKind.SWITCHBOARD, sums, words);
        if (sums.size() < 2) {
            return "Check  nothing above the rows is metered, so there is nothing to compare";
        }
        return "Check  " + String.join(", ", words) + " " + unit.unit() + ": " + verdict(sums);
    }

    private void below(Plant plant, List<Double> sums, List<String> words) {
        double pdu = part("PDU", EntityKind.PDU);
        double motors = part("MCC", EntityKind.MECHANICAL);
        double loss = 0;
        for (EntityKind kind : List.of(EntityKind.UTILITY, EntityKind.SWITCHBOARD, EntityKind.UPS)) {
            loss += plant.count(kind) == 0 ? 0 : told("loss", loads.sum(Loads.LOSS, kind));
        }
        sums.add(pdu + motors + loss);
        String motor = plant.count(EntityKind.MECHANICAL) == 0 ? "" : " + MCC " + unit.text(motors);
        words.add("PDU " + unit.text(pdu) + motor + " + loss " + unit.text(loss) + " = " + unit.text(sums.getFirst()));
    }

    private void above(String name, EntityKind kind, List<Double> sums, List<String> words) {
        int count = loads.plant().count(kind);
        if (count == 0) {
            return;
        }
        double sum = part(name, kind);
        sums.add(sum);
        String one = count == 1
                ? loads.plant().entity(loads.plant().indexAt(kind, 0)).name()
                : name;
        words.add(one + " " + unit.text(sum));
    }

    private double part(String name, EntityKind kind) {
        return loads.plant().count(kind) == 0 ? 0 : told(name, loads.sum(Loads.OBSERVED, kind));
    }

    private double told(String name, Readout sum) {
        double number = Load.number(sum);
        @Nullable List<String> list = Double.isNaN(number) ? blank : sum.state() == DataState.STALE ? stale : null;
        if (list != null && !list.contains(name)) {
            list.add(name);
        }
        return number;
    }

    private String verdict(List<Double> sums) {
        if (!blank.isEmpty()) {
            return "not judged, no value of " + String.join(" and ", blank);
        }
        double most = sums.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double least = sums.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double share = most > 0 ? (most - least) / most : 0;
        String apart = unit.text(most - least) + " " + unit.unit() + " (" + Figures.fixed(100 * share, 1) + " %) apart";
        long ages = loads.agesApart();
        if (!stale.isEmpty()) {
            return apart + ", not judged: " + String.join(" and ", stale) + " stale";
        }
        if (ages > TOGETHER) {
            return apart + ", not judged: read up to " + Figures.age(ages) + " after one another";
        }
        return apart + (share <= TOLERANCE ? ", they add up" : ", they do NOT add up");
    }
}
