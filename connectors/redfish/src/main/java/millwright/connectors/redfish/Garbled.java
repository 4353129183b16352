package millwright.connectors.redfish;

import java.io.IOException;
import millwright.connectors.source.Unreadable;

/** A controller answered something that cannot be understood; it may well answer the next question. */
final class Garbled extends IOException implements Unreadable {
    private static final long serialVersionUID = 1;

    Garbled(String message) {
        super(message);
    }
}
