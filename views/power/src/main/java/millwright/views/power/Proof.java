package millwright.views.power;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;

/** The line under the diagram that adds the measured loads up, and says so where they do not. */
final class Proof {
    private static final double TOLERANCE = 0.01;
    /** Loads read further apart than this are not compared as if they were of one instant, ns. */
    private static final long TOGETHER = 2 * Times.SECOND;

    private Proof() {}

    static String of(Loads loads, Watts unit) {
        loads.forgetAges();
        Plant plant = loads.plant();
        double pdu = part(loads, EntityKind.PDU);
        double motors = part(loads, EntityKind.MECHANICAL);
        double loss = loss(loads);
        double below = pdu + motors + loss;
        Readout meter = plant.count(EntityKind.SITE) == 0
                ? Loads.none()
                : loads.site(plant.indexAt(EntityKind.SITE, 0)).observed();
        double site = Load.number(meter);
        List<String> boards = new ArrayList<>();
        double above = 0;
        for (int i = 0; i < plant.count(EntityKind.SWITCHBOARD); i++) {
            int index = plant.indexAt(EntityKind.SWITCHBOARD, i);
            double one = Load.number(loads.device(index).observed());
            above += one;
            boards.add(plant.entity(index).name() + " " + unit.text(one));
        }
        String motor = plant.count(EntityKind.MECHANICAL) == 0 ? "" : " + MCC " + unit.text(motors);
        long apart = loads.agesApart();
        boolean together = apart <= TOGETHER;
        return "Check  PDU " + unit.text(pdu) + motor + " + loss " + unit.text(loss) + sign(below, site, together)
                + "site " + unit.text(site) + " " + unit.unit() + sign(site, above, together)
                + String.join(" + ", boards)
                + (together ? "" : "   (read up to " + Figures.age(apart) + " apart)");
    }

    private static double part(Loads loads, EntityKind kind) {
        return loads.plant().count(kind) == 0 ? 0 : Load.number(loads.sum(Loads.OBSERVED, kind));
    }

    /** Of what stands above the PDUs; losses below them are inside their loads. */
    private static double loss(Loads loads) {
        double sum = 0;
        for (EntityKind kind : List.of(EntityKind.UTILITY, EntityKind.SWITCHBOARD, EntityKind.UPS)) {
            sum += loads.plant().count(kind) == 0 ? 0 : Load.number(loads.sum(Loads.LOSS, kind));
        }
        return sum;
    }

    private static String sign(double a, double b, boolean together) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return " ? ";
        }
        boolean equal = Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        return equal ? " = " : together ? " ≠ " : " ≈ ";
    }
}
