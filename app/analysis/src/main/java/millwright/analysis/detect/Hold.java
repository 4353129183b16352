package millwright.analysis.detect;

import java.util.Arrays;
import millwright.plant.EntityKind;

/**
 * Hold time and hysteresis for one test on all entities of a kind: a test must fail for a while before it counts, and
 * must be clearly passed for a while before it ends. No data changes nothing. Two longs per entity.
 */
public final class Hold {
    private static final long NEVER = Long.MAX_VALUE;

    private final EntityKind kind;
    private final long raiseAfter;
    private final long clearAfter;
    private long[] since = new long[0];
    private long[] well = new long[0];

    /** @param raiseAfter ns that a test must fail @param clearAfter ns that it must be passed */
    public Hold(EntityKind kind, long raiseAfter, long clearAfter) {
        this.kind = kind;
        this.raiseAfter = raiseAfter;
        this.clearAfter = clearAfter;
    }

    /** Call first in every evaluation. */
    public void fit(Moment moment) {
        int size = moment.plant().count(kind);
        if (!moment.moves().moved(kind) && since.length == size) {
            return;
        }
        long[] newSince = new long[size];
        long[] newWell = new long[size];
        Arrays.fill(newSince, NEVER);
        Arrays.fill(newWell, NEVER);
        for (int slot = 0; slot < size; slot++) {
            int old = moment.moves().moved(kind) ? moment.moves().before(kind, slot) : slot;
            if (old >= 0 && old < since.length) {
                newSince[slot] = since[old];
                newWell[slot] = well[old];
            }
        }
        since = newSince;
        well = newWell;
    }

    /**
     * @param failed the test fails @param passed it is passed beyond the hysteresis; neither means "in between"
     * @return true while the condition holds
     */
    public boolean update(int slot, boolean failed, boolean passed, long now) {
        if (failed) {
            well[slot] = NEVER;
            if (since[slot] == NEVER) {
                since[slot] = now;
            }
        } else if (passed && since[slot] != NEVER) {
            boolean raised = raised(slot, well[slot] == NEVER ? now : well[slot]);
            if (well[slot] == NEVER) {
                well[slot] = now;
            }
            if (!raised || now - well[slot] >= clearAfter) {
                since[slot] = NEVER;
                well[slot] = NEVER;
            }
        }
        return raised(slot, well[slot] == NEVER ? now : well[slot]);
    }

    /** As if nothing had ever been told of it. */
    public void forget(int slot) {
        since[slot] = NEVER;
        well[slot] = NEVER;
    }

    /** Without new knowledge the answer stays what it was. */
    public boolean unchanged(int slot, long now) {
        return raised(slot, well[slot] == NEVER ? now : well[slot]);
    }

    private boolean raised(int slot, long at) {
        return since[slot] != NEVER && at - since[slot] >= raiseAfter;
    }

    /** When it began; only meaningful while it holds. */
    public long since(int slot) {
        return since[slot];
    }
}
