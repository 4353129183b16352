package millwright.series.tile;

import java.nio.ByteBuffer;
import millwright.plant.DataState;

/** States of a tile as runs along each entity's time, entity after entity. One state throughout costs nothing. */
final class StateRuns {
    static final int MIXED = 255;
    private static final int STATES = DataState.values().length;

    private StateRuns() {}

    /** The one state of all values (OK for none), or {@link #MIXED}. */
    static int constant(byte[] states) {
        if (states.length == 0) {
            return 0;
        }
        // a range compared with itself shifted by one is equal only when it is constant; this compare is vectorised
        int last = states.length - 1;
        boolean same = java.util.Arrays.equals(states, 0, last, states, 1, last + 1);
        return same ? states[0] & 255 : MIXED;
    }

    static void check(byte[] states) {
        boolean wrong = false;
        for (byte state : states) {
            wrong |= Byte.toUnsignedInt(state) >= STATES;
        }
        if (wrong) {
            throw new IllegalArgumentException("a state byte is none of the " + STATES + " states");
        }
    }

    /** Five bytes a run: length as i32, state. */
    static byte[] pack(byte[] states, int entities, int ticks) {
        ByteBuffer out = TileHeader.buffer(5 * countRuns(states, entities, ticks));
        int run = 0;
        int state = states[0];
        for (int e = 0; e < entities; e++) {
            for (int t = 0; t < ticks; t++) {
                byte next = states[t * entities + e];
                if (next != state) {
                    out.putInt(run).put((byte) state);
                    state = next;
                    run = 0;
                }
                run++;
            }
        }
        out.putInt(run).put((byte) state);
        return out.array();
    }

    private static int countRuns(byte[] states, int entities, int ticks) {
        int runs = 1;
        int before = states[0];
        for (int e = 0; e < entities; e++) {
            for (int t = 0; t < ticks; t++) {
                int state = states[t * entities + e];
                runs += state == before ? 0 : 1;
                before = state;
            }
        }
        return runs;
    }

    /** @param out entity-major @throws TileException when runs do not fill the tile exactly */
    static void unpack(byte[] packed, byte[] out) throws TileException {
        ByteBuffer in = TileHeader.wrap(packed);
        int at = 0;
        while (in.remaining() >= 5) {
            int run = in.getInt();
            byte state = in.get();
            if (run <= 0 || run > out.length - at || state < 0 || state >= STATES) {
                throw new TileException("state run at value " + at + " is malformed: " + run + " of state " + state);
            }
            java.util.Arrays.fill(out, at, at + run, state);
            at += run;
        }
        if (at != out.length || in.hasRemaining()) {
            throw new TileException("state runs cover " + at + " of " + out.length + " values");
        }
    }
}
