package millwright.views.power;

import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.plant.DataState;

/** One prefix for a whole screen, so that figures add up by eye. @param divisor W in one unit @param unit kW or MW */
record Watts(double divisor, String unit, int decimals) {
    static Watts of(double largest) {
        return largest >= 2_000_000 ? new Watts(1_000_000, "MW", 2) : new Watts(1_000, "kW", 1);
    }

    String text(double watts) {
        return Double.isNaN(watts)
                ? "–"
                : Figures.fixed(watts / divisor, decimals).replace('-', '−');
    }

    /** The number in this unit, or the word of its state. */
    String text(Readout value) {
        boolean number = value.state() == DataState.OK || value.state() == DataState.STALE;
        return number ? text(value.value()) : value.figure().number();
    }
}
