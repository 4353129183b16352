package millwright.connectors.snmp;

import java.io.IOException;
import millwright.connectors.source.Unreadable;

/** An agent answered something else than was asked. */
final class Garbled extends IOException implements Unreadable {
    private static final long serialVersionUID = 1;

    Garbled(String message) {
        super(message);
    }
}
