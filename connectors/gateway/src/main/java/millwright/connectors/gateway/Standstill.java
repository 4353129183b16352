package millwright.connectors.gateway;

import millwright.feed.Frame;
import millwright.plant.DataState;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Whether a frame says anything new of an instant that was told before. Plant thread; bounded by the frame. */
final class Standstill {
    private Standstill() {}

    static boolean changes(Frame frame, LatestValues latest) {
        Latest known = latest.latest(frame.metric(), frame.kind());
        byte[] states = new byte[frame.size()];
        frame.states().expand(states, 0);
        for (int i = 0; i < states.length; i++) {
            int slot = frame.slot(i);
            if (slot >= known.size()
                    || known.times()[slot] != frame.sourceTime()
                    || known.states()[slot] != states[i]
                    || isNumber(states[i])
                            && Double.compare(
                                            known.values()[slot], frame.values().asDouble(i))
                                    != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(byte state) {
        return state == DataState.OK.ordinal() || state == DataState.STALE.ordinal();
    }
}
