package millwright.connectors.gateway;

import java.util.Set;
import millwright.control.Caller;
import millwright.feed.Command.Want;

/**
 * How a desk wants to begin.
 *
 * @param epoch life of the gateway that it saw last, empty for none; {@link #BROKEN_OFF} when it saw only a part
 * @param sequence last it saw of that life
 * @param revision plant revision that it holds
 * @param lastSample time of its newest sample, 0 for none
 * @param everything all metrics at full rate, for a recorder
 */
record AttachRequest(
        String name,
        Caller caller,
        String epoch,
        long sequence,
        long revision,
        long lastSample,
        Set<Want> wants,
        boolean everything) {
    /** The epoch of a desk to which not everything that stands was told before its attachment ended. */
    static final String BROKEN_OFF = "-";

    AttachRequest {
        wants = Set.copyOf(wants);
    }

    static AttachRequest first(String name, Caller caller, boolean everything) {
        return new AttachRequest(name, caller, "", 0, 0, 0, Set.of(), everything);
    }

    boolean isFirst() {
        return epoch.isEmpty();
    }
}
