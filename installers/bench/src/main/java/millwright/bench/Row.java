package millwright.bench;

import java.util.List;

/**
 * One line of the table.
 *
 * @param what the work, with its size and conditions
 * @param measured in {@code unit}
 * @param target what was asked for; it also says which way is better
 * @param peers the same work done by others in the same run
 */
public record Row(String what, double measured, String unit, Target target, List<Peer> peers, Proof proof) {
    public Row {
        if (Double.isNaN(measured)) {
            throw new IllegalArgumentException(what + ": nothing was measured");
        }
        peers = List.copyOf(peers);
    }

    public static Row of(String what, double measured, String unit, Target target, Proof proof) {
        return new Row(what, measured, unit, target, List.of(), proof);
    }

    public Row beside(Peer... others) {
        return new Row(what, measured, unit, target, List.of(others), proof);
    }

    /** A row counts only if its work is proven and its target, if there is one, is met. */
    public boolean counts() {
        return proof.holds() && target.isMetBy(measured);
    }
}
